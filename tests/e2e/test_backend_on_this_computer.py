# SPDX-License-Identifier: Apache-2.0
"""The backend on this computer: it lives and dies with the window, and the window outlives it."""

import os
import pathlib
import re
import signal
import subprocess
import unittest

from keydesk_session import KEYDESK, Keydesk, as_root, children_of, is_running, wait_until


class BackendOnThisComputer(unittest.TestCase):
    def setUp(self):
        self.keydesk = Keydesk()
        self.addCleanup(self.keydesk.end)
        self.window = self.keydesk.window

    def test_the_window_says_where_its_data_is(self):
        self.window.find_text("This computer")
        self.window.press("My platform")
        self.window.find_text("the backend on this computer")

    def test_a_dead_backend_is_told_and_can_be_started_again(self):
        self.keydesk.open_api_page()
        first = self.keydesk.server_pid()
        os.kill(first, signal.SIGKILL)
        self.window.find_text("The backend on this computer has stopped")
        self.window.press("My platform")  # The window stays usable.
        self.window.press("Settings of My platform")
        self.window.press("Start again")
        wait_until(lambda: [pid for pid in children_of(self.keydesk.process.pid) if pid != first],
                   "a new backend")
        self.window.press("Add API key")
        self.window.type_into("Label", "After the restart")
        self.window.press("Create")
        self.window.press("Copy")
        self.window.press("Close")
        self.window.find("table cell", "After the restart")

    def test_the_backend_ends_with_the_application_even_when_that_is_killed(self):
        server = self.keydesk.server_pid()
        self.keydesk.process.kill()
        self.keydesk.process.wait(10)
        wait_until(lambda: not is_running(server), "the backend to end")

    def test_the_backend_ends_with_the_window(self):
        server = self.keydesk.server_pid()
        self.window.find_text("My platform")
        self.keydesk.quit()
        self.assertFalse(is_running(server))

    def test_the_token_is_in_no_argument_no_environment_and_no_file(self):
        server = self.keydesk.server_pid()
        self.window.find_text("My platform")
        arguments = pathlib.Path(f"/proc/{server}/cmdline").read_bytes().split(b"\0")
        self.assertEqual([a for a in arguments if b"oken" in a or re.fullmatch(rb"[A-Za-z0-9_-]{43}", a)], [])
        environment = subprocess.run(as_root("cat", f"/proc/{server}/environ"), check=True,
                                     stdout=subprocess.PIPE).stdout.split(b"\0")
        self.assertEqual([e for e in environment if b"TOKEN" in e.upper()], [])

    def test_a_second_start_raises_the_first_window(self):
        self.window.find_text("My platform")
        second = subprocess.run([KEYDESK], timeout=20, check=False)
        self.assertEqual(second.returncode, 0)
        self.assertTrue(is_running(self.keydesk.process.pid))
        windows = wait_until(self.keydesk.visible_windows, "a window on the screen")
        self.assertEqual(len(windows), 1, "the second start opened a window of its own")


class WithoutADisplay(unittest.TestCase):
    def test_it_says_so_in_one_line_instead_of_crashing(self):
        environment = {k: v for k, v in os.environ.items() if k != "DISPLAY"}
        got = subprocess.run([KEYDESK], env=environment, capture_output=True, text=True,
                             timeout=20, check=False)
        self.assertEqual(got.returncode, 1)
        self.assertEqual(len(got.stderr.splitlines()), 1)
        self.assertIn("xvfb-run", got.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
