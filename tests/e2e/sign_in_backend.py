# SPDX-License-Identifier: Apache-2.0
"""A backend of the organisation's, with an owner who can sign in."""

import json
import os
import subprocess
import tempfile
import urllib.request

EMAIL = "ada@example.org"
PASSWORD = "tulip anvil kerosene seven"  # and not the example of the documentation
SERVER = os.environ["KEYDESK_SERVER"]


class Backend:
    """keydesk-server with one platform and its owner, on a port of its own."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.database = f"sqlite:{self.folder.name}/keys.db"
        self.platform = self._run("init", "--platform", "Acme Learning", "--owner", EMAIL)
        self.process = subprocess.Popen([SERVER, "serve", "--database", self.database, "--listen",
                                         "127.0.0.1:0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.url = json.loads(self.process.stdout.readline())["listening"]

    def _run(self, command, *options):
        done = subprocess.run([SERVER, command, "--database", self.database, *options],
                              input=f"{PASSWORD}\n", stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.strip()

    def add_member(self, email, role):
        """With the same password."""
        self._run("member", "--platform", self.platform, "--email", email, "--role", role)

    def call(self, method, path, body=None, **headers):
        """Of the API that the window uses; gives the JSON of the answer."""
        request = urllib.request.Request(
            f"{self.url}/admin/v1{path}", method=method, headers={
                "Content-Type": "application/json",
                **{name.replace("_", "-"): value for name, value in headers.items()}},
            data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def end(self):
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()
        self.folder.cleanup()
