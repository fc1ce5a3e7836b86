# SPDX-License-Identifier: Apache-2.0
"""A person's session: the real program on a desktop of its own, and what can be seen from outside."""

import os
import pathlib
import signal
import stat
import subprocess
import tempfile
import time

from accessible import BUTTON, Application, text_of, wait_until

KEYDESK = os.environ["KEYDESK"]
KEYRING_PASSWORD = b"for the test"


def children_of(pid):
    return [int(child) for child in
            pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid):
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def from_clipboard(target="UTF8_STRING", selection="clipboard"):
    """What another program gets when it pastes; None if there is nothing of this type."""
    got = subprocess.run(["xclip", "-o", "-selection", selection, "-t", target],
                         capture_output=True, timeout=10, check=False)
    return got.stdout.decode() if got.returncode == 0 else None


def as_root(*command):
    """To look into the programs, which not even their own user may: it takes root, or sudo."""
    return [*command] if os.geteuid() == 0 else ["sudo", *command]


def put_into_clipboard(text):
    """As if another program had copied it."""
    subprocess.run(["xclip", "-i", "-selection", "clipboard"], input=text.encode(), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unlock_keyring():
    """The keyring of this session, with a password that nobody needs again."""
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=KEYRING_PASSWORD,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


class Keydesk:
    """Started as a person starts it; its output goes to a file that the tests search for secrets."""

    def __init__(self, extra_environment=None):
        self.log = tempfile.NamedTemporaryFile(prefix="keydesk-log-", suffix=".txt",
                                               dir=os.environ["HOME"], delete=False)
        self.process = subprocess.Popen([KEYDESK], stdout=self.log, stderr=subprocess.STDOUT,
                                        env={**os.environ, **(extra_environment or {})})
        try:
            self.window = Application(self.process.pid)
        except AssertionError as gone:
            self.process.kill()
            raise AssertionError(f"{gone}; it ended with {self.process.wait(10)}") from gone

    def server_pid(self):
        return wait_until(lambda: children_of(self.process.pid), "the backend's process")[0]

    def open_api_page(self, platform="My platform"):
        self.window.press(platform)
        self.window.press(f"Settings of {platform}")
        self.window.find(BUTTON, "Copy API address")

    def field(self, name):
        """A value that the page shows under a name, e.g. the Company ID."""

        def value():
            return self.window.find_text(f"{name}: ").get_name().removeprefix(f"{name}: ")

        # The address is known when the backend has started, which the window does not wait for.
        return wait_until(value, f"a value of “{name}”")

    def type_keys(self, keys):
        """On the keyboard, to the window that has the focus, e.g. "ctrl+q"."""
        subprocess.run(["xdotool", "key", keys], check=True)

    def choose_from_menu(self, button, steps_down):
        """Qt tells assistive technology what has the focus in a popup menu, and nothing else of it:
        so with the keyboard."""
        before = wait_until(self.visible_windows, "a window")
        self.window.press(button)
        wait_until(lambda: len(self.visible_windows()) > len(before), f"the menu of “{button}”")
        for key in ["Down"] * steps_down + ["Return"]:
            self.type_keys(key)

    def save_in_keychain(self):
        """The key that is in its dialog."""
        self.choose_from_menu("Save…", 1)

    def save_in_file(self, path):
        self.choose_from_menu("Save…", 2)
        self.name_file(path)

    def name_file(self, path):
        name = self.window.find(("text", "entry"), "File name:")
        name.get_editable_text_iface().set_text_contents(str(path))
        self.type_keys("Return")

    @staticmethod
    def visible_windows():
        """Their X11 identifiers. Empty also while they are coming and going: assistive technology
        sees a window a little before it is on the screen."""
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "keydesk"],
                              capture_output=True, text=True, check=False).stdout.split()

    def quit(self):
        """Closes the window as the window manager does."""
        wait_until(self._ask_the_window_manager_to_close, "the window manager to know the window")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.process.returncode != 0:
            raise AssertionError(f"keydesk ended with {self.process.returncode}")

    @staticmethod
    def _ask_the_window_manager_to_close():
        # Assistive technology sees the window a little before the window manager lists it.
        closed = subprocess.run(["wmctrl", "-x", "-c", "keydesk.keydesk"], check=False)
        return closed.returncode == 0

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)


def curl(url, company, key):
    """The status and the body, as curl gets them; the key comes on its standard input."""
    config = f'header = "X-company-id: {company}"\nheader = "X-apiKey: {key}"\n'
    got = subprocess.run(["curl", "--silent", "--show-error", "--max-time", "10", "--config", "-",
                          "--write-out", "\n%{http_code}", url],
                         input=config, capture_output=True, text=True, check=True)
    body, status = got.stdout.rsplit("\n", 1)
    return int(status), body


def files_below(folder):
    """Every regular file below a folder, in which other programs make and remove some meanwhile."""
    for place, _, names in os.walk(folder):  # which passes over folders that are gone
        for path in (pathlib.Path(place, name) for name in names):
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path
            except OSError:  # gone, or of somebody else
                continue


def holds(path, needles):
    """Whether a file has one of the texts in it; a file that is gone has not."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return any(needle in content for needle in needles)


def files_holding(secret):
    """Every file below the session's home that has the text in it, in UTF-8 or UTF-16."""
    needles = [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")]
    return [path for path in files_below(os.environ["HOME"]) if holds(path, needles)]


__all__ = ["BUTTON", "KEYRING_PASSWORD", "Keydesk", "as_root", "children_of", "curl", "files_below",
           "files_holding", "from_clipboard", "holds", "is_running", "put_into_clipboard", "time",
           "unlock_keyring", "wait_until"]
