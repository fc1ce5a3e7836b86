# SPDX-License-Identifier: Apache-2.0
"""A new database for keydesk-server, of the kind that KEYDESK_TEST_DATABASE names."""

import contextlib
import os
import sqlite3


class SqliteDatabase:
    def __init__(self, folder):
        self.path = os.path.join(folder, "keydesk.db")
        self.url = "sqlite:" + self.path

    def run(self, *statements):
        """Each is SQL with question marks, and its values; all in one transaction."""
        with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            for sql, values in statements:
                connection.execute(sql, values)

    def remove(self):
        pass  # It goes with the folder.


class PostgresqlDatabase:
    def __init__(self, socket_folder):
        self.folder = os.path.realpath(socket_folder)
        self.name = "keydesk_" + os.urandom(8).hex()
        self.url = f"postgresql://keydesk@/{self.name}?host={self.folder}&port=5432"
        os.environ.setdefault("KEYDESK_SERVER_KEY", os.urandom(32).hex())
        self.administrate(f"CREATE DATABASE {self.name} OWNER keydesk")

    def connect(self, database, user):
        import psycopg2  # Not needed for SQLite.
        return contextlib.closing(psycopg2.connect(host=self.folder, port=5432, user=user,
                                                   dbname=database))

    def administrate(self, sql):
        with self.connect("postgres", "postgres") as connection:
            connection.autocommit = True
            connection.cursor().execute(sql)

    def run(self, *statements):
        with self.connect(self.name, "keydesk") as connection, connection, connection.cursor() as cursor:
            for sql, values in statements:
                cursor.execute(sql.replace("%", "%%").replace("?", "%s"), values)

    def remove(self):
        self.administrate(f"DROP DATABASE {self.name} WITH (FORCE)")


def new_database(folder):
    kind = os.environ.get("KEYDESK_TEST_DATABASE", "sqlite")
    if kind == "postgresql":
        return PostgresqlDatabase(os.environ["KEYDESK_TEST_POSTGRES"])
    assert kind == "sqlite", kind
    return SqliteDatabase(folder)
