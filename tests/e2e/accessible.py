# SPDX-License-Identifier: Apache-2.0
"""A person at the window, by way of the accessibility service: finds things by role and name,
presses and types, and sees only what is showing."""

import subprocess
import time
import warnings

import gi

# The names of Atspi's getters changed; Debian 12 has both, and the old ones work everywhere.
warnings.filterwarnings("ignore", category=DeprecationWarning)

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

BUTTON = ("push button", "button")
PATIENCE = 15.0


class NotThere(AssertionError):
    """What a person would look for in vain."""


def wait_until(condition, what, patience=PATIENCE):
    """The first true value of condition(); NotThere after the patience of a person."""
    end = time.monotonic() + patience
    while True:
        try:
            value = condition()
        except GLib.Error:  # The tree changes while it is walked.
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise NotThere(what)
        time.sleep(0.05)


class Application:
    """The accessible tree of one process."""

    def __init__(self, pid):
        self.pid = pid
        self.root = wait_until(self._find_root, f"an accessible application with pid {pid}")
        self.root.set_cache_mask(Atspi.Cache.NONE)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.pid:
                return child
        return None

    def _walk(self, node, depth=0):
        if node is None or depth > 30:
            return
        yield node
        for i in range(node.get_child_count()):
            yield from self._walk(node.get_child_at_index(i), depth + 1)

    def all(self, showing=True):
        for node in self._walk(self.root):
            if not showing or node.get_state_set().contains(Atspi.StateType.SHOWING):
                yield node

    def look_for(self, roles, name, showing=True):
        """The node, or None if it is not there now."""
        roles = (roles,) if isinstance(roles, str) else roles
        for node in self.all(showing):
            if node.get_role_name() in roles and node.get_name() == name:
                return node
        return None

    def find(self, roles, name, patience=PATIENCE):
        return wait_until(lambda: self.look_for(roles, name), f"{roles} “{name}”", patience)

    def find_text(self, part):
        """Any showing node whose name or text has this part."""

        def look():
            for node in self.all():
                if part in (node.get_name() or "") or part in text_of(node):
                    return node
            return None

        return wait_until(look, f"the text “{part}”")

    def wait_gone(self, roles, name):
        wait_until(lambda: self.look_for(roles, name) is None, f"“{name}” to go away")

    def press(self, name, roles=BUTTON):
        node = self.find(roles, name)
        wait_until(lambda: node.get_state_set().contains(Atspi.StateType.ENABLED),
                   f"“{name}” to be enabled")
        action = node.get_action_iface()
        names = [action.get_action_name(i) for i in range(action.get_n_actions())]
        action.do_action(next(i for i, n in enumerate(names) if n.lower() in ("press", "toggle", "click")))

    def type_into(self, name, text):
        node = self.find(("text", "entry"), name)
        node.get_editable_text_iface().set_text_contents(text)

    def type_password(self, password, name="Password"):
        """Assistive technology cannot fill a password; the keyboard can."""
        self.find("password text", name).get_component_iface().grab_focus()
        subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
        subprocess.run(["xdotool", "type", "--file", "-"], input=password.encode(), check=True)

    def names(self):
        """For a message: what can be seen."""
        return [f"{n.get_role_name()}: {n.get_name()}" for n in self.all() if n.get_name()]


def text_of(node):
    text = node.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ""
