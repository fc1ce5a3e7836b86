#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the table of keys and presses a Revoke button through the accessibility bus.

Run by CTest under dbus-run-session and xvfb-run, with the program to read as its argument.
"""

import os
import subprocess
import sys
import time

import pyatspi

PATIENCE = 20  # seconds


def wait_for(what, find):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:  # the tree may change while it is read
            found = None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"not found: {what}")


def descendants(node):
    for child in node:
        if child is not None:
            yield child
            yield from descendants(child)


def find(root, role, name=None):
    for node in descendants(root):
        if node.getRole() == role and (name is None or node.name == name):
            return node
    return None


def application(pid):
    for candidate in pyatspi.Registry.getDesktop(0):
        if candidate is not None and candidate.get_process_id() == pid:
            return candidate
    return None


def expect(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: {actual!r}, expected {expected!r}")


def check(program):
    app = wait_for("the program", lambda: application(program.pid))
    node = wait_for("the table", lambda: find(app, pyatspi.ROLE_TABLE, "API keys"))
    table = node.queryTable()
    expect("rows and columns", (table.nRows, table.nColumns), (3, 6))
    labels = [table.getAccessibleAt(row, 0).name for row in range(table.nRows)]
    expect("labels", labels, ["Data warehouse", "HR sync", "Payroll export"])
    expect("last used", table.getAccessibleAt(2, 4).name, "yesterday, in the URL")
    headers = [table.getColumnHeader(column).name for column in range(table.nColumns)]
    expect("headers", headers, ["Label", "Key", "Created", "Created by", "Last used", "Revoke"])

    button = find(node, pyatspi.ROLE_PUSH_BUTTON, "Revoke HR sync")
    if button is None:
        sys.exit("no button Revoke HR sync under the table")
    cell = button.parent
    expect("the button's parent", cell.getRole(), pyatspi.ROLE_TABLE_CELL)
    expect("the cell's parent", cell.parent.getRole(), pyatspi.ROLE_TABLE)
    expect("the cell's place", cell.getIndexInParent(), 2 * 6 + 5)
    expect("the cell by its place", node.getChildAtIndex(2 * 6 + 5).name, "Revoke HR sync")

    action = button.queryAction()
    names = [action.getName(number) for number in range(action.nActions)]
    action.doAction(names.index("Press"))
    expect("revoked", program.stdout.readline().strip(), "HR sync")
    wait_for("two rows", lambda: node.queryTable().nRows == 2)
    expect("the button that is gone", find(node, pyatspi.ROLE_PUSH_BUTTON, "Revoke HR sync"), None)
    if find(node, pyatspi.ROLE_PUSH_BUTTON, "Revoke Payroll export") is None:
        sys.exit("the other buttons went along")


def main():
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True,
                          env=environment) as program:
        try:
            check(program)
            expect("still running", program.poll(), None)
        finally:
            program.kill()


if __name__ == "__main__":
    main()
