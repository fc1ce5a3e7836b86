# SPDX-License-Identifier: Apache-2.0
"""A backup made while keys are made and revoked, with the commands of OPERATIONS.md, and restored.

KEYDESK_TEST_DATABASE says on which database: sqlite (the default) or postgresql, which then runs
in the folder KEYDESK_TEST_POSTGRES. Usage: test_backup.py SERVER
"""

import contextlib
import json
import os
import pathlib
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "contract"))

import operations
from running_server import RunningServer, new_idempotency_key

SERVER = sys.argv.pop(1)
KIND = os.environ.get("KEYDESK_TEST_DATABASE", "sqlite")


class Load(threading.Thread):
    """Makes keys and revokes them again, but for the first ones, and remembers when each of it was
    known to have happened."""

    KEPT = 2

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.ending = threading.Event()
        self.keys = []
        self.problem = None

    def run(self):
        try:
            while not self.ending.is_set():
                key = make_key(self.server, os.urandom(6).hex())
                key["made"] = time.monotonic()
                self.keys.append(key)
                if len(self.keys) > self.KEPT + 3:
                    self.revoke(self.keys[-4])
        except (AssertionError, OSError, ValueError) as problem:
            self.problem = problem

    def revoke(self, key):
        key["revoking"] = time.monotonic()
        revoke(self.server, key)
        key["revoked"] = time.monotonic()

    def has_made(self, count):
        return len(self.keys) >= count or self.problem is not None

    def end(self):
        self.ending.set()
        self.join()
        if self.problem:
            raise self.problem


def make_key(server, label, idempotency_key=None):
    answer = server.send("POST", f"/admin/v1/platforms/{server.platform}/keys", {
        **server.owner, "Content-Type": "application/json",
        **(idempotency_key or new_idempotency_key())}, json.dumps({"label": label}).encode())
    assert answer.status == 201, (answer.status, answer.body)
    return answer.json()


def revoke(server, key):
    gone = server.send("DELETE",
                       f"/admin/v1/platforms/{server.platform}/keys/{key['key']['id']}",
                       server.owner)
    assert gone.status == 204, gone.status


def status_of(server, key):
    return server.send("GET", "/verify", {"X-company-id": server.platform,
                                          "X-apiKey": key["secret"]}).status


class BackupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="keydesk-backup-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "var/lib/keydesk"
        self.backups = self.folder / "var/backups/keydesk"
        self.settings = self.folder / "etc/keydesk/server.env"
        for path in (self.data, self.settings.parent):
            path.mkdir(parents=True)
        self.environment, self.database = {}, None
        if KIND == "postgresql":
            self.prepare_postgresql(os.path.realpath(os.environ["KEYDESK_TEST_POSTGRES"]))

    def prepare_postgresql(self, cluster):
        self.environment = {"PGHOST": cluster, "PGUSER": "keydesk"}
        for program in ("dropdb", "createdb"):
            subprocess.run([program, *(["--if-exists"] if program == "dropdb" else []), "keydesk"],
                           check=True, env={**os.environ, **self.environment})
        self.database = f"postgresql://keydesk@/keydesk?host={cluster}"
        self.settings.write_text(f"KEYDESK_SERVER_KEY={os.urandom(32).hex()}\n")

    def start(self):
        key = dict(line.split("=") for line in self.settings.read_text().splitlines()
                   ) if self.settings.exists() else {}
        server = RunningServer(SERVER, str(self.data), database=self.database, environment=key)
        self.addCleanup(server.stop)
        return server

    def run_commands(self, name):
        return operations.run(f"{name}-{KIND}", self.folder, self.environment, SERVER)

    def run_sql(self, sql):
        """Past the server, as somebody who has got hold of the database."""
        if KIND == "sqlite":
            with contextlib.closing(sqlite3.connect(self.data / "keydesk.db")) as connection:
                connection.execute(sql)
                connection.commit()
        else:
            subprocess.run(["psql", "-X", "-q", "-d", "keydesk", "-c", sql], check=True,
                           env={**os.environ, **self.environment})

    def lose_everything(self, server):
        server.process.kill()
        server.process.wait()
        self.settings.write_text("")
        for path in self.data.iterdir():  # Not the WAL: it is there after a crash.
            if path.suffix in (".db", ".key"):
                path.write_bytes(b"")

    def test_what_was_there_when_the_backup_began_is_there_again(self):
        server = self.start()
        again = new_idempotency_key()
        kept = [make_key(server, f"Kept {i}") for i in range(10)]
        kept.append(make_key(server, "Asked again", again))
        gone = make_key(server, "Gone")
        revoke(server, gone)
        loads = [Load(server) for _ in range(2)]
        for load in loads:
            load.start()
        wait_until(lambda: all(load.has_made(20) for load in loads))
        begin = time.monotonic()
        self.run_commands("backup")
        end = time.monotonic()
        reached = [len(load.keys) for load in loads]
        wait_until(lambda: all(load.has_made(count + 10) for load, count in zip(loads, reached)))
        for load in loads:
            load.end()
        self.lose_everything(server)

        output = self.run_commands("restore")
        self.assertRegex(output, r"\Asystemctl stop keydesk-server\n"
                                 r"ok: \d{2,} rows on 1 platforms\n"
                                 r"systemctl start keydesk-server\n\Z")
        for path in self.backups.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)
        restored = self.start()
        self.assertEqual(restored.platform, server.platform)
        for key in kept:
            self.assertEqual(status_of(restored, key), 204)
        self.assertEqual(status_of(restored, gone), 401)
        self.assertEqual(make_key(restored, "Asked again", again)["secret"], kept[-1]["secret"])
        self.check_load(restored, [key for load in loads for key in load.keys], begin, end)
        self.assertEqual(status_of(restored, make_key(restored, "New")), 204)

    def test_a_backup_whose_audit_was_changed_is_not_served(self):
        server = self.start()
        revoke(server, make_key(server, "Gone"))
        self.run_sql("UPDATE audit SET actor_name = 'Somebody else' WHERE number = 2")
        self.run_commands("backup")
        server.stop()
        with self.assertRaisesRegex(AssertionError, "row 2 ") as raised:
            self.run_commands("restore")
        self.assertIn("systemctl stop", str(raised.exception))
        self.assertNotIn("systemctl start", str(raised.exception))

    def check_load(self, restored, keys, begin, end):
        """Nothing that was over before the backup is missing, and nothing came back to life."""
        never = float("inf")
        good = [key for key in keys if key["made"] < begin and key.get("revoking", never) > end]
        bad = [key for key in keys if key.get("revoked", never) < begin]
        self.assertGreaterEqual(len(good), 2 * Load.KEPT)
        self.assertGreater(len(bad), 20)
        for key in good:
            self.assertEqual(status_of(restored, key), 204)
        for key in bad:
            self.assertEqual(status_of(restored, key), 401)


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.01)


if __name__ == "__main__":
    unittest.main(verbosity=2)
