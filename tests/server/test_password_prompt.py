#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What keydesk-server asks for at a terminal. Usage: test_password_prompt.py SERVER"""

import os
import pathlib
import pty
import signal
import sqlite3
import sys
import tempfile
import termios
import time
import unittest

SERVER = ""
PROMPT = b"Password"
PASSWORD = b"correct horse battery"


class Terminal:
    """A program that believes that a person sits in front of it."""

    def __init__(self, *command):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execv(command[0], command)
        self.shown = b""

    def wait_for(self, text):
        deadline = time.monotonic() + 30
        while text not in self.shown:
            if time.monotonic() > deadline:
                raise AssertionError(f"{text} was not shown")
            self.shown += os.read(self.master, 4096)

    def type(self, keys):
        os.write(self.master, keys)

    def echoes(self):
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def end(self):
        """How it ended: an exit status, or a signal as a negative number."""
        try:
            while more := os.read(self.master, 4096):
                self.shown += more
        except OSError:
            pass  # the other side is closed
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class PasswordPrompt(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "keydesk.db"
        self.terminal = Terminal(SERVER, "init", "--database", f"sqlite:{self.file}", "--platform",
                                 "Acme Academy", "--owner", "owner@acme.example")
        self.terminal.wait_for(PROMPT)

    def echoes_within(self, seconds):
        deadline = time.monotonic() + seconds
        while not self.terminal.echoes() and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.terminal.echoes()

    def hashes(self):
        with sqlite3.connect(self.file) as connection:
            return [row[0] for row in connection.execute("SELECT password_hash FROM members")]

    def test_shows_nothing_of_what_is_typed(self):
        self.assertFalse(self.terminal.echoes())
        self.terminal.type(PASSWORD + b"\n")
        self.assertEqual(self.terminal.end(), 0)
        self.assertNotIn(PASSWORD, self.terminal.shown)
        self.assertTrue(self.hashes()[0].startswith("$argon2id$"))

    def test_takes_an_empty_line_for_no_password(self):
        self.terminal.type(b"\n")
        self.assertEqual(self.terminal.end(), 0)
        self.assertEqual(self.hashes(), [None])

    def test_leaves_the_terminal_as_it_was_after_ctrl_c(self):
        self.terminal.type(b"corr")
        # Between its prompt and its wait for keys, readpassphrase() forgets a signal; whoever presses
        # the keys then presses them again.
        for _ in range(30):
            self.terminal.type(b"\x03")
            if self.echoes_within(1):
                break
        self.assertTrue(self.terminal.echoes())
        self.assertEqual(self.terminal.end(), -signal.SIGINT)


if __name__ == "__main__":
    SERVER = sys.argv.pop(1)
    unittest.main()
