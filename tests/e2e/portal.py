# SPDX-License-Identifier: Apache-2.0
"""A desktop's settings portal, the part that says whether the desktop is light or dark: a real one
needs a whole desktop around it."""

import threading

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
DESCRIPTION = f"""
<node><interface name="{INTERFACE}">
  <method name="Read">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/>
  </method>
  <method name="ReadAll">
    <arg type="as" direction="in"/><arg type="a{{sa{{sv}}}}" direction="out"/>
  </method>
  <signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
  <property name="version" type="u" access="read"/>
</interface></node>"""


class Portal:
    """On the session's bus until the process ends. 0: no preference, 1: dark, 2: light."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self._loop = GLib.MainLoop()
        ready = threading.Event()
        threading.Thread(target=self._serve, args=(ready,), daemon=True).start()
        ready.wait(10)

    def _serve(self, ready):
        context = GLib.MainContext()
        context.push_thread_default()
        interface = Gio.DBusNodeInfo.new_for_xml(DESCRIPTION).interfaces[0]
        self.bus.register_object(PATH, interface, self._answer, None, None)
        Gio.bus_own_name_on_connection(self.bus, NAME, Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: ready.set(), None)
        GLib.MainLoop.new(context, False).run()

    def _answer(self, _bus, _sender, _path, _interface, method, _arguments, invocation):
        value = GLib.Variant("u", self.scheme)
        if method == "Read":
            # The portal wraps the value twice; programs are used to it.
            invocation.return_value(GLib.Variant("(v)", (GLib.Variant("v", value),)))
        else:
            invocation.return_value(
                GLib.Variant("(a{sa{sv}})", ({APPEARANCE: {"color-scheme": value}},)))

    def change(self, scheme):
        self.scheme = scheme
        self.bus.emit_signal(None, PATH, INTERFACE, "SettingChanged", GLib.Variant(
            "(ssv)", (APPEARANCE, "color-scheme", GLib.Variant("u", scheme))))
