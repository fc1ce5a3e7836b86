# SPDX-License-Identifier: Apache-2.0
"""The service: systemd understands it and finds it well confined, and the server works like that.

Usage: test_systemd.py SERVER
"""

import pathlib
import signal
import stat
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "contract"))

from running_server import RunningServer, new_idempotency_key

SERVER = sys.argv.pop(1)
UNIT = HERE.parents[1] / "packaging" / "systemd" / "keydesk-server.service"


class Service(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="keydesk-systemd-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_systemd_understands_it(self):
        unit = self.folder / UNIT.name
        text = UNIT.read_text()
        self.assertIn("ExecStart=/usr/bin/keydesk-server serve ", text)
        unit.write_text(text.replace("/usr/bin/keydesk-server", SERVER))
        got = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)],
                             capture_output=True, text=True, check=False)
        # It looks at what the unit refers to as well; what is ours has to be without a word.
        about_it = [line for line in got.stderr.splitlines() if UNIT.name in line]
        self.assertEqual((got.returncode, about_it), (0, []), got.stderr)

    def test_systemd_finds_it_well_confined(self):
        got = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=15",
                              "--no-pager", str(UNIT)], capture_output=True, text=True, check=False)
        self.assertEqual(got.returncode, 0, got.stdout + got.stderr)

    def confined_server(self, unit=UNIT):
        program = self.folder / "confined-server"
        program.write_text(f"#!/bin/sh\nexec /usr/bin/python3 -B {HERE}/confined.py {unit} "
                           f'{SERVER} "$@"\n')
        program.chmod(0o700)
        return str(program)

    def test_the_server_works_under_its_restrictions(self):
        data = self.folder / "data"
        data.mkdir()
        server = RunningServer(self.confined_server(), str(data))
        keys = f"/admin/v1/platforms/{server.platform}/keys"
        key = server.send("POST", keys, {**server.owner, "Content-Type": "application/json",
                                         **new_idempotency_key()},
                          b'{"label":"Main","expiresAt":"2999-01-01T00:00:00Z"}').json()
        headers = {"X-company-id": server.platform, "X-apiKey": key["secret"]}
        self.assertEqual(server.send("GET", "/verify", headers).status, 204)
        self.assertEqual(
            server.send("DELETE", f"{keys}/{key['key']['id']}", server.owner).status, 204)
        self.assertEqual(server.send("GET", "/verify", headers).status, 401)
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        self.assertIn("Seccomp:\t2\n", status)
        self.assertIn("NoNewPrivs:\t1\n", status)
        limits = pathlib.Path(f"/proc/{server.process.pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(server.stop(), 0)
        for path in data.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

    def test_a_platform_can_be_made_under_them_too(self):
        made = subprocess.run(
            [self.confined_server(), "init", "--database", f"sqlite:{self.folder}/keydesk.db",
             "--platform", "Acme", "--owner", "owner@acme.example"],
            input="a long password", capture_output=True, text=True, check=False)
        self.assertRegex(made.stdout, r"\A[0-9a-f]{24}\n\Z", made.stderr)

    def test_the_restrictions_do_restrict(self):
        tighter = self.folder / "tighter.service"
        tighter.write_text(UNIT.read_text().replace("SystemCallFilter=~@privileged",
                                                    "SystemCallFilter=~@network-io"))
        got = subprocess.run([self.confined_server(tighter), "serve", "--parent-pipe",
                              "--listen", "127.0.0.1:0", "--database",
                              f"sqlite:{self.folder}/keydesk.db"], input=b"",
                             capture_output=True, check=False)
        self.assertEqual(got.returncode, -signal.SIGSYS, got.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
