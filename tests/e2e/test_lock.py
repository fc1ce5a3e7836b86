# SPDX-License-Identifier: Apache-2.0
"""Locked and unlocked, with the real keyring's own prompt, and with a real sign-in."""

import subprocess
import unittest

from keydesk_session import (BUTTON, KEYRING_PASSWORD, Keydesk, from_clipboard, time,
                             unlock_keyring, wait_until)
from sign_in_backend import EMAIL, PASSWORD, Backend


def session_locks():
    """As a desktop's screen saver tells it."""
    subprocess.run(["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
                    "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"], check=True)


def prompt():
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Unlock .*Keyring$"],
                          capture_output=True, check=False).stdout.split()


def answer_prompt(password):
    """In the window of the keyring's own prompter; nothing: Escape."""
    window = wait_until(prompt, "the keyring's prompt")[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
    if password:
        subprocess.run(["xdotool", "type", "--file", "-"], input=password, check=True)
    subprocess.run(["xdotool", "key", "Return" if password else "Escape"], check=True)


class Lock(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        unlock_keyring()

    def start(self):
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        self.keydesk, self.window = keydesk, keydesk.window

    def add(self, label):
        self.window.press("Add API key")
        self.window.type_into("Label", label)
        self.window.press("Create")
        self.window.find(BUTTON, "Copy")

    def lock(self):
        self.keydesk.type_keys("ctrl+l")
        self.window.find_text("Keydesk is locked")

    def unlock(self):
        self.window.press("Unlock")
        answer_prompt(KEYRING_PASSWORD)
        self.window.wait_gone(BUTTON, "Unlock")

    def test_the_keyrings_password_opens_it_and_nothing_else_does(self):
        self.start()
        self.keydesk.open_api_page()
        self.lock()
        self.assertIsNone(self.window.look_for(BUTTON, "Add API key"))
        self.assertFalse([name for name in self.window.names() if "My platform" in name])
        self.window.press("Unlock")
        answer_prompt(None)
        self.window.find_text("was not unlocked")
        self.assertIsNone(self.window.look_for(BUTTON, "Add API key"))
        self.unlock()
        self.window.find(BUTTON, "Add API key")

    def test_ending_the_program_does_not_open_it(self):
        self.start()
        self.keydesk.open_api_page()
        self.lock()
        self.keydesk.process.kill()
        self.keydesk.process.wait(10)
        self.start()
        self.window.find_text("Keydesk is locked")
        self.assertIsNone(self.window.look_for(BUTTON, "Add API key"))
        self.unlock()
        self.window.find(BUTTON, "Add API key")

    def test_a_locked_session_hides_the_new_key_and_keydesk_if_that_is_wanted(self):
        self.start()
        self.keydesk.open_api_page()
        self.add("HR sync")
        self.window.press("Copy")
        self.window.press("Show the key")
        wait_until(lambda: (from_clipboard() or "").startswith("kdk_"), "the key on the clipboard")
        time.sleep(0.5)  # until it listens to the session
        session_locks()
        self.window.find(BUTTON, "Show the key")
        wait_until(lambda: not from_clipboard(), "an empty clipboard")
        self.assertIsNone(self.window.look_for(BUTTON, "Unlock"))
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")

        self.window.press("Security")
        self.window.press("Lock Keydesk with this session, and before the computer sleeps",
                          "check box")
        self.window.press("API")
        self.add("Payroll")
        session_locks()
        self.window.find_text("Keydesk is locked")
        self.assertIsNone(self.window.look_for(BUTTON, "Show the key"))
        self.unlock()
        self.window.find(BUTTON, "Show the key")  # the dialog is there again
        self.window.press("Copy")
        wait_until(lambda: (from_clipboard() or "").startswith("kdk_"), "the key on the clipboard")
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")

    def test_who_signs_in_again_is_let_in_without_the_keyring(self):
        backend = Backend()
        self.addCleanup(backend.end)
        self.start()
        self.window.press("Add connection")
        self.window.type_into("Address of the backend", backend.url)
        self.window.press("Continue")
        self.window.type_into("Name", "Acme")
        self.window.press("Add")
        self.sign_in()
        self.window.find(BUTTON, "Acme Learning")
        time.sleep(1)  # until the backend has said who it is
        self.lock()
        backend.add_member("eve@example.org", "admin")
        self.window.press("Sign in to “Acme” instead")
        self.sign_in("eve@example.org")
        self.window.find_text("was locked by somebody else")
        self.assertIsNone(self.window.look_for(BUTTON, "Acme Learning"))
        self.window.press("Sign in to “Acme” instead")
        self.sign_in()
        self.window.wait_gone(BUTTON, "Unlock")
        self.window.find(BUTTON, "Acme Learning")

    def sign_in(self, email=EMAIL):
        self.window.type_into("E-mail", email)
        self.window.type_password(PASSWORD)
        self.window.press("Sign in")


if __name__ == "__main__":
    unittest.main(verbosity=2)
