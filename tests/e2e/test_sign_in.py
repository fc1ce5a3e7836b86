# SPDX-License-Identifier: Apache-2.0
"""A backend that the organisation runs: added by its address, signed in to, found again at the next
start, and left. With a real keyring, which is unlocked as a desktop does it at log-in."""

import os
import pathlib
import subprocess
import time
import unittest

from keydesk_session import (BUTTON, Keydesk, curl, files_holding, from_clipboard, unlock_keyring,
                             wait_until)
from sign_in_backend import EMAIL, PASSWORD, Backend

class SignIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        unlock_keyring()
        cls.backend = Backend()

    @classmethod
    def tearDownClass(cls):
        cls.backend.end()

    def start(self):
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        return keydesk

    def add_connection(self, window, address):
        window.press("Add connection")
        window.type_into("Address of the backend", address)
        window.press("Continue")

    def sign_in(self, window, password):
        window.type_into("E-mail", EMAIL)
        window.type_password(password)
        window.press("Sign in")

    def test_a_backend_is_added_signed_in_to_found_again_and_left(self):
        keydesk = self.start()
        window = keydesk.window
        self.add_connection(window, "https://nowhere.invalid")
        window.find_text("No server with this name was found")
        window.type_into("Address of the backend", self.backend.url + "/docs")
        window.press("Continue")
        window.type_into("Name", "Acme")
        window.press("Add")

        self.sign_in(window, "a wrong password")
        window.find_text("do not belong together")
        window.type_password(PASSWORD)
        window.press("Sign in")
        window.find_text("Acme Learning")
        keydesk.open_api_page("Acme Learning")
        self.assertEqual(keydesk.field("API address"), self.backend.url)
        window.press("Add API key")
        window.type_into("Label", "HR sync")
        window.press("Create")
        window.press("Copy")
        window.press("Close")
        window.find("table cell", "HR sync")
        self.assertEqual(files_holding(PASSWORD), [])
        keydesk.quit()

        again = self.start()
        again.window.find("table cell", "HR sync")  # where the person was, without signing in again
        again.choose_from_menu("Manage Acme", steps_down=2)  # Sign out
        again.window.find_text("Signed out of “Acme”.")
        again.window.find(BUTTON, "Sign in")
        self.assertIsNone(again.window.look_for("table cell", "HR sync"))
        again.choose_from_menu("Manage Acme", steps_down=4)
        again.window.press("Remove")
        again.window.wait_gone(BUTTON, "Manage Acme")
        again.quit()

    def test_the_password_and_the_tokens_are_in_no_file(self):
        keydesk = self.start()
        self.add_connection(keydesk.window, self.backend.url)
        keydesk.window.press("Add")
        self.sign_in(keydesk.window, PASSWORD)
        keydesk.window.find_text("Acme Learning")
        # The keyring's own file is encrypted.
        keyring = subprocess.run(["secret-tool", "search", "--all", "server", "Keydesk"],
                                 capture_output=True, check=False).stdout.decode()
        token = wait_until(lambda: [line.removeprefix("secret = ") for line in keyring.splitlines()
                                    if line.startswith("secret = ")], "the token in the keyring")[0]
        self.assertEqual(files_holding(token), [])
        self.assertEqual(files_holding(PASSWORD), [])
        home = pathlib.Path(os.environ["HOME"])
        self.assertTrue((home / "data" / "keydesk" / "connections.json").exists())
        keydesk.quit()

    def test_a_key_that_nobody_saw_is_offered_by_the_next_start(self):
        keydesk = self.start()
        keydesk.open_api_page()
        keydesk.window.press("Add API key")
        keydesk.window.type_into("Label", "HR sync")
        keydesk.window.press("Create")
        keydesk.window.find(BUTTON, "Copy")
        keydesk.process.kill()  # as a power cut would
        keydesk.process.wait(10)

        again = self.start()
        again.window.find_text("A key that nobody has seen")
        again.window.press("Show the key")
        again.window.press("Copy")
        key = wait_until(from_clipboard, "the key in the clipboard")
        users = again.field("API address") + "/api/v1/users"
        self.assertEqual(curl(users, again.field("Company ID"), key)[0], 200)
        again.window.press("Close")
        again.window.wait_gone(BUTTON, "Copy")
        self.assertEqual(files_holding(key), [])
        again.window.press("Revoke HR sync")
        again.window.press("Yes, revoke")
        again.window.wait_gone("table cell", "HR sync")
        again.quit()

        third = self.start()
        third.window.find(BUTTON, "Add API key")
        time.sleep(1)  # as long as the second start took to offer it, several times over
        self.assertFalse([name for name in third.window.names() if "nobody has seen" in name])
        third.quit()


if __name__ == "__main__":
    unittest.main()
