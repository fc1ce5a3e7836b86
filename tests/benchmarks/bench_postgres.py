# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL of the benchmark's own, with Debian's programs and PostgreSQL's own defaults (the
one of the tests gives up safety for speed), and pgbench."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from bench_data import init_schema


class Postgres:
    """A cluster that only a socket in its folder leads to. PostgreSQL refuses root, so that root
    runs it as its user "postgres"."""

    name = "PostgreSQL"

    def __init__(self, server, _):
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="keydesk-bench-", dir="/tmp"))
        self.as_user = ["setpriv", "--pdeathsig=INT"]
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.as_user += ["--reuid=postgres", "--regid=postgres", "--init-groups"]
        self.process = None
        try:
            self.start(server)
        except BaseException:
            self.close()
            raise

    def start(self, server):
        self.run("initdb", "-D", self.folder / "data", "-U", "keydesk", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "--no-sync")
        self.process = subprocess.Popen(
            [*self.as_user, self.bin / "postgres", "-D", self.folder / "data", "-h", "", "-k",
             self.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.wait_until_ready()
        self.run("createdb", *self.place(), "keydesk")
        self.url = f"postgresql://keydesk@/keydesk?host={self.folder}"
        init_schema(server, self.url)
        self.member = self.sql("SELECT id FROM members").strip()

    def place(self):
        return ["-h", self.folder, "-U", "keydesk"]

    def run(self, program, *arguments, **options):
        got = subprocess.run([*self.as_user, self.bin / program, *arguments], cwd=self.folder,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=900, **options)
        if got.returncode != 0:
            raise RuntimeError(f"{program}: {got.stderr.decode()}")
        return got.stdout.decode()

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        while True:
            try:
                self.run("psql", *self.place(), "-c", "SELECT 1", "postgres")
                return
            except RuntimeError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def sql(self, text, **options):
        return self.run("psql", *self.place(), "-Atq", "-v", "ON_ERROR_STOP=1", "-c", text,
                        "keydesk", **options)

    def insert(self, table, columns, rows):
        def field(value):
            return "\\\\x" + value.hex() if isinstance(value, bytes) else str(value)

        lines = "".join("\t".join(map(field, row)) + "\n" for row in rows)
        self.sql(f"COPY {table} ({columns}) FROM STDIN", input=lines.encode())
        self.sql(f"VACUUM ANALYZE {table}")

    def make_pgbench(self):
        """100,000 rows."""
        self.run("pgbench", *self.place(), "-i", "-q", "-s", "1", "keydesk")

    def pgbench(self, connections, seconds):
        """Rows that pgbench reads a second, by prepared statements."""
        told = self.run("pgbench", *self.place(), "-S", "-n", "-M", "prepared", "-c",
                        str(connections), "-j", "1", "-T", str(seconds), "keydesk")
        return float(re.search(r"^tps = ([\d.]+)", told, re.M).group(1))

    def close(self):
        if self.process:
            self.process.send_signal(signal.SIGINT)  # at once, and in good order
            self.process.wait(60)
        shutil.rmtree(self.folder)
