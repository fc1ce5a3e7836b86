# SPDX-License-Identifier: Apache-2.0
"""Clients that wrk cannot play: idle ones, slow ones, and such as mean harm. Each stops by itself."""

import itertools
import random
import socket
import threading
import time

MALFORMED = (b"GET / HTTP/9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n",
             b"GET / HTTP/1.1\r\n\r\n", b"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
             b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"A" * 20000,
             b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def verify_request(platform, secret):
    return (b"GET /verify HTTP/1.1\r\nHost: 127.0.0.1\r\nX-company-id: " + platform +
            b"\r\nX-apiKey: " + secret + b"\r\n\r\n")


def ask(connection, request):
    """The status of the answer, which must fit into one read."""
    connection.sendall(request)
    return int(connection.recv(16384).split(b" ", 2)[1])


def connect_from_anywhere(address):
    """From one of the loopback's millions of addresses: the server slows down who sends more than 20
    wrong keys in a minute."""
    source = f"127.{random.randrange(1, 255)}.{random.randrange(256)}.{random.randrange(1, 255)}"
    return socket.create_connection(address, timeout=5, source_address=(source, 0))


class IdleClients:
    """Connections that have asked once and stay."""

    def __init__(self, address, count):
        self.connections = []
        for _ in range(count):
            connection = socket.create_connection(address)
            assert ask(connection, HEALTH) == 200
            self.connections.append(connection)

    def close(self):
        for connection in self.connections:
            connection.close()


class Background:
    """Runs work() in threads, again and again, until it is closed."""

    def __init__(self, *works):
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.repeat, args=(work,), daemon=True)
                        for work in works]
        for thread in self.threads:
            thread.start()

    def repeat(self, work):
        while not self.stopping.is_set():
            try:
                work()
            except OSError:
                pass  # turned away, as it should be

    def close(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(30)


def slow_clients(address, count):
    """Each sends a byte of a request that never ends in a second, and comes back when it is thrown
    out."""
    connections = [None] * count
    turn = itertools.cycle(range(count))

    def drip():
        time.sleep(1 / count)
        i = next(turn)
        try:
            if connections[i] is None:
                connections[i] = socket.create_connection(address, timeout=5)
                connections[i].sendall(b"GET /verify HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            connections[i].sendall(b"x")
            connections[i].settimeout(0)
            connections[i].recv(4096)  # whatever it is: the server has had enough
        except BlockingIOError:
            connections[i].settimeout(5)
            return
        except OSError:
            pass
        connections[i].close()
        connections[i] = None

    for i in range(count):
        connections[i] = socket.create_connection(address, timeout=5)
        connections[i].sendall(b"GET /verify HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    return Background(drip)


def attackers(address, platform):
    """Malformed requests, bodies of a gigabyte, and guessed keys, two of each."""

    def connected():
        return socket.create_connection(address, timeout=5)

    def malformed():
        with connected() as connection:
            connection.sendall(random.choice(MALFORMED))
            connection.recv(16384)

    def huge():
        with connected() as connection:
            connection.sendall(b"POST /verify HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                               b"Content-Length: 1073741824\r\n\r\n")
            for _ in range(16384):
                connection.sendall(b"x" * 65536)

    def guesses():
        with connect_from_anywhere(address) as connection:
            for i in range(20):
                ask(connection, verify_request(platform, b"kdk_%049d" % i))

    return Background(*[malformed, huge, guesses] * 2)


def time_answers(address, requests, count):
    """For each named request the seconds of count answers, asked in turns in a random order."""
    taken = {name: [] for name in requests}
    for _ in range(count):
        order = random.sample(list(requests), len(requests))
        with connect_from_anywhere(address) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            assert ask(connection, HEALTH) == 200  # the first one is slower
            for name in order:
                begin = time.perf_counter()
                status = ask(connection, requests[name])
                taken[name].append(time.perf_counter() - begin)
                assert status == 401, f"{name}: {status}"
    return taken
