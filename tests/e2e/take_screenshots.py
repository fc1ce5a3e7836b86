# SPDX-License-Identifier: Apache-2.0
"""Takes a picture of every screen, for the README and to look at before a release. Usage:

    KEYDESK=build/release/bin/keydesk tests/e2e/desktop /usr/bin/python3 \\
        tests/e2e/take_screenshots.py FOLDER [--dark] [--language fr_FR] [--scale 2]
"""

import argparse
import os
import pathlib
import sqlite3
import subprocess
import time

from keydesk_session import (KEYRING_PASSWORD, Keydesk, put_into_clipboard, unlock_keyring,
                             wait_until)
from portal import Portal

DAY = 24 * 3600
# Label, days since it was added, seconds since it was used, how it was sent.
KEYS = [("HR sync", 5, 130, "header"), ("Data warehouse (Fivetran)", 321, 3700, "header"),
        ("Payroll export", 368, DAY, "query"), ("Zapier", 445, 97 * DAY, "header"),
        ("Old intranet", 914, None, None)]


class Photographer:
    def __init__(self, keydesk, folder):
        self.keydesk, self.folder = keydesk, folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name):
        time.sleep(0.7)  # Animations and the tooltip of what was pressed last.
        path = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", "-trim", "+repage", str(path)], check=True)
        print(path)


def press(node):
    node.get_action_iface().do_action(0)


def buttons(window):
    return [node for node in window.all() if node.get_role_name() in ("push button", "button")]


def press_named(window, *names):
    def look():
        return next((b for b in buttons(window) if b.get_name() in names), None)
    press(wait_until(look, f"one of {names}"))


ADD = ("Add API key", "Ajouter une clé API", "API-Schlüssel hinzufügen")
CREATE = ("Create", "Créer", "Erstellen")
COPY = ("Copy", "Copier", "Kopieren")
SHOW = ("Show the key", "Afficher la clé", "Schlüssel anzeigen")
CHECK = ("Check it", "Vérifier", "Prüfen")
TRY = ("Try it", "Essayer", "Ausprobieren")
CLOSE = ("Close", "Fermer", "Schließen")
SAVE = ("Save…", "Enregistrer…", "Speichern …")
SECURITY = ("Security", "Sécurité", "Sicherheit")
LOCK = ("Lock now", "Verrouiller maintenant", "Jetzt sperren")
UNLOCK = ("Unlock", "Déverrouiller", "Entsperren")
CANCEL = ("Cancel", "Annuler", "Abbrechen")
FIELD = ("Label", "Libellé", "Bezeichnung")


def type_label(window, text):
    def look():
        return next((n for n in window.all() if n.get_role_name() in ("text", "entry")
                     and n.get_name() in FIELD), None)
    wait_until(look, "the label's field").get_editable_text_iface().set_text_contents(text)


def open_settings(window):
    press(next(b for b in buttons(window) if "My platform" in b.get_name()
               and b.get_name() != "My platform"))
    wait_until(lambda: any(b.get_name() in ADD for b in buttons(window)), "the API page")


def add(window, label):
    press_named(window, *ADD)
    type_label(window, label)
    press_named(window, *CREATE)
    press_named(window, *COPY)
    press_named(window, *CLOSE)


