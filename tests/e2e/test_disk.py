# SPDX-License-Identifier: Apache-2.0
"""What a whole session leaves on the disk: with a sign-in, new keys, a crash and another start."""

import base64
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest

from keydesk_session import (BUTTON, Keydesk, files_below, from_clipboard, holds,
                             put_into_clipboard, unlock_keyring, wait_until)
from sign_in_backend import EMAIL, PASSWORD, Backend

LARGEST_LOG = 256 << 20


def written_since(folder, start):
    """All files below a folder that have been changed since, whoever did that."""
    for path in files_below(folder):
        try:
            if path.stat().st_mtime >= start - 1:
                yield path
        except OSError:  # gone meanwhile
            continue


def is_small(path):
    try:
        return path.stat().st_size < LARGEST_LOG
    except OSError:  # gone meanwhile
        return False


def forms(secret):
    return [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")]


def tokens_in_keyring():
    told = subprocess.run(["secret-tool", "search", "--all", "server", "Keydesk"],
                          capture_output=True, check=False).stdout.decode()
    return re.findall(r"^secret = (\S+)$", told, re.MULTILINE)


class Disk(unittest.TestCase):
    def setUp(self):
        unlock_keyring()
        self.start = time.time()
        self.backend = Backend()
        self.addCleanup(self.backend.end)

    def run_keydesk(self):
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        return keydesk

    def sign_in(self, window):
        window.press("Add connection")
        window.type_into("Address of the backend", self.backend.url)
        window.press("Continue")
        window.press("Add")
        window.type_into("E-mail", EMAIL)
        window.type_password(PASSWORD)
        window.press("Sign in")
        window.find(BUTTON, "Acme Learning")

    def add_key(self, window, label):
        window.press("Add API key")
        window.type_into("Label", label)
        window.press("Create")
        window.press("Show the key")
        before = from_clipboard()
        window.press("Copy")
        return wait_until(lambda: (text := from_clipboard()) != before and text, "the key")

    def replace(self, label):
        """Which the window does not offer yet: the secrets on the way, the new key last."""
        tokens = self.backend.call("POST", "/sessions", {"email": EMAIL, "password": PASSWORD})
        bearer = f"Bearer {tokens['accessToken']}"
        keys = f"/platforms/{self.backend.platform}/keys"
        listed = self.backend.call("GET", keys, Authorization=bearer)["items"]
        old = next(key["id"] for key in listed if key["label"] == label)
        once = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
        made = self.backend.call("POST", f"{keys}/{old}/replacement", {"overlapSeconds": 60},
                                 Authorization=bearer, Idempotency_Key=once)
        return [tokens["accessToken"], tokens["refreshToken"], once, made["secret"]]

    def places(self):
        folders = [pathlib.Path(os.environ[name]) for name in ("HOME", "XDG_RUNTIME_DIR")]
        folders += [pathlib.Path(self.backend.folder.name), pathlib.Path("/tmp"),
                    pathlib.Path("/var/tmp"), pathlib.Path("/var/log"), pathlib.Path.cwd()]
        for folder in folders:
            yield from written_since(folder, self.start)

    def holding(self, secrets):
        """The files that hold one of them, and the system's journal if it does."""
        needles = [form for secret in secrets for form in forms(secret)]
        found = sorted({str(path) for path in self.places() if is_small(path)
                        and holds(path, needles)})
        journal = subprocess.run(["journalctl", "--no-pager", f"--since=@{int(self.start)}"],
                                 capture_output=True, check=False).stdout
        return found + [name for name, text in (("the journal", journal),)
                                if any(needle in text for needle in needles)]

    def test_no_file_and_no_log_holds_a_key_a_token_or_the_password(self):
        keydesk = self.run_keydesk()
        self.sign_in(keydesk.window)
        keydesk.open_api_page("Acme Learning")
        secrets = [PASSWORD, self.add_key(keydesk.window, "HR sync")]
        keydesk.save_in_keychain()
        keydesk.window.find_text("The key is in the keychain.")
        keydesk.window.press("Close")
        keydesk.window.wait_gone(BUTTON, "Copy")
        secrets += wait_until(tokens_in_keyring, "a token in the keyring")
        secrets += self.replace("HR sync")
        secrets.append(self.add_key(keydesk.window, "Data pipeline"))
        os.kill(keydesk.process.pid, signal.SIGSEGV)  # while the key is on the screen
        keydesk.process.wait(10)

        again = self.run_keydesk()
        again.window.find_text("A key that nobody has seen")
        again.window.press("Revoke")
        again.window.find_text("“Data pipeline” is revoked.")
        secrets += tokens_in_keyring()
        again.quit()
        self.assertEqual(self.holding(secrets), [])

        bait = pathlib.Path(os.environ["HOME"], "bait")
        bait.write_text(f"a file that holds {secrets[1]}\n", encoding="utf-8")
        self.assertEqual(self.holding(secrets), [str(bait)])  # or the search sees nothing
        bait.unlink()
        put_into_clipboard("nothing")


if __name__ == "__main__":
    unittest.main(verbosity=2)
