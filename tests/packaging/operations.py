# SPDX-License-Identifier: Apache-2.0
"""Runs commands out of packaging/OPERATIONS.md, so that what operators read is what was tested."""

import os
import pathlib
import re
import subprocess

TEXT = pathlib.Path(__file__).parents[2] / "packaging" / "OPERATIONS.md"
# What needs another user or systemd. Each does the rest of its work, or says that it was there.
STAND_INS = {
    "runuser": 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
    "chown": "exit 0",
    "systemctl": 'echo "systemctl $*"',
}


def commands(name):
    """The block of commands under <!-- name -->."""
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", TEXT.read_text(), re.DOTALL)
    return found[1]


def run(name, folder, environment, server):
    """Runs the block with `folder` as the root of what it reads and writes, and that server."""
    stand_ins = pathlib.Path(folder, "stand-ins")
    stand_ins.mkdir(exist_ok=True)
    for program, script in {**STAND_INS, "keydesk-server": f'exec {server} "$@"'}.items():
        path = stand_ins / program
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    text = commands(name)
    for place in ("/var/lib/keydesk", "/var/backups/keydesk", "/etc/keydesk"):
        text = text.replace(place, f"{folder}{place}")
    got = subprocess.run(["sh", "-e", "-c", text], capture_output=True, text=True, check=False, env={
        **os.environ, **environment, "PATH": f"{stand_ins}:{os.environ['PATH']}"})
    if got.returncode != 0:
        raise AssertionError(f"{name} failed:\n{got.stdout}\n{got.stderr}")
    return got.stdout
