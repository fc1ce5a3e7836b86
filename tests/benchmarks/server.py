#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the backend can take, beside programs that do as much on the same machine at the same time.

All runs of a comparison take turns, and the medians count. Nothing here fails for being slow; what
fails is a wrong answer. With --quick everything runs once and small: a test that it still works.

Usage: server.py [--quick] [--only WORD]      KEYDESK_SERVER names the program
"""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import resource
import statistics
import sys
import tempfile

import bench_data
from bench_clients import (IdleClients, attackers, slow_clients, time_answers, verify_request)
from bench_data import Sqlite, fill, fill_platforms, new_secret
from bench_postgres import Postgres
from bench_programs import CONNECTIONS, Nginx, Server, cpu_seconds, memory_of, wrk

PROGRAM = os.environ["KEYDESK_SERVER"]


@dataclasses.dataclass
class Sizes:
    rounds: int = 5
    seconds: int = 4
    keys: int = 100_000
    few_keys: int = 1_000
    many_keys: int = 2_500_000
    idle: int = 1_000
    slow: int = 500
    platforms: int = 8_000
    answers: int = 3_000


QUICK = Sizes(rounds=1, seconds=1, keys=500, few_keys=50, many_keys=1_000, idle=20, slow=20,
              platforms=400, answers=30)


def median(values):
    return statistics.median(values)


class Bench:
    def __init__(self, sizes, folder):
        self.sizes = sizes
        self.folder = folder
        self.rows = []

    def row(self, what, ours, theirs, goal, ratio=None):
        """ours and theirs are (value, text of it); the ratio is the median of the rounds'."""
        shown = f"{ratio:.2f}" if ratio is not None else ""
        self.rows.append((what, ours, theirs, shown, goal))
        print(f"{what}: {ours} / {theirs} = {shown} ({goal})", file=sys.stderr, flush=True)

    @contextlib.contextmanager
    def serving(self, kind, keys=0):
        """A server on a new database with that many keys, and the file that names them."""
        with contextlib.ExitStack() as stack:
            database = stack.enter_context(contextlib.closing(kind(PROGRAM, self.folder)))
            listed = self.folder / f"keys-{bench_data.new_id()}"
            if keys:
                fill(database, keys, listed)
                stack.callback(listed.unlink)
            server = stack.enter_context(
                contextlib.closing(Server(PROGRAM, database.url, self.folder)))
            yield server, database, listed

    def verify(self, url, keys):
        return wrk("verify.lua", url, self.sizes.seconds, KEYS=keys)

    def measured(self, pid, url, keys):
        """Requests a second, and microseconds of the process's CPU for one."""
        before = cpu_seconds(pid)
        run = self.verify(url, keys)
        return run["rate"], (cpu_seconds(pid) - before) / run["requests"] * 1e6

    # Each of these measures one thing.

    def verify_beside_nginx(self):
        with self.serving(Sqlite, self.sizes.keys) as (server, _, keys), \
                contextlib.closing(Nginx(self.folder)) as nginx:
            subjects = {"keydesk": (server.pid, server.url), "nginx": (nginx.pid, nginx.url),
                        "logging": (nginx.pid, nginx.logged_url)}
            self.verify(server.url, keys)
            runs = [{name: self.measured(pid, url, keys) for name, (pid, url) in subjects.items()}
                    for _ in range(self.sizes.rounds)]
        for name, title, goal in (("nginx", "nginx, a fixed answer", "≥ 0.6"),
                                  ("logging", "nginx that logs", "")):
            self.compare_rates("`/verify`, SQLite", title, goal,
                               [run["keydesk"][0] for run in runs], [run[name][0] for run in runs])
            self.row(f"the same: CPU a request, {title}",
                     f"{median(run['keydesk'][1] for run in runs):.0f} µs",
                     f"{median(run[name][1] for run in runs):.0f} µs", "",
                     median(run["keydesk"][1] / run[name][1] for run in runs
                            if run[name][1] > 0) if runs[0][name][1] else None)

    def compare_rates(self, what, title, goal, ours, theirs):
        self.row(f"{what}, {self.sizes.keys:,} keys, {CONNECTIONS} connections",
                 f"{median(ours):,.0f} a second", f"{title}: {median(theirs):,.0f}", goal,
                 median(a / b for a, b in zip(ours, theirs)))

    def verify_beside_pgbench(self):
        with self.serving(Postgres, self.sizes.keys) as (server, database, keys):
            database.make_pgbench()
            self.verify(server.url, keys)
            ours, theirs = [], []
            for _ in range(self.sizes.rounds):
                ours.append(self.verify(server.url, keys)["rate"])
                theirs.append(database.pgbench(CONNECTIONS, self.sizes.seconds))
        self.compare_rates("`/verify`, PostgreSQL", "pgbench -S, prepared", "≥ 0.6", ours, theirs)

    def many_keys(self):
        sizes = self.sizes
        with self.serving(Sqlite, sizes.few_keys) as (small, _, few), \
                self.serving(Sqlite, sizes.many_keys) as (large, _, many):
            subjects = ((small, few), (large, many))
            for server, keys in subjects:
                self.verify(server.url, keys)
            runs = [[self.measured(server.pid, server.url, keys)[1] for server, keys in subjects]
                    for _ in range(sizes.rounds)]
            resident, proportional = memory_of(large.pid)
        self.row(f"CPU a `/verify` with {sizes.many_keys:,} keys",
                 f"{median(run[1] for run in runs):.0f} µs",
                 f"with {sizes.few_keys:,}: {median(run[0] for run in runs):.0f} µs", "≤ 1.2",
                 median(run[1] / run[0] for run in runs if run[0] > 0))
        self.row(f"memory then, with {sizes.many_keys:,} keys", f"{resident:.1f} MiB resident",
                 f"{proportional:.1f} MiB proportional", "")

    def memory(self):
        with self.serving(Sqlite, self.sizes.few_keys) as (server, _, keys):
            self.verify(server.url, keys)
            before = memory_of(server.pid)[0]
            with contextlib.closing(IdleClients(server.address, self.sizes.idle)):
                resident, proportional = memory_of(server.pid)
        self.row(f"memory with {self.sizes.idle:,} idle connections",
                 f"{resident:.1f} MiB resident, {proportional:.1f} MiB proportional",
                 f"with none: {before:.1f} MiB", "≤ 60 MiB")

    def creates(self):
        platforms = self.folder / "platforms"
        with self.serving(Sqlite) as (server, database, _), \
                contextlib.closing(Sqlite(PROGRAM, self.folder)) as bare:
            token = fill_platforms(database, self.sizes.platforms, platforms)
            ours, theirs, first = [], [], 0
            for _ in range(self.sizes.rounds):
                run = wrk("create.lua", server.url, self.sizes.seconds, PLATFORMS=platforms,
                          FIRST=first, TOKEN=token)
                first += run["requests"] + CONNECTIONS # with those that it did not wait for
                ours.append(run["rate"])
                theirs.append(bare.commits_in(self.sizes.seconds))
        self.row(f"keys made, {CONNECTIONS} connections, SQLite, each safe on the disk",
                 f"{median(ours):,.0f} a second",
                 f"bare SQLite, a row a commit: {median(theirs):,.0f}", "≥ 0.5",
                 median(a / b for a, b in zip(ours, theirs)))

    def slow(self):
        self.compare_waiting(f"p99 of `/verify` beside {self.sizes.slow} slow clients", "≤ 2",
                             lambda server, _: slow_clients(server.address, self.sizes.slow))

    def attacks(self):
        self.compare_waiting("p99 of `/verify` beside malformed requests, huge bodies, bad keys", "",
                             lambda server, platform: attackers(server.address, platform))

    def compare_waiting(self, what, goal, disturbance):
        with self.serving(Sqlite, self.sizes.keys) as (server, _, keys):
            with open(keys, "rb") as file:
                platform = file.read(24)
            self.verify(server.url, keys)
            alone, beside = [], []
            for _ in range(self.sizes.rounds):
                alone.append(self.verify(server.url, keys)["p99"])
                with contextlib.closing(disturbance(server, platform)):
                    beside.append(self.verify(server.url, keys)["p99"])
        self.row(what, f"{median(beside) * 1e3:.2f} ms", f"alone: {median(alone) * 1e3:.2f} ms",
                 goal, median(b / a for a, b in zip(alone, beside)))

    def refusals(self):
        """Whether the time of a 401 tells why."""
        with self.serving(Sqlite, self.sizes.few_keys) as (server, database, keys):
            with open(keys, "rb") as file:
                platform, live = file.read(24), file.read(53)
            other = os.urandom(12).hex().encode()

            def added(**how):
                secret = new_secret()
                database.insert_one("api_keys", bench_data.COLUMNS, bench_data.key_row(
                    platform.decode(), bench_data.new_id(), database.member, secret, **how))
                return secret

            revoked = added()
            requests = {"paused": verify_request(platform, added(state="paused")),
                        "expired": verify_request(platform, added(expires_at=1)),
                        "revoked": verify_request(platform, revoked),
                        "unknown": verify_request(platform, new_secret()),
                        "mistyped": verify_request(platform, live[:-1] + b"!"),
                        "of another platform": verify_request(other, live)}
            database.connection.execute("DELETE FROM api_keys WHERE secret_sha256 = ?",
                                        (bench_data.hashlib.sha256(revoked).digest(),))
            taken = time_answers(server.address, requests, self.sizes.answers)
        quartiles = {name: statistics.quantiles(times, n=4) for name, times in taken.items()}
        medians = [parts[1] for parts in quartiles.values()]
        self.row(f"time of a 401 by its reason, {self.sizes.answers:,} each: slowest and fastest "
                 "median", *(f"{function(medians) * 1e6:.1f} µs" for function in (max, min)), "~ 1",
                 max(medians) / min(medians))
        for name, (low, middle, high) in quartiles.items():
            print(f"  {name}: quartiles {low * 1e6:.1f}, {middle * 1e6:.1f}, {high * 1e6:.1f} µs",
                  file=sys.stderr)

    def print_table(self):
        print(f"{os.cpu_count()} processors, medians of {self.sizes.rounds} rounds in turns\n")
        print("| what | Keydesk | beside | ratio | goal |\n| --- | --- | --- | --- | --- |")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


MEASUREMENTS = (Bench.verify_beside_nginx, Bench.verify_beside_pgbench, Bench.many_keys,
                Bench.memory, Bench.creates, Bench.slow, Bench.attacks, Bench.refusals)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once and small, in seconds")
    parser.add_argument("--only", default="", metavar="WORD",
                        help="of " + ", ".join(work.__name__ for work in MEASUREMENTS))
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    with tempfile.TemporaryDirectory(prefix="keydesk-bench-") as folder:
        bench = Bench(QUICK if options.quick else Sizes(), pathlib.Path(folder))
        for measure in MEASUREMENTS:
            if options.only in measure.__name__:
                measure(bench)
        bench.print_table()


if __name__ == "__main__":
    main()