def let_time_pass():
    """Gives the keys a past, where only their database can: nobody waits for 914 days."""
    path = pathlib.Path(os.environ["XDG_DATA_HOME"], "keydesk", "keydesk.db")
    now = time.time()
    with sqlite3.connect(path, timeout=10) as database:
        database.execute("UPDATE members SET name = 'N. Haddad'")
        for label, days, used, via in KEYS:
            database.execute("UPDATE api_keys SET created_at = ? WHERE label = ?",
                             (int((now - days * DAY) * 1000), label))
            if used:
                database.execute("INSERT INTO key_last_uses (platform_id, key_id, at, address, via)"
                                 " SELECT platform_id, id, ?, '203.0.113.7', ? FROM api_keys"
                                 " WHERE label = ?", (int((now - used) * 1000), via, label))
        database.execute("INSERT INTO key_calls (platform_id, key_id, hour, via, calls)"
                         " SELECT platform_id, id, ?, 'header', 1284 FROM api_keys"
                         " WHERE label = 'HR sync'", (int(now // 3600),))


def change_by_keyboard(keydesk, photographer):
    window = keydesk.window
    next(n for n in window.all() if n.get_role_name() == "table").get_component_iface().grab_focus()
    keydesk.type_keys("Page_Up")
    keydesk.type_keys("Menu")
    photographer.take("row-menu")
    keydesk.type_keys("Escape")
    keydesk.type_keys("F2")
    photographer.take("rename")
    press_named(window, *CANCEL)
    time.sleep(0.5)  # until the table has the focus again
    for _ in range(2):
        keydesk.type_keys("shift+Down")
    photographer.take("api-page-selected")
    keydesk.type_keys("Delete")
    photographer.take("revoke-several")
    press_named(window, *CANCEL)
    keydesk.type_keys("Escape")


def tour(keydesk, photographer):
    window = keydesk.window
    window.find_text("My platform")
    photographer.take("home")
    open_settings(window)
    photographer.take("api-page-empty")
    for label, *_ in KEYS:
        add(window, label)
    let_time_pass()
    put_into_clipboard("something else")  # or the window says that a key is there
    press_named(window, "My platform")
    open_settings(window)
    photographer.take("api-page")
    press_named(window, *ADD)
    type_label(window, "Learning records → Snowflake")
    photographer.take("label")
    type_label(window, "HR SYNC")
    photographer.take("label-taken")
    type_label(window, "Learning records → Snowflake")
    press_named(window, *CREATE)
    wait_until(lambda: any(b.get_name() in COPY for b in buttons(window)), "the reveal dialog")
    photographer.take("reveal")
    press_named(window, *CLOSE)
    photographer.take("reveal-question")
    press_named(window, *COPY)
    photographer.take("reveal-copied")
    press_named(window, *SHOW)
    photographer.take("reveal-shown")
    press_named(window, *SAVE)
    photographer.take("reveal-save")
    for key in ("Down", "Return"):
        keydesk.type_keys(key)
    photographer.take("reveal-saved")
    press_named(window, *CHECK)
    time.sleep(0.5)  # until the field has the focus
    subprocess.run(["xdotool", "type", "--file", "-"], input=b"kdk_this is not the key", check=True)
    photographer.take("reveal-checked")
    press_named(window, *TRY)
    time.sleep(0.5)  # until the backend has answered
    photographer.take("reveal-tried")
    press_named(window, *CLOSE)
    time.sleep(1.5)
    photographer.take("clipboard")
    revoke = [b for b in buttons(window) if "HR sync" in b.get_name()]
    press(revoke[0])
    photographer.take("revoke")
    press_named(window, *CANCEL)
    change_by_keyboard(keydesk, photographer)
    for i in range(25 - len(KEYS) - 1):
        add(window, f"Integration {i + 1}")
    photographer.take("api-page-full")
    put_into_clipboard("something else")
    press_named(window, *SECURITY)
    photographer.take("security")
    press_named(window, *LOCK)
    photographer.take("locked")
    press_named(window, *UNLOCK)
    time.sleep(1)  # until the prompt of the keyring is there
    subprocess.run(["xdotool", "type", "--file", "-"], input=KEYRING_PASSWORD, check=True)
    keydesk.type_keys("Return")
    photographer.take("unlocked")
    subprocess.run(["kill", "-9", str(keydesk.server_pid())], check=True)
    photographer.take("backend-stopped")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", default="en_GB")
    parser.add_argument("--scale", default="1")
    options = parser.parse_args()
    unlock_keyring()
    Portal(1 if options.dark else 2)
    environment = {"LC_ALL": f"{options.language}.UTF-8", "QT_SCALE_FACTOR": options.scale}
    keydesk = Keydesk(environment)
    try:
        tour(keydesk, Photographer(keydesk, options.folder))
    finally:
        keydesk.end()


if __name__ == "__main__":
    main()
