# SPDX-License-Identifier: Apache-2.0
"""What is left of a secret in the memory of the real programs, once nobody needs it any more."""

import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import time
import unittest

from keydesk_session import (BUTTON, Keydesk, as_root, from_clipboard, put_into_clipboard,
                             unlock_keyring, wait_until)
from sign_in_backend import EMAIL, PASSWORD, Backend

SCANNER = pathlib.Path(__file__).with_name("memory_copies.py")


def copies(pid, *secrets):
    """For each secret a dictionary of counts by form."""
    got = subprocess.run(as_root(sys.executable, SCANNER, str(pid)), input="\n".join(secrets),
                         stdout=subprocess.PIPE, text=True, check=True, timeout=60)
    return json.loads(got.stdout)


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        unlock_keyring()

    def start(self):
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        return keydesk

    def assert_gone(self, pid, secret, what):
        """Soon, and it stays so."""
        wait_until(lambda: not any(copies(pid, secret)[0].values()), f"{what} to be gone")
        time.sleep(0.5)
        self.assertEqual(sum(copies(pid, secret)[0].values()), 0, f"{what} came back")

    def add_key(self, window):
        window.press("Add API key")
        window.type_into("Label", "HR sync")
        window.press("Create")
        window.press("Copy")
        return wait_until(from_clipboard, "the key in the clipboard")

    def test_after_close_no_copy_of_the_key_is_left(self):
        keydesk = self.start()
        desktop, server = keydesk.process.pid, keydesk.server_pid()
        keydesk.open_api_page()
        key = self.add_key(keydesk.window)
        self.assertGreater(sum(copies(desktop, key)[0].values()), 0,
                           "a key that is on the screen was not found: the scanner is blind")
        keydesk.window.press("Show the key")
        keydesk.window.press("Check it")
        keydesk.window.type_password(key, "Paste what you saved")
        keydesk.window.find_text("What you saved is the key.")
        keydesk.window.press("Try it")
        keydesk.window.find_text("The key works")
        self.assert_gone(server, key, "the key in the backend")
        keydesk.save_in_keychain()
        keydesk.window.find_text("The key is in the keychain.")
        keydesk.save_in_file(pathlib.Path(os.environ["HOME"], "hr-sync.env"))
        keydesk.window.find_text("which only you can read")
        put_into_clipboard("something else")
        keydesk.window.press("Close")
        keydesk.window.wait_gone(BUTTON, "Copy")
        self.assert_gone(desktop, key, "the key in the window's process")

    def test_after_the_sign_in_no_copy_of_the_password_is_left(self):
        backend = Backend()
        self.addCleanup(backend.end)
        keydesk = self.start()
        window = keydesk.window
        window.press("Add connection")
        window.type_into("Address of the backend", backend.url)
        window.press("Continue")
        window.press("Add")
        window.type_into("E-mail", EMAIL)
        window.type_password(PASSWORD)
        self.assertGreater(sum(copies(keydesk.process.pid, PASSWORD)[0].values()), 0,
                           "a password that is being typed was not found: the scanner is blind")
        window.press("Sign in")
        window.find(BUTTON, "Acme Learning")
        self.assert_gone(keydesk.process.pid, PASSWORD, "the password in the window's process")
        self.assert_gone(backend.process.pid, PASSWORD, "the password in the backend")

    def test_a_crash_leaves_no_core_dump(self):
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
        keydesk = self.start()
        keydesk.window.find_text("My platform")
        server = keydesk.server_pid()
        for pid in (keydesk.process.pid, server):
            limits = pathlib.Path(f"/proc/{pid}/limits").read_text().splitlines()
            core = next(line for line in limits if line.startswith("Max core file size"))
            self.assertEqual(core.split()[4:6], ["0", "0"])
        os.kill(keydesk.process.pid, signal.SIGSEGV)
        _, status = os.waitpid(keydesk.process.pid, 0)
        self.assertEqual(os.WTERMSIG(status), signal.SIGSEGV)
        self.assertFalse(os.WCOREDUMP(status), "a core dump was written")


if __name__ == "__main__":
    unittest.main(verbosity=2)
