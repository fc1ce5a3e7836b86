# SPDX-License-Identifier: Apache-2.0
"""Runs a command under those restrictions of a systemd unit that any user may put on themselves.

A system call that the unit does not allow kills here, so that none is even tried. Not the same as
systemd: what needs root there (users, namespaces, read-only file systems) is not in it.

Usage: confined.py UNIT COMMAND [ARGUMENT…]
"""

import errno
import mmap
import os
import pathlib
import re
import resource
import socket
import subprocess
import sys

import seccomp


def settings(unit):
    """What the unit says, as a list for each name."""
    said = {}
    for line in pathlib.Path(unit).read_text().splitlines():
        if match := re.fullmatch(r"(\w+)=(.*)", line):
            said.setdefault(match[1], []).append(match[2])
    return said


def system_calls(names):
    """The calls in these sets and those within them."""
    calls = set()
    for name in names:
        if not name.startswith("@"):
            calls.add(name)
            continue
        listed = subprocess.run(["systemd-analyze", "syscall-filter", name], check=True,
                                capture_output=True, text=True).stdout
        calls |= system_calls([line.strip() for line in listed.splitlines()[1:]
                               if line.strip() and not line.strip().startswith("#")])
    return calls


def allowed_calls(filters):
    calls = set()
    for value in filters:
        named = system_calls(value.removeprefix("~").split())
        calls = calls - named if value.startswith("~") else calls | named
    return calls


def add_if_known(rules, action, name, *conditions):
    try:
        rules.add_rule(action, name, *conditions)
    except (RuntimeError, OSError):
        pass  # A call of another architecture.


def confine(said):
    rules = seccomp.SyscallFilter(defaction=seccomp.KILL_PROCESS)
    calls = allowed_calls(said["SystemCallFilter"])
    if os.getuid() == 0:
        calls.add("fchown")  # SQLite gives a file to its user, but only where it runs as root.
    for name in calls - {"socket", "mmap", "mprotect"}:
        add_if_known(rules, seccomp.ALLOW, name)
    for family in said["RestrictAddressFamilies"][0].split():
        rules.add_rule(seccomp.ALLOW, "socket",
                       seccomp.Arg(0, seccomp.EQ, int(getattr(socket, family))))
    assert said["MemoryDenyWriteExecute"] == ["yes"]
    both, execute = mmap.PROT_WRITE | mmap.PROT_EXEC, mmap.PROT_EXEC
    for protection in range(8):
        allowed = protection & both != both
        rules.add_rule(seccomp.ALLOW if allowed else seccomp.ERRNO(errno.EPERM), "mmap",
                       seccomp.Arg(2, seccomp.EQ, protection))
        allowed = protection & execute == 0
        rules.add_rule(seccomp.ALLOW if allowed else seccomp.ERRNO(errno.EPERM), "mprotect",
                       seccomp.Arg(2, seccomp.EQ, protection))
    for name, limit in (("LimitCORE", resource.RLIMIT_CORE),
                        ("LimitNOFILE", resource.RLIMIT_NOFILE)):
        wanted, most = int(said[name][0]), resource.getrlimit(limit)[1]
        wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(limit, (wanted, wanted))
    os.umask(int(said["UMask"][0], 8))
    rules.load()  # No new privileges from here on either.


if __name__ == "__main__":
    confine(settings(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
