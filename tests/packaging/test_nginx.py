# SPDX-License-Identifier: Apache-2.0
"""nginx with the configurations that the package brings, in front of the real keydesk-server.

Usage: test_nginx.py SERVER
"""

import json
import pathlib
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "contract"))

from running_nginx import Nginx, Upstream
from running_server import RunningServer, new_idempotency_key

SERVER = sys.argv.pop(1)
JSON = {"Content-Type": "application/json"}


class NginxTest(unittest.TestCase):
    def setUp(self):
        self.server = None

    def new_folder(self):
        folder = tempfile.TemporaryDirectory(prefix="keydesk-nginx-")
        self.addCleanup(folder.cleanup)
        return folder.name

    def start_keydesk(self, *options):
        self.server = RunningServer(SERVER, self.new_folder(), options)
        self.addCleanup(self.stop_keydesk)

    def stop_keydesk(self):
        if self.server:
            self.assertEqual(self.server.stop(), 0)
        self.server = None

    def start_upstream(self, *answer):
        upstream = Upstream(*answer)
        self.addCleanup(upstream.stop)
        return upstream

    def start_nginx(self, example, keydesk, **options):
        nginx = Nginx(self.new_folder(), example, keydesk, **options)
        self.addCleanup(nginx.stop)
        return nginx

    def make_key(self, label="Main"):
        return self.server.send(
            "POST", f"/admin/v1/platforms/{self.server.platform}/keys",
            {**self.server.owner, **JSON, **new_idempotency_key()},
            json.dumps({"label": label}).encode()).json()

    def revoke(self, key):
        gone = self.server.send(
            "DELETE", f"/admin/v1/platforms/{self.server.platform}/keys/{key['key']['id']}",
            self.server.owner)
        self.assertEqual(gone.status, 204)

    def listed(self, key):
        """What keydesk-server says about the key."""
        keys = self.server.send("GET", f"/admin/v1/platforms/{self.server.platform}/keys",
                                self.server.owner).json()["items"]
        return next(item for item in keys if item["id"] == key["key"]["id"])

    def headers_of(self, key):
        return {"X-company-id": self.server.platform, "X-apiKey": key["secret"]}


