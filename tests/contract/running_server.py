# SPDX-License-Identifier: Apache-2.0
"""The real keydesk-server on a new database, and the plainest HTTP client for it."""

import base64
import hashlib
import json
import os
import socket
import subprocess
import time

from server_database import new_database


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1]) if lines[0].startswith("HTTP/1.1 ") else 0
        # Not decoded as UTF-8: nothing but ASCII belongs into a header.
        self.headers = {name.lower(): value.strip()
                        for name, _, value in (line.partition(":") for line in lines[1:])}

    def json(self):
        return json.loads(self.body)


class RunningServer:
    def __init__(self, program, folder, options=(), database=None, environment=None):
        """On a database of its own, with an SQLite file in folder, or on the one with a URL."""
        self.database = None if database else new_database(folder)
        self.database_url = database or self.database.url
        self.process = subprocess.Popen(
            [program, "serve", "--database", self.database_url,
             "--listen", "127.0.0.1:0", "--parent-pipe", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})})
        ready = json.loads(self.process.stdout.readline())
        self.host = ready["listening"].removeprefix("http://")
        self.owner = {"Authorization": "Bearer " + ready["ownerToken"]}
        self.platform = self.send("GET", "/admin/v1/platforms",
                                  headers=self.owner).json()["items"][0]["id"]

    def stop(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        if self.database:
            self.database.remove()
        return code

    def connect(self, timeout=30):
        address, port = self.host.split(":")
        return socket.create_connection((address, int(port)), timeout=timeout)

    def send_raw(self, data):
        with self.connect() as connection:
            connection.sendall(data)
            return Answer(read_all(connection))

    def send(self, method, path, headers=None, body=None):
        lines = [f"{method} {path} HTTP/1.1"]
        headers = {"Host": self.host, "Connection": "close", **(headers or {})}
        if body is not None:
            headers["Content-Length"] = str(len(body))
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return self.send_raw("\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b""))

    def listen(self, path, headers, last):
        """A GET whose answer goes on: what has come as soon as the bytes last have."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        with self.connect() as connection:
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
            data = b""
            while last not in data:
                part = connection.recv(65536)
                if not part:
                    break
                data += part
        return Answer(data)

    def add_member(self, role, platform=None):
        """A new member with a role on a platform; the headers of their token."""
        member, token = os.urandom(12).hex(), base64url(os.urandom(32))
        self.database.run(
            ("INSERT INTO members (id, email, email_key, name, created_at) "
             "VALUES (?, ?, ?, 'Ada', 1)", (member, member + "@x", member + "@x")),
            ("INSERT INTO memberships (platform_id, member_id, role) VALUES (?, ?, ?)",
             (platform or self.platform, member, role)),
            ("INSERT INTO access_tokens (token_sha256, member_id, expires_at) VALUES (?, ?, ?)",
             (hashlib.sha256(token.encode()).digest(), member,
              int(time.time() * 1000) + 3_600_000)))
        return {"Authorization": "Bearer " + token}

    def run_sql(self, sql, values=()):
        self.database.run((sql, values))


def read_all(connection):
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def new_idempotency_key():
    return {"Idempotency-Key": base64url(os.urandom(32))}
