# SPDX-License-Identifier: Apache-2.0
"""The OpenID provider of tests/support/oidc, and what a browser and a client with PKCE do there."""

import base64
import hashlib
import http.client
import http.cookies
import json
import os
import subprocess
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT = "keydesk-test"
# Nobody listens there: the browser's last redirect ends the walk.
REDIRECT = "http://127.0.0.1:9/callback"


def random_text():
    return base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


class OidcProvider:
    def __init__(self, program):
        self.process = subprocess.Popen(["node", program], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        ready = json.loads(self.process.stdout.readline())
        self.issuer = ready["issuer"]
        self.server_options = ["--oidc-issuer", self.issuer, "--oidc-client-id", CLIENT]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()

    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(urlsplit(self.issuer).netloc, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.headers, answer.read()
        finally:
            connection.close()

    def code(self, path):
        cookies = {}
        for _ in range(10):
            pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
            headers, _ = self.ask("GET", path, {"Cookie": pairs})
            for line in headers.get_all("Set-Cookie", []):
                cookies.update((name, cookie.value)
                               for name, cookie in http.cookies.SimpleCookie(line).items())
            location = urlsplit(headers["Location"])
            if headers["Location"].startswith(REDIRECT):
                return parse_qs(location.query)["code"][0]
            path = location.path + ("?" + location.query if location.query else "")
        raise AssertionError("the provider did not send the browser back")

    def id_token(self, account, nonce):
        """That of the person with this login name."""
        verifier = random_text()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        code = self.code("/auth?" + urlencode({
            "client_id": CLIENT, "response_type": "code", "scope": "openid email profile",
            "redirect_uri": REDIRECT, "state": random_text(), "nonce": nonce,
            "code_challenge": challenge.rstrip(b"=").decode(), "code_challenge_method": "S256",
            "login_hint": account}))
        _, body = self.ask("POST", "/token", {"Content-Type": "application/x-www-form-urlencoded"},
                           urlencode({"grant_type": "authorization_code", "client_id": CLIENT,
                                      "redirect_uri": REDIRECT, "code": code,
                                      "code_verifier": verifier}))
        return json.loads(body)["id_token"]