class GuardedApi(NginxTest):
    """Any API behind `auth_request`."""

    def setUp(self):
        super().setUp()
        self.start_keydesk()
        self.api = self.start_upstream()
        self.nginx = self.another_nginx(self.api)
        self.key = self.make_key()

    def test_without_a_key_nobody_gets_in(self):
        for headers in ({}, {"X-company-id": self.server.platform, "X-apiKey": "kdk_wrong"},
                        {"X-apiKey": self.key["secret"]}, {"Authorization": "Bearer nonsense"}):
            answer = self.nginx.ask("GET", "/things", headers)
            self.assertEqual(answer.status, 401, headers)
            self.assertEqual(json.loads(answer.content), {"error": "invalid_api_key"})
            self.assertIn("realm=", answer.headers["WWW-Authenticate"])
        in_url = f"/things?company={self.server.platform}&apiKey={self.key['secret']}"
        self.assertEqual(self.nginx.ask("GET", in_url).status, 401)
        self.assertEqual(self.nginx.ask("GET", "/_keydesk_verify").status, 404)
        self.assertEqual(self.api.requests, [])

    def test_the_api_learns_who_it_is_and_not_the_key(self):
        answer = self.nginx.ask("GET", "/things?page=2", self.headers_of(self.key))
        self.assertEqual((answer.status, answer.content), (200, b"here"))
        asked = self.api.requests[-1]
        self.assertEqual(asked.path, "/things?page=2")
        self.assertEqual(asked.headers["X-Keydesk-Platform"], self.server.platform)
        self.assertEqual(asked.headers["X-Keydesk-Key-Id"], self.key["key"]["id"])
        self.assertEqual(asked.headers["X-Forwarded-For"], "127.0.0.1")
        self.assertNotIn(self.key["secret"], str(asked.headers))
        self.assertNotIn("X-company-id", asked.headers)

    def test_the_token_of_a_key_opens_what_the_key_opens(self):
        issued = self.server.send(
            "POST", "/api/v2/oauth2/token", JSON, json.dumps({
                "grant_type": "client_credentials", "client_id": self.server.platform,
                "client_secret": self.key["secret"]}).encode()).json()
        bearer = {"Authorization": f"{issued['token_type']} {issued['access_token']}"}
        answer = self.nginx.ask("GET", "/things", bearer)
        self.assertEqual((answer.status, answer.content), (200, b"here"))
        asked = self.api.requests[-1]
        self.assertEqual(asked.headers["X-Keydesk-Platform"], self.server.platform)
        self.assertEqual(asked.headers["X-Keydesk-Key-Id"], self.key["key"]["id"])
        self.assertNotIn(issued["access_token"], str(asked.headers))
        self.assertEqual(self.listed(self.key)["lastUsedVia"], "token")
        forged = {"Authorization": bearer["Authorization"][:-4] + "AAAA"}
        self.assertEqual(self.nginx.ask("GET", "/things", forged).status, 401)
        self.revoke(self.key)
        self.assertEqual(self.nginx.ask("GET", "/things", bearer).status, 401)
        self.assertEqual(len(self.api.requests), 1)
        logs = self.nginx.logs(until=" 401 ")
        self.assertNotIn(issued["access_token"], logs)

    def test_what_a_client_says_about_itself_is_dropped(self):
        self.nginx.ask("GET", "/things", {
            **self.headers_of(self.key), "X-Keydesk-Platform": "forged",
            "x-keydesk-key-id": "forged", "X_Keydesk_Platform": "forged",
            "X-Keydesk_Key-Id": "forged", "X-Forwarded-For": "forged"})
        self.assertNotIn("forged", str(self.api.requests[-1].headers))

    def test_a_revoked_key_is_refused_from_the_next_request_on(self):
        connection = self.nginx.connect()
        self.addCleanup(connection.close)
        for _ in range(3):
            answer = self.nginx.ask("GET", "/", self.headers_of(self.key), connection=connection)
            self.assertEqual(answer.status, 200)
        used = connection.sock
        self.revoke(self.key)
        answer = self.nginx.ask("GET", "/", self.headers_of(self.key), connection=connection)
        self.assertEqual(answer.status, 401)
        self.assertIs(connection.sock, used)
        self.assertEqual(self.nginx.ask("GET", "/", self.headers_of(self.key)).status, 401)
        self.assertEqual(len(self.api.requests), 3)

    def test_bodies_reach_the_api(self):
        for size in (10, 100_000):
            answer = self.nginx.ask("POST", "/things", self.headers_of(self.key), b"x" * size)
            self.assertEqual(answer.status, 200)
            self.assertEqual(self.api.requests[-1].content, b"x" * size)

    def test_what_the_api_answers_stays_as_it_is(self):
        for status in (401, 404, 500, 503):
            api = self.start_upstream(lambda request, status=status: (status, {}, b"mine"))
            nginx = self.another_nginx(api)
            answer = nginx.ask("GET", "/", self.headers_of(self.key))
            self.assertEqual((answer.status, answer.content), (status, b"mine"))

    def another_nginx(self, api, keydesk=None):
        return self.start_nginx("guarded-api.conf", keydesk or self.server.host, api=api.address)

    def test_without_keydesk_nobody_gets_in(self):
        headers = self.headers_of(self.key)
        self.assertEqual(self.nginx.ask("GET", "/", headers).status, 200)
        self.stop_keydesk()
        answer = self.nginx.ask("POST", f"/?apiKey={self.key['secret']}", headers, b"body")
        self.assertEqual(answer.status, 503)
        self.assertEqual(answer.headers["Retry-After"], "5")
        self.assertEqual(json.loads(answer.content), {"error": "unavailable"})
        self.assertEqual(len(self.api.requests), 1)
        self.assertNotIn(self.key["secret"], self.nginx.logs(until="keydesk=502"))

    def test_while_keydesk_does_not_answer_or_fails_nobody_gets_in(self):
        go_on = threading.Event()
        self.addCleanup(go_on.set)
        stalls = self.start_upstream(lambda request: (go_on.wait(60), (204, {}, b""))[1])
        fails = self.start_upstream(lambda request: (503, {"Retry-After": "1"}, b"{}"))
        for keydesk in (stalls, fails):
            nginx = self.another_nginx(self.api, keydesk.address)
            self.assertEqual(nginx.ask("GET", "/", self.headers_of(self.key)).status, 503)
        self.assertEqual(self.api.requests, [])

    def test_keydesk_is_asked_for_nothing_but_the_key(self):
        keydesk = self.start_upstream(lambda request: (204, {"X-Keydesk-Platform": "p"}, b""))
        nginx = self.another_nginx(self.api, keydesk.address)
        headers = {"Authorization": "Bearer token", "Cookie": "session=1", "Expect": "",
                   "X-Forwarded-For": "forged", "Content-Type": "text/plain"}
        for _ in range(3):
            self.assertEqual(nginx.ask("POST", "/things?x=y", headers, b"body").status, 200)
            asked = keydesk.requests[-1]
            self.assertEqual((asked.command, asked.path, asked.content), ("GET", "/verify", b""))
            self.assertEqual(dict(asked.headers), {
                "Host": "127.0.0.1", "X-Forwarded-For": "127.0.0.1",
                "Authorization": "Bearer token"})
            self.assertNotIn("Authorization", self.api.requests[-1].headers)
        self.assertEqual(len(keydesk.connections), 1)

    def test_no_key_is_in_a_log(self):
        headers = self.headers_of(self.key)
        self.nginx.ask("GET", f"/things?apiKey={self.key['secret']}", headers)
        self.nginx.ask("GET", "/things", {**headers, "Authorization": self.key["secret"]})
        self.nginx.ask("GET", "/x" * 3000, headers)  # Refused for its length before all else.
        self.api.stop()
        self.assertEqual(
            self.nginx.ask("GET", f"/things?apiKey={self.key['secret']}", headers).status, 502)
        logs = self.nginx.logs(until="upstream=502")
        self.assertIn(" GET /things 200 ", logs)
        self.assertNotIn("kdk_", logs)
        self.assertNotIn("apiKey", logs)


