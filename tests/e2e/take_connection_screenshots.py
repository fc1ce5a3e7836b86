# SPDX-License-Identifier: Apache-2.0
"""Takes a picture of every screen that has to do with several backends. Usage:

    KEYDESK=build/release/bin/keydesk KEYDESK_SERVER=build/release/bin/keydesk-server \\
        tests/e2e/desktop /usr/bin/python3 tests/e2e/take_connection_screenshots.py FOLDER \\
        [--dark] [--language de_DE] [--scale 2]
"""

import argparse
import os
import pathlib
import signal
import xml.etree.ElementTree as ElementTree

from keydesk_session import BUTTON, Keydesk, unlock_keyring, wait_until
from portal import Portal
from sign_in_backend import EMAIL, PASSWORD, Backend
from take_screenshots import Photographer


def texts_in(language):
    """What the window says for an English text."""
    path = pathlib.Path(__file__).parents[2] / "translations" / f"keydesk_{language[:2]}.ts"
    if not path.exists():
        return {}
    messages = ElementTree.parse(path).iter("message")
    return {message.findtext("source").replace("&", ""):
            message.findtext("translation").replace("&", "") for message in messages}


class Tour:
    def __init__(self, keydesk, camera, texts):
        self.keydesk, self.window, self.camera, self.texts = keydesk, keydesk.window, camera, texts

    def say(self, english):
        return self.texts.get(english, english)

    def press(self, english, argument=None):
        name = self.say(english)
        self.window.press(name.replace("%1", argument) if argument else name)

    def type_into(self, english, text):
        self.window.type_into(self.say(english), text)

    def type_password(self, password):
        self.window.type_password(password, self.say("Password"))

    def add(self, url):
        self.press("Add connection")
        self.camera.take("add")
        self.type_into("Address of the backend", "keys.invalid")
        self.press("Continue")
        self.window.find_text(self.say("No server with this name was found. Check its address, and "
                                       "that this computer is online."))
        self.camera.take("add-problem")
        self.type_into("Address of the backend", url)
        self.press("Continue")
        self.window.find(("text", "entry"), self.say("Name"))
        self.camera.take("name")
        self.type_into("Name", "Acme")
        self.press("Add")

    def sign_in(self):
        self.window.find("password text", self.say("Password"))
        self.camera.take("sign-in")
        self.type_into("E-mail", EMAIL)
        self.type_password("a wrong password")
        self.press("Sign in")
        self.window.find_text(self.say("This e-mail address and password do not belong together. "
                                       "Check both and try again."))
        self.camera.take("sign-in-problem")
        self.type_password(PASSWORD)
        self.press("Sign in")
        self.window.find_text("Acme Learning")

    def add_key(self, label):
        self.press("Add API key")
        self.type_into("Label", label)
        self.press("Create")
        self.press("Copy")

    def open_keys(self):
        self.window.press("Acme Learning")
        self.press("Settings of %1", "Acme Learning")
        for label in ("HR sync", "Payroll export"):
            self.add_key(label)
            self.press("Close")
        self.window.find("table cell", "Payroll export")
        self.camera.take("keys")


def lose(backend, tour):
    backend.process.send_signal(signal.SIGKILL)
    wait_until(lambda: not tour.window.find(BUTTON, tour.say("Add API key"))
               .get_state_set().contains(8), "Add to be switched off")  # 8: ENABLED
    tour.camera.take("offline")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", default="en_GB")
    parser.add_argument("--scale", default="1")
    wanted = parser.parse_args()
    unlock_keyring()
    Portal(1 if wanted.dark else 2)
    environment = {"LC_ALL": f"{wanted.language}.UTF-8", "QT_SCALE_FACTOR": wanted.scale}
    backend = Backend()
    keydesk = Keydesk(environment)
    tour = Tour(keydesk, Photographer(keydesk, wanted.folder), texts_in(wanted.language))
    try:
        tour.add(backend.url)
        tour.sign_in()
        tour.open_keys()
        tour.add_key("Old intranet")
        keydesk.process.kill()  # nobody has said that the key is safe
        keydesk.process.wait(10)
        keydesk = Keydesk(environment)
        tour.keydesk, tour.window = keydesk, keydesk.window
        tour.window.find_text(tour.say("A key that nobody has seen"))
        tour.camera.take("unseen-key")
        tour.press("Later")
        lose(backend, tour)
        keydesk.choose_from_menu(tour.say("Manage %1").replace("%1", "Acme"), steps_down=4)
        tour.window.find(BUTTON, tour.say("Remove"))
        tour.camera.take("remove")
        tour.press("Cancel")
        keydesk.choose_from_menu(tour.say("Manage %1").replace("%1", "Acme"), steps_down=2)
        tour.window.find(BUTTON, tour.say("Sign in"))
        tour.camera.take("signed-out")
    finally:
        keydesk.end()
        backend.end()


if __name__ == "__main__":
    main()
