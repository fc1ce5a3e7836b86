# SPDX-License-Identifier: Apache-2.0
"""From the dialog of a new key into the real keyring, and into files that integrations read."""

import json
import os
import pathlib
import subprocess
import unittest

from keydesk_session import BUTTON, Keydesk, curl, from_clipboard, unlock_keyring, wait_until


class Save(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        unlock_keyring()

    def setUp(self):
        self.keydesk = Keydesk()
        self.addCleanup(self.keydesk.end)
        self.window = self.keydesk.window
        self.keydesk.open_api_page()
        self.company = self.keydesk.field("Company ID")
        self.api = self.keydesk.field("API address")

    def add(self, label):
        self.window.press("Add API key")
        self.window.type_into("Label", label)
        self.window.press("Create")
        self.window.find(BUTTON, "Copy")

    def close(self):
        """Without a question: it is somewhere safe."""
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")

    def assert_opens(self, key):
        self.assertEqual(curl(self.api + "/api/v1/users", self.company, key)[0], 200,
                         "what was saved is not the key")

    def test_the_keyring_has_it_and_the_shown_command_reads_it_back(self):
        self.add("HR sync's")
        self.keydesk.save_in_keychain()
        self.window.find_text("The key is in the keychain.")
        self.window.press("Copy the command “Read it back”")
        command = wait_until(lambda: (text := from_clipboard()) and "secret-tool" in text and text,
                             "the command")
        read = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True,
                              timeout=20).stdout.strip()
        self.assert_opens(read)
        self.close()

    def test_an_integration_reads_it_from_a_file_that_only_its_owner_may_read(self):
        path = pathlib.Path(os.environ["HOME"], "payroll.env")
        self.add("Payroll")
        self.keydesk.save_in_file(path)
        self.window.find_text("which only you can read")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        script = '. "$0" && printf %s "$KEYDESK_API_KEY"'
        self.assert_opens(subprocess.run(["sh", "-c", script, path], capture_output=True, text=True,
                                         check=True).stdout)
        self.close()

        self.add("Data pipeline")
        self.keydesk.save_in_file(path)
        self.window.find_text("is there already")
        before = path.read_bytes()
        self.window.press("Another file…")
        other = path.with_name("pipeline.json")
        self.keydesk.name_file(other)
        self.window.find_text("which only you can read")
        self.assertTrue(path.read_bytes() == before, "the first file was changed")
        self.assert_opens(json.loads(other.read_text())["apiKey"])
        self.close()

    def test_a_git_work_tree_is_warned_about(self):
        project = pathlib.Path(os.environ["HOME"], "project")
        subprocess.run(["git", "init", "--quiet", project], check=True)
        self.add("Zapier")
        self.keydesk.save_in_file(project / "zapier.env")
        self.window.find_text("is in a git work tree")
        self.assertEqual([*project.glob("*.env")], [])
        self.window.press("Save there anyway")
        self.window.find_text("which only you can read")
        self.assertEqual([*project.glob("*.env")], [project / "zapier.env"])
        self.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
