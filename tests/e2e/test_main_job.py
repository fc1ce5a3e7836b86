# SPDX-License-Identifier: Apache-2.0
"""The main job, as a person does it: add a key, copy it, use it, revoke it, see it refused."""

import os
import pathlib
import re
import sqlite3
import subprocess
import unittest

from keydesk_session import (BUTTON, Keydesk, curl, files_holding, from_clipboard,
                             put_into_clipboard, wait_until)

# Nothing here may print a key, not even in a failure: compare, then say what is wrong in words.
FORM = re.compile(r"kdk_[0-9A-Za-z]{49}")


class MainJob(unittest.TestCase):
    def setUp(self):
        self.keydesk = Keydesk()
        self.addCleanup(self.keydesk.end)
        self.window = self.keydesk.window

    def add(self, label):
        self.window.press("Add API key")
        self.window.type_into("Label", label)
        self.window.press("Create")
        self.window.find(BUTTON, "Copy")

    def copy_key(self):
        before = from_clipboard()
        self.window.press("Copy")
        key = wait_until(lambda: (text := from_clipboard()) != before and text, "a new clipboard")
        self.assertTrue(FORM.fullmatch(key), "the clipboard does not hold a key")
        return key

    def test_a_key_works_until_it_is_revoked_and_leaves_no_trace(self):
        self.keydesk.open_api_page()
        company = self.keydesk.field("Company ID")
        users = self.keydesk.field("API address") + "/api/v1/users"

        self.add("HR sync")
        key = self.copy_key()
        self.assertEqual(from_clipboard("x-kde-passwordManagerHint"), "secret")
        self.assertNotEqual(from_clipboard(selection="primary"), key,
                            "a middle click would paste the key")
        status, body = curl(users, company, key)
        self.assertEqual(status, 200, "the new key is refused")
        self.assertTrue(body.startswith("["), "the users are not a list")

        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")
        self.window.find("table cell", "HR sync")

        self.window.press("Revoke HR sync")
        self.window.find_text("stops working at once")
        self.window.press("Yes, revoke")
        self.window.wait_gone("table cell", "HR sync")
        self.assertEqual(curl(users, company, key)[0], 401, "the revoked key is let in")

        self.assertEqual(files_holding(key), [])
        self.keydesk.quit()
        self.assertEqual(files_holding(key), [])
        database = pathlib.Path(os.environ["XDG_DATA_HOME"], "keydesk", "keydesk.db")
        self.assertTrue(database.is_file(), "there was no real database to look into")
        self.assertEqual(database.stat().st_mode & 0o777, 0o600)

    def test_f5_shows_what_others_did_and_ctrl_q_quits(self):
        self.keydesk.open_api_page()
        self.add("HR sync")
        self.copy_key()
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")
        database = pathlib.Path(os.environ["XDG_DATA_HOME"], "keydesk", "keydesk.db")
        with sqlite3.connect(database, timeout=10) as others:
            others.execute("UPDATE api_keys SET label = 'Renamed by others'")
        self.keydesk.type_keys("F5")
        self.window.find("table cell", "Renamed by others")
        self.window.press("Revoke Renamed by others")
        self.window.press("Yes, revoke")
        self.window.wait_gone("table cell", "Renamed by others")
        self.keydesk.type_keys("ctrl+q")
        self.assertEqual(self.keydesk.process.wait(10), 0)

    def test_the_clipboard_is_cleared_after_the_key_was_copied(self):
        self.keydesk.open_api_page()
        self.add("Field sales")
        key = self.copy_key()
        self.window.find_text("The clipboard is cleared in")
        self.window.press("Close")
        self.window.find_text("The clipboard holds the key. It is cleared in")
        self.window.press("Clear now")
        self.window.find_text("The clipboard has been cleared.")
        wait_until(lambda: not from_clipboard(), "an empty clipboard")

        self.add("Data pipeline")
        self.assertNotEqual(self.copy_key(), key, "two keys are the same")
        put_into_clipboard("of somebody else")
        self.window.find_text("Something else has been copied since.")
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")
        self.keydesk.quit()
        self.assertEqual(from_clipboard(), "of somebody else")

    def test_what_was_saved_is_checked_before_it_is_closed(self):
        self.keydesk.open_api_page()
        self.add("Payroll")
        key = self.copy_key()
        self.window.press("Check it")
        self.window.type_password(key[:50], "Paste what you saved")
        self.window.find_text("50 of 53 characters are there")
        self.window.type_password(key, "Paste what you saved")
        self.window.find_text("What you saved is the key.")
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")

    def test_the_new_key_is_tried_here_and_in_a_shell(self):
        self.keydesk.open_api_page()
        self.add("Time clock")
        key = self.copy_key()
        self.window.press("Try it")
        self.window.find_text("The key works")
        for name, answer in (("Call with headers", "["), ("Get a token", '"access_token"')):
            self.window.press(f"Copy the command “{name}”")
            command = wait_until(lambda: (text := from_clipboard()) and "curl" in text and
                                 text, "the command")
            put_into_clipboard("")
            self.assertNotIn(key, command)
            said = subprocess.run(["bash", "-c", command.replace("curl", "curl --silent")],
                                  env={**os.environ, "KEYDESK_API_KEY": key}, capture_output=True,
                                  text=True, check=True, timeout=20).stdout
            self.assertIn(answer, said, f"“{name}” did not work")
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")

    def test_closing_without_having_copied_asks_once(self):
        self.keydesk.open_api_page()
        self.add("Payroll export")
        self.window.press("Close")
        self.window.find_text("You have not copied or saved this key")
        self.window.press("Close without copying")
        self.window.wait_gone(BUTTON, "Copy")
        self.window.find("table cell", "Payroll export")
        self.window.press("Revoke Payroll export")
        self.window.press("Yes, revoke")
        self.window.wait_gone("table cell", "Payroll export")

    def test_a_key_is_renamed_and_two_leaked_ones_are_revoked_in_one_go(self):
        self.keydesk.open_api_page()
        company = self.keydesk.field("Company ID")
        users = self.keydesk.field("API address") + "/api/v1/users"
        keys = []
        for label in ("Zulu A", "Zulu C"):  # the last in the table, whatever else is there
            self.add(label)
            keys.append(self.copy_key())
            self.window.press("Close")
            self.window.wait_gone(BUTTON, "Copy")
        self.window.find("table", "API keys").get_component_iface().grab_focus()
        self.keydesk.type_keys("Page_Down")
        self.keydesk.type_keys("F2")
        self.window.type_into("Label", "Zulu B")
        self.window.press("Rename")
        self.window.find_text("“Zulu C” is now called “Zulu B”.")
        self.window.find("table cell", "Zulu B")
        self.assertEqual(curl(users, company, keys[1])[0], 200, "the renamed key is refused")

        self.window.find("table", "API keys").get_component_iface().grab_focus()
        self.keydesk.type_keys("shift+Up")
        self.window.press("Revoke 2 keys")
        self.window.find_text("used in the last 24 hours")
        self.window.press("Yes, revoke")
        self.window.find_text("2 keys are revoked.")
        self.window.wait_gone("table cell", "Zulu A")
        self.window.wait_gone("table cell", "Zulu B")
        for key in keys:
            self.assertEqual(curl(users, company, key)[0], 401, "a revoked key is let in")

    def test_what_was_added_is_there_after_a_restart_and_the_key_still_works(self):
        self.keydesk.open_api_page()
        self.add("Zapier")
        key = self.copy_key()
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")
        self.keydesk.quit()

        again = Keydesk()
        self.addCleanup(again.end)
        again.window.find("table cell", "Zapier")  # It opens where it was left.
        status, _ = curl(again.field("API address") + "/api/v1/users", again.field("Company ID"),
                         key)
        self.assertEqual(status, 200, "the key is refused after a restart")
        again.window.press("Revoke Zapier")
        again.window.press("Yes, revoke")
        again.window.wait_gone("table cell", "Zapier")


if __name__ == "__main__":
    unittest.main(verbosity=2)
