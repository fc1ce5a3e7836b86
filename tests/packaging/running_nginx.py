# SPDX-License-Identifier: Apache-2.0
"""The real nginx with the configuration that the package brings, and what stands behind it.

nginx runs without privileges, from a folder of its own, on a free port of the loopback."""

import http.client
import http.server
import os
import pathlib
import socket
import ssl
import subprocess
import threading
import time

EXAMPLES = pathlib.Path(__file__).parents[2] / "packaging" / "nginx"
NOBODY = 65534

MAIN = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/main.error.log;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/temp;
    proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp;
    uwsgi_temp_path {folder}/temp;
    scgi_temp_path {folder}/temp;
    access_log {folder}/main.log;
    include {folder}/keydesk-common.conf;
    include {folder}/site.conf;
}}
"""


class Nginx:
    """Serves one example. What has to differ here is replaced in it, and nothing else."""

    def __init__(self, folder, example, keydesk, api=None, log_level="crit"):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.certificate = self.folder / "certificate.pem"
        make_certificate(self.folder)
        common = replaced((EXAMPLES / "keydesk-common.conf").read_text(),
                          {"127.0.0.1:8080": keydesk})
        name = "api.example" if example == "guarded-api.conf" else "keydesk.example"
        site = replaced((EXAMPLES / example).read_text(), {
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            f"/etc/ssl/certs/{name}.pem": str(self.certificate),
            f"/etc/ssl/private/{name}.key": str(self.folder / "certificate.key"),
            "/var/log/nginx/": f"{self.folder}/",
            "error.log crit;": f"error.log {log_level};",
            **({"127.0.0.1:9000": api} if api else {})})
        (self.folder / "keydesk-common.conf").write_text(common)
        (self.folder / "site.conf").write_text(site)
        (self.folder / "nginx.conf").write_text(MAIN.format(folder=self.folder))
        self.name = name
        self.process = self.start()

    def start(self):
        account = {}
        if os.getuid() == 0:
            account = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        process = subprocess.Popen(
            ["/usr/sbin/nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"),
             "-e", str(self.folder / "main.error.log"), "-g", "daemon off;"], **account)
        wait_until(lambda: process.poll() is not None or can_connect(self.port))
        if process.poll() is not None:
            raise AssertionError((self.folder / "main.error.log").read_text())
        return process

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=20)

    def connect(self, client="127.0.0.1"):
        """A connection from that address, which may be any that begins with 127."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        context.check_hostname = False
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=30,
                                           source_address=(client, 0))

    def ask(self, method, path, headers=None, body=None, connection=None):
        """The answer, with its body read as `content`."""
        used = connection or self.connect()
        used.request(method, path, body, {"Host": self.name, **(headers or {})})
        answer = used.getresponse()
        answer.content = answer.read()
        if connection is None:
            used.close()
        return answer

    def logs(self, until=""):
        """All that was logged; waits for \a until, since nginx logs after it has answered."""
        wait_until(lambda: until in self.written())
        return self.written()

    def written(self):
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))


class Upstream:
    """Remembers what it was asked; answers as `answer` says: status, headers, body."""

    def __init__(self, answer=lambda request: (200, {}, b"here")):
        upstream = self
        self.requests = []
        self.connections = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                upstream.connections.append(self.request)
                super().setup()

            def serve(self):
                self.content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                upstream.requests.append(self)
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = serve

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # nginx may leave before it has its answer.
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        for connection in self.connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It has ended already.
        self.server.server_close()


def replaced(text, changes):
    for old, new in changes.items():
        if old not in text:
            raise AssertionError(f"the example does not say {old!r} any more")
        text = text.replace(old, new)
    return text


def make_certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", f"{folder}/certificate.key", "-out", f"{folder}/certificate.pem"],
                   check=True, capture_output=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def can_connect(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        return True
    except OSError:
        return False


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.02)
