# SPDX-License-Identifier: Apache-2.0
"""The clipboard on Wayland: real compositors (GNOME's and Weston, each in a window of the virtual
display), and what another program of them pastes (wl-paste)."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from accessible import Atspi
from keydesk_session import BUTTON, Keydesk, wait_until
from test_memory import copies

FORM = re.compile(r"kdk_[0-9A-Za-z]{49}")
DISPLAY = "keydesk-test"


def paste(*options, mime_type="text/plain"):
    """None if there is nothing of this type."""
    got = subprocess.run(["wl-paste", "--no-newline", "--type", mime_type, *options],
                         capture_output=True, timeout=20, check=False)
    return got.stdout.decode() if got.returncode == 0 and got.stdout else None


class Clipboard:
    """What a person can rely on with every compositor. The classes below name one each."""

    compositor = ()

    @classmethod
    def setUpClass(cls):
        cls.process = subprocess.Popen(
            cls.compositor, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "MUTTER_DEBUG_DUMMY_MODE_SPECS": "1300x900", "GSETTINGS_BACKEND": "memory"})
        socket = pathlib.Path(os.environ["XDG_RUNTIME_DIR"], DISPLAY)
        wait_until(socket.exists, "the compositor")
        os.environ["WAYLAND_DISPLAY"] = DISPLAY

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait(10)

    def setUp(self):
        place = pathlib.Path(tempfile.mkdtemp(dir=os.environ["HOME"]))
        settings = place / "keydesk" / "keydesk.conf"
        settings.parent.mkdir()
        settings.write_text("[secrets]\nclearClipboardAfterSeconds=10\n")
        self.keydesk = Keydesk({"QT_QPA_PLATFORM": "wayland", "XDG_DATA_HOME": str(place),
                                "XDG_CONFIG_HOME": str(place)})
        self.addCleanup(self.keydesk.end)
        self.window = self.keydesk.window
        self.keydesk.open_api_page()

    def copy_new_key(self, label):
        self.window.press("Add API key")
        self.window.type_into("Label", label)
        self.window.press("Create")
        copy = self.window.find(BUTTON, "Copy")
        wait_until(lambda: copy.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus")
        # With the keyboard: a compositor takes a copy only with the number of a key or a click.
        self.keydesk.type_keys("Return")
        self.window.find_text("The clipboard is cleared in")
        key = wait_until(paste, "the key on the clipboard")
        self.assertTrue(FORM.fullmatch(key), "the clipboard does not hold a key")
        return key

    def end(self):
        """As a session ends its programs. (When the dialog closes Weston gives no window the focus,
        and takes the clipboard away from its owner.)"""
        self.keydesk.process.terminate()
        self.assertEqual(self.keydesk.process.wait(10), 0)

    def test_a_copied_key_is_marked_and_taken_off_again(self):
        key = self.copy_new_key("HR sync")
        self.assertEqual(paste(mime_type="x-kde-passwordManagerHint"), "secret")
        self.assertNotEqual(paste("--primary"), key, "a middle click would paste the key")
        self.window.find_text("The clipboard has been cleared.")
        wait_until(lambda: paste() is None, "an empty clipboard")
        self.window.press("Close")
        self.window.wait_gone(BUTTON, "Copy")
        wait_until(lambda: not any(copies(self.keydesk.process.pid, key)[0].values()),
                   "the key to be gone from the memory")

    def test_what_somebody_else_copies_is_left_alone(self):
        self.copy_new_key("Payroll")
        subprocess.run(["wl-copy"], input=b"of somebody else", check=True)
        self.window.find_text("Something else has been copied since.")
        self.end()
        self.assertTrue(paste() == "of somebody else", "it was taken off")

    def test_when_it_ends_the_key_is_gone(self):
        self.copy_new_key("Zapier")
        self.end()
        self.assertTrue(paste() is None, "the key is still there")

    def test_when_it_is_killed_the_key_is_gone(self):
        self.copy_new_key("CRM")
        self.keydesk.process.kill()
        self.keydesk.process.wait(10)
        self.assertTrue(paste() is None, "the key is still there")


class Gnome(Clipboard, unittest.TestCase):
    compositor = ("mutter", "--nested", "--wayland", "--no-x11", f"--wayland-display={DISPLAY}")


class Weston(Clipboard, unittest.TestCase):
    compositor = ("weston", "--backend=x11-backend.so", f"--socket={DISPLAY}", "--idle-time=0",
                  "--width=1300", "--height=900")


if __name__ == "__main__":
    unittest.main(verbosity=2)
