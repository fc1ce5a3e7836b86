# SPDX-License-Identifier: Apache-2.0
"""Databases full of keys, filled past the server: as fast as the database takes rows."""

import hashlib
import os
import sqlite3
import subprocess
import time
import zlib

DIGITS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE62 = bytes(DIGITS[i % 62] for i in range(256))
KEYS_EACH = 25
COLUMNS = ("id, platform_id, label, label_key, hint, secret_sha256, state, created_at, created_by, "
           "expires_at, idempotency_sha256, payload_sha256")
FOREVER = 32_503_680_000_000  # the year 3000


def new_id():
    return os.urandom(12).hex()


def new_secret():
    """A well-formed one: kdk_, 43 digits, 6 digits of CRC-32."""
    text = b"kdk_" + os.urandom(43).translate(BASE62)
    crc = zlib.crc32(text)
    checksum = bytearray(6)
    for i in range(5, -1, -1):
        crc, digit = divmod(crc, 62)
        checksum[i] = DIGITS[digit]
    return text + bytes(checksum)


def platform_row(platform):
    return platform, "School " + platform[:6], "school " + platform[:6], 1


def key_row(platform, number, member, secret, state="active", expires_at=FOREVER):
    digest = hashlib.sha256(secret).digest()
    return (new_id(), platform, f"Integration {number}", f"integration {number}",
            "kdk_" + secret[-4:].decode(), digest, state, 1, member, expires_at, digest, digest)


def init_schema(server, url):
    subprocess.run([server, "init", "--database", url, "--platform", "First", "--owner",
                    "owner@example.org"], input=b"\n", check=True, stdout=subprocess.DEVNULL)


class Sqlite:
    """A database file with the server's schema."""

    name = "SQLite"

    def __init__(self, server, folder):
        self.path = folder / f"{new_id()}.db"
        self.url = f"sqlite:{self.path}"
        init_schema(server, self.url)
        self.connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        self.member = self.connection.execute("SELECT id FROM members").fetchone()[0]

    def insert(self, table, columns, rows):
        places = ", ".join("?" * len(columns.split(",")))
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -1000000")
        self.connection.execute("BEGIN")
        self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.execute("PRAGMA cache_size = -2000")

    def commits_in(self, seconds):
        """How many rows of a key it commits one by one, safe on the disk each."""
        self.connection.execute("PRAGMA synchronous = FULL")
        platform = new_id()
        self.insert_one("platforms", "id, name, name_key, created_at", platform_row(platform))
        begin, count = time.monotonic(), 0
        while time.monotonic() - begin < seconds:
            self.insert_one("api_keys", COLUMNS,
                            key_row(platform, count, self.member, new_secret()))
            count += 1
        return count / (time.monotonic() - begin)

    def insert_one(self, table, columns, row):
        places = ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)

    def close(self):
        self.connection.close()
        for file in self.path.parent.glob(self.path.name + "*"):
            file.unlink()


def fill(database, count, path):
    """Makes count keys; the file at path gets a line with platform and secret for each."""
    platforms = [new_id() for _ in range((count + KEYS_EACH - 1) // KEYS_EACH)]
    database.insert("platforms", "id, name, name_key, created_at", map(platform_row, platforms))
    with open(path, "wb") as file:
        def rows():
            for number in range(count):
                platform, secret = platforms[number // KEYS_EACH], new_secret()
                file.write(platform.encode() + secret + b"\n")
                yield key_row(platform, number, database.member, secret)
        database.insert("api_keys", COLUMNS, rows())


def fill_platforms(database, count, path):
    """Makes platforms of the one member, without keys; their ids go into the file at path. Returns
    the member's token."""
    platforms = [new_id() for _ in range(count)]
    database.insert("platforms", "id, name, name_key, created_at", map(platform_row, platforms))
    database.insert("memberships", "platform_id, member_id, role",
                    ((platform, database.member, "owner") for platform in platforms))
    path.write_text("\n".join(platforms) + "\n")
    token = os.urandom(24).hex()
    database.insert("access_tokens", "token_sha256, member_id, expires_at",
                    [(hashlib.sha256(token.encode()).digest(), database.member, FOREVER)])
    return token