class PublishedKeydesk(NginxTest):
    """keydesk-server itself, under a name of its own."""

    def publish(self):
        self.start_keydesk("--public-host", "keydesk.example")
        self.nginx = self.start_nginx("keydesk-public.conf", self.server.host)

    def test_keys_are_made_used_and_revoked_through_it(self):
        self.publish()
        keys = f"/admin/v1/platforms/{self.server.platform}/keys"
        made = self.nginx.ask("POST", keys, {**self.server.owner, **JSON, **new_idempotency_key()},
                              b'{"label":"Main"}')
        self.assertEqual(made.status, 201)
        self.assertIn("max-age", made.headers["Strict-Transport-Security"])
        key = json.loads(made.content)
        for headers, query in ((self.headers_of(key), ""),
                               ({}, f"?company={self.server.platform}&apiKey={key['secret']}")):
            self.assertEqual(self.nginx.ask("GET", "/api/v1/users" + query, headers).status, 200)
        gone = self.nginx.ask("DELETE", f"{keys}/{key['key']['id']}", self.server.owner)
        self.assertEqual(gone.status, 204)
        self.assertEqual(
            self.nginx.ask("GET", "/api/v1/users", self.headers_of(key)).status, 401)
        self.stop_keydesk()
        self.assertEqual(
            self.nginx.ask("GET", f"/api/v1/users?apiKey={key['secret']}").status, 502)
        logs = self.nginx.logs(until="upstream=502")
        self.assertIn(" GET /api/v1/users 200 ", logs)
        self.assertNotIn("kdk_", logs)

    def test_only_what_is_meant_for_everybody_is_public(self):
        self.publish()
        for path in ("/admin/v1/server", "/healthz", "/docs", "/openapi.yaml",
                     "/problems/label-taken"):
            self.assertEqual(self.nginx.ask("GET", path).status, 200, path)
        for path in ("/readyz", "/metrics", "/verify", "/introspect", "/", "/%72eadyz",
                     "//readyz", "/./readyz", "/admin/v1/../../readyz",
                     "/admin/v1/..%2f..%2freadyz", "/readyz?x", "/readyz/", "/api/../readyz"):
            self.assertEqual(self.nginx.ask("GET", path).status, 404, path)

    def test_large_bodies_are_refused_and_wait_on_no_disk(self):
        keydesk = self.start_upstream()
        self.nginx = self.start_nginx("keydesk-public.conf", keydesk.address, log_level="warn")
        self.assertEqual(self.nginx.ask("POST", "/api/x", body=b"x" * 65537).status, 413)
        self.assertEqual(self.nginx.ask("POST", "/api/x", body=b"x" * 65536).status, 200)
        self.assertEqual(len(keydesk.requests[-1].content), 65536)
        # nginx warns when it puts one into a file.
        self.assertNotIn("temporary file", self.nginx.logs(until=" POST /api/x 200 "))

    def test_an_event_goes_out_when_it_comes(self):
        self.publish()
        connection = self.nginx.connect()
        self.addCleanup(connection.close)
        connection.request("GET", f"/admin/v1/platforms/{self.server.platform}/events",
                           headers={"Host": "keydesk.example", **self.server.owner})
        events = connection.getresponse()
        self.assertEqual(events.status, 200)
        for label in ("First", "Second"):  # The second is made when the first has been read.
            self.make_key(label)
            while not (line := events.readline()).startswith(b"event:"):
                self.assertNotEqual(line, b"")
            self.assertEqual(line, b"event: key.created\n")


class ClientAddress(NginxTest):
    """Where a key was used from: nginx knows, and keydesk-server believes it if it is told to."""

    def last_used_from(self, example, *options):
        api = self.start_upstream()
        self.start_keydesk("--public-host", "keydesk.example", *options)
        nginx = self.start_nginx(example, self.server.host,
                                 **({"api": api.address} if example == "guarded-api.conf" else {}))
        key = self.make_key()
        connection = nginx.connect("127.0.0.2")
        self.addCleanup(connection.close)
        answer = nginx.ask("GET", "/api/v1/users", {
            **self.headers_of(key), "X-Forwarded-For": "203.0.113.7"}, connection=connection)
        self.assertEqual(answer.status, 200)
        address = self.listed(key)["lastUsedFrom"]
        self.stop_keydesk()
        return address

    def test_it_is_the_clients_address(self):
        for example in ("guarded-api.conf", "keydesk-public.conf"):
            with self.subTest(example):
                self.assertEqual(
                    self.last_used_from(example, "--trusted-proxy", "127.0.0.1"), "127.0.0.2")

    def test_it_is_that_of_nginx_when_nginx_is_not_trusted(self):
        for example in ("guarded-api.conf", "keydesk-public.conf"):
            with self.subTest(example):
                self.assertEqual(self.last_used_from(example), "127.0.0.1")


if __name__ == "__main__":
    unittest.main(verbosity=2)
