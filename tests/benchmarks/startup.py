# SPDX-License-Identifier: Apache-2.0
"""From the start of the process to what was to be seen on the screen, and the memory that takes, beside
the least Qt program with such a window. Both run in turns, so that both meet the same machine.
Usage: startup.py keys (25 keys, from the backend) or platforms (10,000 that were kept, of three
backends that are away)"""

import base64
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request

WINDOW = os.environ["BENCH_WINDOW"]
YARDSTICK = os.environ["BENCH_YARDSTICK"]
SERVER = os.environ["KEYDESK_SERVER"]
PLATFORMS = os.environ["BENCH_PLATFORMS"]
RUNS = int(os.environ.get("BENCH_RUNS", "21"))


def call(base, token, path, body=None):
    request = urllib.request.Request(base + path, data=body and json.dumps(body).encode())
    request.add_header("Authorization", f"Bearer {token}")
    if body:
        request.add_header("Content-Type", "application/json")
        key = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
        request.add_header("Idempotency-Key", key)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def prepare_keys():
    """A platform with 25 keys, and a window that was left on its API page."""
    folder = pathlib.Path(os.environ["XDG_DATA_HOME"], "keydesk")
    folder.mkdir(parents=True)
    server = subprocess.Popen([SERVER, "serve", "--database", f"sqlite:{folder}/keydesk.db",
                               "--listen", "127.0.0.1:0", "--parent-pipe"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    ready = json.loads(server.stdout.readline())
    base, token = ready["listening"], ready["ownerToken"]
    platform = call(base, token, "/admin/v1/platforms")["items"][0]["id"]
    for i in range(25):
        call(base, token, f"/admin/v1/platforms/{platform}/keys", {"label": f"Integration {i}"})
    server.stdin.close()
    server.wait(10)
    leave_window_at(f"page=api\nplatform={platform}")


def prepare_platforms():
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"for this run",
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    told = subprocess.run([PLATFORMS], stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    leave_window_at(f"page=api\nconnection={told[0]}\nplatform={told[1]}")


def leave_window_at(place):
    settings = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "keydesk", "keydesk.conf")
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[place]\n{place}\n")


# What is prepared, how many rows that fills, and the goals for the time and for the memory.
SCENES = {"keys": (prepare_keys, 25, 1.5, 1.5), "platforms": (prepare_platforms, 10_000, 1.3, 2)}


def measure(program, rows):
    start = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    got = subprocess.run([program], stdout=subprocess.PIPE, timeout=30, check=True, text=True,
                         env={**os.environ, "BENCH_ROWS": str(rows)})
    told = json.loads(got.stdout)
    return (told["painted"] - start) / 1000, told["peak"] / 1024


def main(scene):
    prepare, rows, *goals = SCENES[scene]
    prepare()
    for program in (WINDOW, YARDSTICK):
        measure(program, rows)  # Warms the disk cache.
    figures = {WINDOW: [], YARDSTICK: []}
    for _ in range(RUNS):
        for program, taken in figures.items():
            taken.append(measure(program, rows))
    print(f"{rows} {scene}:")
    for index, (what, unit) in enumerate((("time until they are painted", "ms"),
                                          ("peak memory of the window", "MiB"))):
        window, yardstick = (sorted(run[index] for run in figures[program])
                             for program in (WINDOW, YARDSTICK))
        ratio = statistics.median(window) / statistics.median(yardstick)
        print(f"{what}: {statistics.median(window):.1f} {unit} "
              f"({window[0]:.1f} to {window[-1]:.1f}); an empty Qt window with a table: "
              f"{statistics.median(yardstick):.1f} {unit} "
              f"({yardstick[0]:.1f} to {yardstick[-1]:.1f}); "
              f"ratio {ratio:.2f} (goal: at most {goals[index]})")


if __name__ == "__main__":
    main(sys.argv[1])
