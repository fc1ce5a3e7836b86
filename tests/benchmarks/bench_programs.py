# SPDX-License-Identifier: Apache-2.0
"""The programs that are measured and that measure. All of them on the loopback interface."""

import json
import os
import pathlib
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 16
# What is started ends with this program, however that ends.
BOUND = ("setpriv", "--pdeathsig=TERM", "--")

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/temp; proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp; uwsgi_temp_path {folder}/temp; scgi_temp_path {folder}/temp;
    log_format like_keydesk escape=json '{{"id":"$request_id","method":"$request_method","route":'
        '"$uri","status":$status,"ms":$request_time,"time":"$time_iso8601"}}';
    keepalive_requests 1000000000;
    server {{ listen 127.0.0.1:{port}; access_log off; include {folder}/answer.conf; }}
    server {{ listen 127.0.0.1:{logged}; access_log {folder}/nginx.log like_keydesk;
              include {folder}/answer.conf; }}
}}
"""
# An answer like that of /verify: no body, and headers of the same size.
ANSWER = """
location / {
    add_header X-Request-Id 0123456789abcdef;
    add_header X-Content-Type-Options nosniff;
    add_header Cache-Control no-store;
    add_header X-Keydesk-Platform 0123456789abcdef01234567;
    add_header X-Keydesk-Key-Id 0123456789abcdef01234567;
    return 200;
}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


# One for all: a database keeps its own.
SERVER_KEY = os.urandom(32).hex()


class Server:
    """keydesk-server with its normal log, into a file."""

    def __init__(self, program, url, folder):
        self.log = open(folder / "server.log", "ab+")
        self.process = subprocess.Popen(
            [*BOUND, program, "serve", "--database", url, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=self.log,
            env={**os.environ, "KEYDESK_SERVER_KEY": SERVER_KEY})
        ready = self.process.stdout.readline()
        if not ready:
            self.log.seek(0)
            raise RuntimeError(f"the server did not start: {self.log.read()[-2000:].decode()}")
        self.url = json.loads(ready)["listening"]
        self.host, port = self.url.removeprefix("http://").split(":")
        self.address = (self.host, int(port))
        self.pid = self.process.pid

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()
        self.log.close()


class Nginx:
    """One worker with a fixed answer, at two ports: without and with a log."""

    def __init__(self, folder):
        port, logged = free_port(), free_port()
        self.url, self.logged_url = (f"http://127.0.0.1:{p}" for p in (port, logged))
        (folder / "answer.conf").write_text(ANSWER)
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=port, logged=logged))
        self.process = subprocess.Popen([*BOUND, "nginx", "-p", folder, "-c", config],
                                        stderr=subprocess.DEVNULL)
        try:
            self.wait_until_ready(logged)
        except BaseException:
            self.close()
            raise
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        self.pid = int(children.read_text().split()[0])

    def wait_until_ready(self, port):
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def close(self):
        self.process.terminate()
        self.process.wait(30)


def memory_of(pid):
    """Resident and proportional memory, in MiB."""
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
    return sizes["Rss"], sizes["Pss"]


def wrk(script, url, seconds, connections=CONNECTIONS, **variables):
    """Runs wrk with one thread; what report.lua says, and the requests a second. All the answers
    must be good ones."""
    environment = {**os.environ, "REPORT": str(HERE / "report.lua"),
                   **{name: str(value) for name, value in variables.items()}}
    got = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "-s", HERE / script, url],
                         env=environment, stdout=subprocess.PIPE, check=True, timeout=seconds + 120)
    told = json.loads(got.stdout.splitlines()[-1])
    if told["broken"] or told["refused"]:
        raise RuntimeError(f"{url}: {told}")
    told["rate"] = told["requests"] / told["seconds"]
    return told
