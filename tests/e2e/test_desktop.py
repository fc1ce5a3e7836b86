# SPDX-License-Identifier: Apache-2.0
"""The application follows the desktop: its language, and whether it is light or dark."""

import subprocess
import tempfile
import unittest

from keydesk_session import BUTTON, Keydesk, wait_until
from portal import Portal


def brightness(window_id):
    """The mean of the window's pixels, 0 to 1."""
    with tempfile.NamedTemporaryFile(suffix=".png") as picture:
        subprocess.run(["import", "-window", window_id, picture.name], check=True)
        return float(subprocess.run(["identify", "-format", "%[fx:mean]", picture.name],
                                    capture_output=True, text=True, check=True).stdout)


class LightAndDark(unittest.TestCase):
    def test_the_window_starts_as_the_desktop_is_and_follows_it_live(self):
        portal = Portal(1)
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        keydesk.window.find_text("My platform")
        window = wait_until(keydesk.visible_windows, "a window on the screen")[0]
        wait_until(lambda: brightness(window) < 0.3, "a dark window")
        portal.change(2)
        wait_until(lambda: brightness(window) > 0.7, "a light window")
        portal.change(1)
        wait_until(lambda: brightness(window) < 0.3, "a dark window again")


class Language(unittest.TestCase):
    def test_a_french_desktop_gets_a_french_window(self):
        keydesk = Keydesk({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"})
        self.addCleanup(keydesk.end)
        keydesk.window.press("My platform")
        keydesk.window.press("Paramètres de My platform")
        keydesk.window.find(BUTTON, "Ajouter une clé API")

    def test_a_language_that_is_not_there_gets_english(self):
        keydesk = Keydesk({"LC_ALL": "is_IS.UTF-8", "LANGUAGE": "is"})
        self.addCleanup(keydesk.end)
        keydesk.window.press("My platform")
        keydesk.window.press("Settings of My platform")
        keydesk.window.find(BUTTON, "Add API key")


if __name__ == "__main__":
    unittest.main(verbosity=2)
