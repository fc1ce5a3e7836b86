#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the real server's answers against resources/openapi.yaml.

Every operation is exercised, with every documented status that a client can provoke. A status that
is not documented, and a documented one that was not seen, are failures.

Usage: test_contract.py SERVER OPENAPI OIDC-PROVIDER
"""

import collections
import copy
import datetime
import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
import unittest
from urllib.parse import urlencode

from openapi_document import METHODS, Document, Violation
from oidc_provider import OidcProvider, random_text
from running_server import Answer, RunningServer, new_idempotency_key

SERVER, OPENAPI, OIDC_PROVIDER = sys.argv[1:4]
KEYS = "/admin/v1/platforms/{platform}/keys"
KEY = KEYS + "/{key}"
REPLACEMENT = KEY + "/replacement"
ACKNOWLEDGEMENT = KEY + "/acknowledgement"
REVOCATIONS = "/admin/v1/platforms/{platform}/revocations"
AUDIT = "/admin/v1/platforms/{platform}/audit"
EVENTS = "/admin/v1/platforms/{platform}/events"
IDENTIFICATIONS = "/admin/v1/identifications"
USAGE = KEY + "/usage"
TOKEN = "/api/v2/oauth2/token"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UNKNOWN = "f" * 24
SESSIONS = "/admin/v1/sessions"
REFRESH = SESSIONS + "/refresh"
BROWSER = SESSIONS + "/browser"
CURRENT = SESSIONS + "/current"

# What no client can bring about from outside: the server itself must have failed.
NOT_PROVOKED = {500}
# Errors there are {"error": …}, and problems elsewhere.
FOR_KEYS = ("/api/", "/verify", "/introspect")
# Needs more connections than the limit for an address, or a locked database.
TOO_MANY = 503


class ContractTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.provider = OidcProvider(OIDC_PROVIDER)
        cls.server = RunningServer(SERVER, cls.folder.name, cls.provider.server_options)
        cls.document = Document(OPENAPI)
        cls.learner = cls.server.add_member("learner")
        cls.made = json.loads(cls.ask("POST", KEYS, 201, headers={
            **cls.server.owner, **JSON, **new_idempotency_key()}, body=b'{"label":"Main"}').body)

    @classmethod
    def tearDownClass(cls):
        code = cls.server.stop()
        cls.provider.stop()
        cls.folder.cleanup()
        assert code == 0, f"the server ended with {code}"

    @classmethod
    def path(cls, template, key=UNKNOWN, platform=None):
        values = collections.defaultdict(lambda: UNKNOWN, key=key, slug="label-taken",
                                         platform=platform or cls.server.platform)
        return template.format_map(values)

    @classmethod
    def ask(cls, method, template, status, path=None, headers=None, body=None):
        """Sends a request and holds the answer against the document."""
        answer = cls.server.send(method, path or cls.path(template), headers, body)
        assert answer.status == status, f"{method} {template}: {answer.status}, not {status}"
        cls.document.check(method, template, answer)
        return answer

    def post(self, body, status, problem=None, headers=None):
        headers = {**self.server.owner, **JSON, **(headers or new_idempotency_key())}
        answer = self.ask("POST", KEYS, status, headers=headers, body=body)
        if problem:
            self.assertEqual(answer.json()["type"], "/problems/" + problem)
        return answer

    def key_headers(self, secret=None):
        return {"X-company-id": self.server.platform, "X-apiKey": secret or self.made["secret"]}

    # The tests run in the order of their names; the last ones look back at what was seen.

    def test_10_what_needs_no_token(self):
        for path in ("/admin/v1/server", "/healthz", "/readyz", "/metrics", "/docs", "/openapi.yaml"):
            self.ask("GET", path, 200)
        self.ask("GET", "/problems/{slug}", 200)
        self.ask("GET", "/problems/{slug}", 404, path="/problems/nothing")

    def test_11_members(self):
        for path in ("/admin/v1/me", "/admin/v1/platforms"):
            self.ask("GET", path, 200, headers=self.server.owner)
            self.ask("GET", path, 401)
            self.ask("GET", path, 401, headers={"Authorization": "Bearer nonsense"})
            self.ask("GET", path, 200, headers=self.learner)

    def test_12_platforms_come_in_pages(self):
        for i in range(3):
            platform = f"{i:024x}"
            self.server.run_sql("INSERT INTO platforms (id, name, name_key, created_at) "
                                "VALUES (?, 'A', 'a', 1)", (platform,))
            self.server.run_sql("INSERT INTO memberships (platform_id, member_id, role) SELECT "
                                "?, member_id, 'author' FROM memberships WHERE role = 'owner'",
                                (platform,))
        page = self.ask("GET", "/admin/v1/platforms", 200, headers=self.server.owner,
                        path="/admin/v1/platforms?limit=2&query=a")
        self.assertEqual(len(page.json()["items"]), 2)
        following = page.headers["link"].split(">")[0].removeprefix("<")
        self.ask("GET", "/admin/v1/platforms", 200, path=following, headers=self.server.owner)

    def test_13_keys(self):
        self.ask("GET", KEYS, 200, headers=self.server.owner)
        for method, template in (("GET", KEYS), ("POST", KEYS), ("DELETE", KEY)):
            elsewhere = self.path(template, platform=UNKNOWN)
            self.ask(method, template, 401)
            self.ask(method, template, 403, headers=self.learner)
            self.ask(method, template, 404, path=elsewhere, headers=self.server.owner)
        self.ask("DELETE", KEY, 404, headers=self.server.owner)

    def test_14_making_a_key(self):
        again = new_idempotency_key()
        body = b'{"label":"Expires","expiresAt":"2999-01-01T00:00:00Z"}'
        first = self.post(body, 201, headers=again)
        self.assertEqual(self.post(body, 201, headers=again).body, first.body)
        self.post(b'{"label":"Other"}', 422, "idempotency-key-reused", headers=again)
        self.server.run_sql("UPDATE api_keys SET salt = NULL WHERE label = 'Expires'")
        self.post(body, 409, "already-acknowledged", headers=again)
        self.post(b'{"label":"MAIN"}', 409, "label-taken")
        for label in ("", "a" * 101, "a\\tb", "a\\u202eb", "a\\ud800"):
            self.post(b'{"label":"%s"}' % label.encode(), 422, "label-invalid")
        self.post(b'{"label":"x","expiresAt":"2001-01-01T00:00:00Z"}', 422, "expiry-invalid")
        self.post(b"[]", 400, "request-malformed")
        self.post(b"{}", 400, "idempotency-key-invalid", headers={"Idempotency-Key": "short"})
        without = self.ask("POST", KEYS, 400, headers={**self.server.owner, **JSON}, body=b"{}")
        self.assertEqual(without.json()["type"], "/problems/idempotency-key-missing")
        self.ask("POST", KEYS, 415, headers={**self.server.owner, **new_idempotency_key()},
                 body=b'{"label":"x"}')

    def test_15_a_full_platform(self):
        for i in range(30):
            headers = {**self.server.owner, **JSON, **new_idempotency_key()}
            answer = self.server.send("POST", self.path(KEYS), headers, b'{"label":"K%d"}' % i)
            self.document.check("POST", KEYS, answer)
        self.assertEqual(answer.json()["type"], "/problems/key-limit-reached")
        listed = self.ask("GET", KEYS, 200, headers=self.server.owner).json()
        self.assertEqual(len(listed["items"]), 25)

    def test_16_what_a_key_opens(self):
        query = f"?company={self.server.platform}&apiKey={self.made['secret']}"
        for path, status in (("/verify", 204), ("/api/v1/users", 200)):
            plain = self.ask("GET", path, status, headers=self.key_headers())
            self.assertNotIn("warning", plain.headers)
            self.assertIn("warning", self.ask("GET", path, status, path=path + query).headers)
            self.ask("GET", path, 401)
            self.ask("GET", path, 401, headers=self.key_headers("kdk_wrong"))
        self.server.run_sql("INSERT INTO users (id, platform_id, mail, mail_key, first_name, "
                            "last_name, custom, primary_group_id) VALUES (?, ?, 'a@x', 'a@x', "
                            "'A', 'B', '{\"shoe\":42}', ?)",
                            ("a" * 24, self.server.platform, "b" * 24))
        page = self.ask("GET", "/api/v1/users", 200, path="/api/v1/users?limit=1",
                        headers=self.key_headers())
        self.assertIn("link", page.headers)
        # With its use, the key in the list has values where there was null.
        self.ask("GET", KEYS, 200, headers=self.server.owner)

    def ask_token(self, status, secret=None, **others):
        fields = {"grant_type": "client_credentials", "client_id": self.server.platform,
                  "client_secret": secret or self.made["secret"], **others}
        self.ask("POST", TOKEN, status, headers=FORM, body=urlencode(fields).encode())
        return self.ask("POST", TOKEN, status, headers=JSON, body=json.dumps(fields).encode())

    def test_16b_tokens(self):
        token = self.ask_token(200).json()["access_token"]
        bearer = {"Authorization": "Bearer " + token}
        for path, status in (("/verify", 204), ("/api/v1/users", 200)):
            self.ask("GET", path, status, headers=bearer)
            self.ask("GET", path, 401, headers={"Authorization": "Bearer " + token[:-1]})
        self.ask_token(401, secret="kdk_wrong")
        wrong = self.ask_token(400, grant_type="password").json()
        self.assertEqual(wrong, {"error": "unsupported_grant_type"})
        self.assertEqual(self.ask_token(400, grant_type="").json(), {"error": "invalid_request"})
        self.introspect(bearer, token)

    def introspect(self, bearer, token):
        for caller in (bearer, self.key_headers()):
            for text in (token, self.made["secret"]):
                known = self.ask("POST", "/introspect", 200, headers={**caller, **FORM},
                                 body=b"token=" + text.encode()).json()
                self.assertTrue(known["active"])
                self.assertEqual(known["sub"], self.made["key"]["id"])
        unknown = self.ask("POST", "/introspect", 200, headers={**bearer, **JSON},
                           body=b'{"token":"kdk_wrong"}')
        self.assertEqual(unknown.json(), {"active": False})
        self.ask("POST", "/introspect", 400, headers={**bearer, **FORM}, body=b"")
        self.ask("POST", "/introspect", 401, headers=FORM, body=b"token=x")

    def test_16c_usage(self):
        path = self.path(USAGE, key=self.made["key"]["id"])
        usage = self.ask("GET", USAGE, 200, path=path, headers=self.server.owner).json()
        self.assertEqual({hour["via"] for hour in usage["hours"]}, {"header", "query", "token"})
        self.ask("GET", USAGE, 401)
        self.ask("GET", USAGE, 403, headers=self.learner)
        self.ask("GET", USAGE, 404, headers=self.server.owner)
    def use(self, method, template, status, body=None, path=None, error=None):
        """Sends a request with the key, and with a body if there is one."""
        headers = {**self.key_headers(), **(JSON if body is not None else {})}
        content = json.dumps(body).encode() if body is not None else None
        answer = self.ask(method, template, status, path=path, headers=headers, body=content)
        if error:
            self.assertEqual(answer.json()["error"], error)
        return answer

    def test_16_users(self):
        users, user = "/api/v1/users", "/api/v1/users/{user}"
        made = self.use("POST", users, 201, {"mail": "Ada@example.org", "custom": {"a": [1]}})
        here = f"{users}/{made.json()['_id']}"
        self.assertEqual(self.use("GET", user, 200, path=here).body, made.body)
        self.use("GET", user, 200, path=users + "/ADA@example.org")
        self.use("PUT", user, 200, {"firstName": "Ada", "primaryGroupId": None}, here)
        self.use("POST", users, 409, {"mail": "ADA@EXAMPLE.ORG"}, error="mail_taken")
        self.use("POST", users, 201, {"mail": "bob@example.org"})
        self.use("PUT", user, 409, {"mail": "bob@example.org"}, here, "mail_taken")
        self.use("POST", users, 400, {}, error="request_malformed")
        self.use("PUT", user, 400, {"mail": 5}, here, "request_malformed")
        self.use("DELETE", user, 204, path=here)
        for method, body in (("GET", None), ("PUT", {}), ("DELETE", None)):
            self.use(method, user, 404, body, here, "not_found")
        for method, template in (("POST", users), ("PUT", user)):
            self.ask(method, template, 415, headers=self.key_headers(), body=b"{}")

    def test_16_groups(self):
        groups, group = "/api/v1/groups", "/api/v1/groups/{group}"
        member = group + "/users/{user}"
        top = self.use("POST", groups, 201, {"name": "Top"}).json()["_id"]
        made = self.use("POST", groups, 201, {"name": "Below", "parent": top, "public": True})
        here = f"{groups}/{made.json()['_id']}"
        self.use("GET", groups, 200)
        self.assertIn("link", self.use("GET", groups, 200, path=groups + "?limit=1").headers)
        self.assertEqual(self.use("GET", group, 200, path=here).body, made.body)
        self.use("PUT", group, 200, {"custom": {"a": None}, "parent": None}, here)
        self.use("PUT", group, 400, {"parent": UNKNOWN}, here, "request_malformed")
        self.use("POST", groups, 400, {"name": ""}, error="request_malformed")
        self.use("POST", "/api/v1/users", 201, {"mail": "member@example.org"})
        inside = here + "/users/member@example.org"
        self.use("PUT", member, 200, path=inside)
        self.use("DELETE", member, 204, path=inside)
        self.use("DELETE", member, 404, path=inside)
        self.use("PUT", member, 404, path=here + "/users/nobody@example.org")
        self.use("DELETE", group, 204, path=here)
        for method, body in (("GET", None), ("PUT", {}), ("DELETE", None)):
            self.use(method, group, 404, body, here, "not_found")
        for method, template in (("POST", groups), ("PUT", group)):
            self.ask(method, template, 415, headers=self.key_headers(), body=b"{}")

    def test_16_courses_and_paths(self):
        course, session = "/api/v1/courses/{course}", "/api/v1/paths/{path}/sessions/"
        for i in range(2):
            self.server.run_sql("INSERT INTO courses (id, platform_id, name, author, created_at, "
                                "modified_at, default_lang, description) "
                                "VALUES (?, ?, 'C', 'A', 1, 2, 'en', '')",
                                (f"{i:024x}", self.server.platform))
            self.server.run_sql("INSERT INTO learning_paths (id, platform_id, name, author, "
                                "created_at, modified_at, description) "
                                "VALUES (?, ?, 'P', 'A', 1, 2, '')",
                                (f"{i:024x}", self.server.platform))
        for path in ("/api/v1/courses", "/api/v1/paths"):
            self.use("GET", path, 200)
            early = path + "?limit=1&modifiedAfter=1970-01-01T00:00:00Z"
            following = self.use("GET", path, 200, path=early).headers["link"]
            self.use("GET", path, 200, path=following.split(">")[0].removeprefix("<"))
            self.use("GET", path, 400, path=path + "?modifiedAfter=now")
        self.use("GET", course, 200, path=f"/api/v1/courses/{0:024x}")
        self.use("GET", course, 404, error="not_found")
        spring = {"sessionName": "Spring", "startDate": "2030-03-01T08:00:00+01:00"}
        here = f"/api/v1/paths/{0:024x}/sessions/"
        self.use("POST", session, 201, spring, here)
        self.use("POST", session, 201, {**spring, "endDate": "2030-03-02T08:00:00Z"}, here[:-1])
        self.use("POST", session, 400, {**spring, "endDate": spring["startDate"]}, here)
        self.use("POST", session, 404, spring, error="not_found")
        self.ask("POST", session, 415, headers=self.key_headers(), body=b"{}")

    def test_16_without_a_key(self):
        for method, template in self.document.operations():
            if template.startswith("/api/v1/"):
                answer = self.ask(method, template, 401)
                self.assertEqual(answer.body, b'{"error":"invalid_api_key"}')

    def test_17_revoking(self):
        path = self.path(KEY, key=self.made["key"]["id"])
        self.ask("DELETE", KEY, 204, path=path, headers=self.server.owner)
        self.ask("DELETE", KEY, 404, path=path, headers=self.server.owner)
        self.ask("GET", "/verify", 401, headers=self.key_headers())

    def test_19_sessions(self):
        add_member = subprocess.run(
            [SERVER, "member", "--database", self.server.database_url, "--platform",
             self.server.platform, "--email", "ada@example.org", "--role", "admin"],
            input=b"correct horse", stdout=subprocess.PIPE, check=True)
        self.assertEqual(len(add_member.stdout.strip()), 24)

        def sign_in(status, password=b"correct horse", headers=JSON):
            return self.ask("POST", SESSIONS, status, headers=headers, body=(
                b'{"email":"ada@example.org","password":"' + password + b'"}'))

        tokens = sign_in(201).json()
        bearer = {"Authorization": "Bearer " + tokens["accessToken"]}
        self.ask("GET", "/admin/v1/me", 200, headers=bearer)
        refresh = json.dumps({"refreshToken": tokens["refreshToken"]}).encode()
        self.ask("POST", REFRESH, 400, headers=JSON, body=b"[]")
        self.ask("POST", REFRESH, 415, body=refresh)
        self.ask("POST", REFRESH, 200, headers=JSON, body=refresh)
        self.ask("DELETE", CURRENT, 204, headers=bearer)
        self.ask("DELETE", CURRENT, 401, headers=bearer)
        self.ask("POST", REFRESH, 401, headers=JSON, body=refresh)
        self.ask("POST", SESSIONS, 400, headers=JSON, body=b"{}")
        sign_in(415, headers={})
        for _ in range(5):
            sign_in(401, password=b"wrong")
        sign_in(429)

    def test_19_0_signing_in_by_browser(self):
        def body(account, nonce):
            return json.dumps({"idToken": self.provider.id_token(account, nonce),
                               "nonce": nonce}).encode()

        def refuse(content, reason):
            answer = self.ask("POST", BROWSER, 401, headers=JSON, body=content)
            self.assertEqual(answer.json()["reason"], reason)

        subprocess.run([SERVER, "member", "--database", self.server.database_url, "--platform",
                        self.server.platform, "--email", "grace@example.org", "--role", "admin"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        oidc = self.ask("GET", "/admin/v1/server", 200).json()["oidc"]
        self.assertEqual(oidc["issuer"], self.provider.issuer)
        good = body("grace", random_text())
        self.ask("POST", BROWSER, 415, body=good)
        token = self.ask("POST", BROWSER, 201, headers=JSON, body=good).json()["accessToken"]
        self.ask("GET", "/admin/v1/me", 200, headers={"Authorization": "Bearer " + token})
        refuse(good, "expired")
        refuse(body("stranger", random_text()), "not-a-member")
        for _ in range(3):
            refuse(json.dumps({"idToken": "a.b.c", "nonce": random_text()}).encode(), "invalid")
        self.ask("POST", BROWSER, 429, headers=JSON, body=body("grace", random_text()))
        self.ask("POST", BROWSER, 400, headers=JSON, body=b"{}")
        self.server.run_sql("DELETE FROM sign_in_failures", ())
        with tempfile.TemporaryDirectory() as folder:
            without = RunningServer(SERVER, folder)
            try:
                answer = without.send("POST", BROWSER, JSON, good)
                self.assertEqual(answer.status, 404)
                self.document.check("POST", BROWSER, answer)
                self.document.check("GET", "/admin/v1/server",
                                    without.send("GET", "/admin/v1/server"))
            finally:
                without.stop()

    def change(self, method, template, status, key=UNKNOWN, body=None, problem=None, headers=None):
        headers = {**self.server.owner, **(JSON if body else {}), **(headers or {})}
        answer = self.ask(method, template, status, path=self.path(template, key=key),
                          headers=headers, body=body)
        if problem:
            self.assertEqual(answer.json()["type"], "/problems/" + problem)
        return answer

    def test_18_who_may_manage(self):
        for method, template in (("PATCH", KEY), ("POST", REPLACEMENT), ("POST", ACKNOWLEDGEMENT),
                                 ("POST", REVOCATIONS), ("GET", AUDIT), ("GET", EVENTS)):
            elsewhere = self.path(template, platform=UNKNOWN)
            self.ask(method, template, 401)
            self.ask(method, template, 403, headers=self.learner)
            self.ask(method, template, 404, path=elsewhere, headers=self.server.owner)
        self.ask("POST", IDENTIFICATIONS, 401)

    def test_18_1_changing_keys(self):
        key = self.post(b'{"label":"Changing"}', 201).json()["key"]["id"]
        for body in (b'{"label":"Changed"}', b'{"state":"paused"}', b"{}",
                     b'{"expiresAt":"2999-01-01T00:00:00Z"}', b'{"expiresAt":null}'):
            self.change("PATCH", KEY, 200, key, body)
        revision = self.change("PATCH", KEY, 200, key, b'{"label":"Known"}').json()["revision"]
        self.change("PATCH", KEY, 200, key, b'{"label":"Then"}',
                    headers={"If-Match": f'"{revision}"'})
        self.change("PATCH", KEY, 412, key, b'{"label":"Late"}', "key-changed",
                    headers={"If-Match": f'"{revision}"'})
        self.change("PATCH", KEY, 404, body=b"{}")
        self.change("PATCH", KEY, 400, key, b'{"state":"retiring"}', "request-malformed")
        self.change("PATCH", KEY, 415, key)
        self.change("PATCH", KEY, 409, key, b'{"label":"k1"}', "label-taken")
        self.change("PATCH", KEY, 422, key, b'{"label":""}', "label-invalid")
        self.change("PATCH", KEY, 422, key, b'{"expiresAt":"2001-01-01T00:00:00Z"}',
                    "expiry-invalid")

    def test_18_2_replacing_keys(self):
        def replace(status, key, body, problem=None, headers=None):
            return self.change("POST", REPLACEMENT, status, key, body, problem,
                               new_idempotency_key() if headers is None else headers)

        used = [key["id"] for key in
                self.ask("GET", KEYS, 200, headers=self.server.owner).json()["items"]]
        paused, key, other = used[-1], used[0], used[1]
        at_once, later = b'{"overlapSeconds":0}', b'{"overlapSeconds":60}'
        replace(409, paused, later, "key-state-conflict")
        replace(409, key, later, "key-limit-reached")
        self.change("DELETE", KEY, 204, other)
        again = new_idempotency_key()
        first = replace(201, key, later, headers=again)
        self.assertEqual(replace(201, key, later, headers=again).body, first.body)
        replace(422, key, at_once, "idempotency-key-reused", again)
        self.change("PATCH", KEY, 409, key, b'{"label":"x"}', "key-state-conflict")
        self.change("POST", ACKNOWLEDGEMENT, 204, first.json()["key"]["id"])
        self.change("POST", ACKNOWLEDGEMENT, 404)
        replace(409, key, later, "already-acknowledged", again)
        replace(201, first.json()["key"]["id"], at_once)
        replace(404, UNKNOWN, at_once)
        replace(400, key, b'{"overlapSeconds":604801}', "request-malformed")
        replace(400, key, at_once, "idempotency-key-missing", {})
        replace(400, key, at_once, "idempotency-key-invalid", {"Idempotency-Key": "short"})
        replace(415, key, None)

    def test_18_3_revoking_many(self):
        keys = self.ask("GET", KEYS, 200, headers=self.server.owner).json()["items"]
        ids = [key["id"] for key in keys[:3]] + [UNKNOWN]
        answer = self.change("POST", REVOCATIONS, 200, body=json.dumps({"ids": ids}).encode())
        self.assertEqual([result["revoked"] for result in answer.json()["results"]],
                         [True, True, True, False])
        self.change("POST", REVOCATIONS, 400, body=b'{"ids":[]}', problem="request-malformed")
        self.change("POST", REVOCATIONS, 415)

    def test_18_4_identifying_keys(self):
        made = self.post(b'{"label":"Found"}', 201).json()
        digest = hashlib.sha256(made["secret"].encode()).hexdigest()
        answer = self.change("POST", IDENTIFICATIONS, 200,
                             body=json.dumps({"sha256": [digest, "0" * 64]}).encode())
        self.assertEqual([match["key"]["id"] for match in answer.json()["matches"]],
                         [made["key"]["id"]])
        self.change("POST", IDENTIFICATIONS, 400, body=b'{"sha256":["x"]}')
        self.change("POST", IDENTIFICATIONS, 415)

    def test_18_5_the_audit_is_the_chain_that_is_documented(self):
        page = self.ask("GET", AUDIT, 200, path=self.path(AUDIT) + "?limit=2",
                        headers=self.server.owner)
        following = page.headers["link"].split(">")[0].removeprefix("<")
        self.ask("GET", AUDIT, 200, path=following, headers=self.server.owner)
        self.ask("GET", AUDIT, 400, path=self.path(AUDIT) + "?limit=0", headers=self.server.owner)
        rows = self.ask("GET", AUDIT, 200, headers=self.server.owner).json()["items"]
        self.assertGreater(len(rows), 30)
        previous = "0" * 64
        for row in reversed(rows):
            self.assertEqual(row["previousSha256"], previous)
            previous = self.digest(row)
            self.assertEqual(row["sha256"], previous)

    def digest(self, row):
        at = datetime.datetime.fromisoformat(row["at"].replace("Z", "+00:00"))
        since = at - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        # For texts and null, this is what RFC 8785 says.
        detail = json.dumps(row["detail"], ensure_ascii=False, sort_keys=True,
                            separators=(",", ":"))
        texts = [row["previousSha256"], self.server.platform, str(row["number"]),
                 str(since // datetime.timedelta(milliseconds=1)), row["actor"]["id"],
                 row["actor"]["name"], row["address"], row["action"], row["key"]["id"],
                 row["key"]["label"], detail]
        netstrings = b"".join(b"%d:%b," % (len(text.encode()), text.encode()) for text in texts)
        return hashlib.sha256(netstrings).hexdigest()

    def test_18_6_events(self):
        self.ask("GET", EVENTS, 400, headers={**self.server.owner, "Last-Event-ID": "x"})
        answer = self.server.listen(self.path(EVENTS),
                                    {**self.server.owner, "Last-Event-ID": "0"},
                                    last=b"event: key.revoked\ndata: {")
        self.document.check("GET", EVENTS, answer)
        events = re.findall(rb"id: (\d+)\nevent: (key\.\w+)\ndata: (\{.*\})\n\n", answer.body)
        self.assertGreater(len(events), 20)
        for _, _, data in events:
            self.document.validate("KeyEvent", {"$ref": "#/components/schemas/KeyEvent"},
                                   json.loads(data))

    def test_20_what_every_operation_refuses(self):
        host = f"Host: {self.server.host}\r\n"
        for method, template in sorted(self.document.operations()):
            line = f"{method} {self.path(template)} HTTP/1.1\r\n"
            for status, text in (
                    (400, f"{method} {self.path(template)}?x=% HTTP/1.1\r\n{host}\r\n"),
                    (400, f"{line}\r\n"),
                    (413, f"{line}{host}Content-Length: 65537\r\n\r\n"),
                    (421, f"{line}Host: evil.example\r\n\r\n"),
                    (431, f"{line}{host}X: {'x' * 17000}\r\n\r\n")):
                answer = self.server.send_raw(text.encode())
                self.assertEqual(answer.status, status, f"{method} {template}")
                self.document.check(method, template, answer)
                self.assertIn("error" if template.startswith(FOR_KEYS) else "type",
                              answer.json(), f"{method} {template}")

    def test_21_requests_that_do_not_arrive(self):
        answers = {}

        def wait(operation):
            method, template = operation
            answers[operation] = self.server.send_raw(
                f"{method} {self.path(template)} HTTP/1.1\r\nHost: {self.server.host}\r\n"
                f"Content-Length: 5\r\n\r\nabc".encode())

        threads = [threading.Thread(target=wait, args=(operation,))
                   for operation in self.document.operations()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for (method, template), answer in answers.items():
            self.assertEqual(answer.status, 408)
            self.document.check(method, template, answer)
            self.assertIn("error" if template.startswith(FOR_KEYS) else "type", answer.json())

    def test_22_too_many_connections(self):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
        connections = [self.server.connect() for _ in range(1024)]
        try:
            for method, template in self.document.operations():
                self.ask(method, template, TOO_MANY)
        finally:
            for connection in connections:
                connection.close()

    def test_23_other_methods_are_told_what_is_allowed(self):
        for template in self.document.root["paths"]:
            documented = {method for method, known in self.document.operations()
                          if known == template}
            if "GET" in documented:
                documented.add("HEAD")
            other = next(method.upper() for method in METHODS if method.upper() not in documented)
            answer = self.server.send(other, self.path(template))
            self.assertEqual(answer.status, 405)
            self.assertEqual(set(answer.headers["allow"].split(", ")), documented)

    def test_30_violations_are_caught(self):
        good = self.ask("GET", "/admin/v1/me", 200, headers=self.server.owner)
        for damage in (lambda a: setattr(a, "status", 418),
                       lambda a: setattr(a, "status", 401),
                       lambda a: setattr(a, "body", b'{"id":"x"}'),
                       lambda a: setattr(a, "body", good.body[:-1] + b',"secret":"x"}'),
                       lambda a: setattr(a, "body", good.body.replace(b"null", b"5")),
                       lambda a: setattr(a, "body", b"not JSON"),
                       lambda a: a.headers.pop("x-request-id"),
                       lambda a: a.headers.update({"x-request-id": "?"}),
                       lambda a: a.headers.update({"content-type": "text/plain"}),
                       lambda a: a.headers.update({"cache-control": "public"})):
            planted = copy.deepcopy(good)
            damage(planted)
            with self.assertRaises(Violation):
                Document(OPENAPI).check("GET", "/admin/v1/me", planted)
        with self.assertRaises(Violation):
            Document(OPENAPI).check("GET", "/admin/v1/nothing", good)
        nothing = Answer(b"HTTP/1.1 204 No Content\r\nX-Request-Id: 0123456789abcdef\r\n\r\nx")
        with self.assertRaises(Violation):
            Document(OPENAPI).check("DELETE", KEY, nothing)

    def test_99_everything_documented_was_seen(self):
        missing = {entry for entry in self.document.documented_statuses() - self.document.seen
                   if entry[2] not in NOT_PROVOKED}
        self.assertEqual(missing, set())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
