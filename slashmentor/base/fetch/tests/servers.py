"""Small servers that misbehave, each in a thread of this process, and doors that lead to them."""

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from slashmentor.base.fetch import Door

LOOPBACK = ip_address("127.0.0.1")
MEGABYTE = 1_000_000


def a_door(**changes) -> Door:
    """A door that leads to this machine's own servers, as no door outside of tests does."""
    return Door(
        **{
            "ports": None,
            "allows": lambda address: address == LOOPBACK,
            "resolve": lambda _host, _seconds: [LOOPBACK],
            "seconds": 5,
            **changes,
        }
    )


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ending = threading.Event()
        self.pages: dict[str, bytes] = {}
        # of a page: status and headers, where they aren't 200 and text/html
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.sent: list[tuple[str, str]] = []

    def url(self, path: str = "/", host: str = "ada.example") -> str:
        return f"http://{host}:{self.server_port}{path}"


class Answers(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path in self.server.pages or self.path in self.server.answers:
            status, headers = self.server.answers.get(self.path, (200, {}))
            known = headers.get("ETag")
            if known and self.headers.get("If-None-Match") == known:
                self._say(b"", status=304)
                return
            self._say(self.server.pages.get(self.path, b""), headers, status)
            return
        _nothing, first, *rest = self.path.split("/", 2)
        answers = {
            "drip": self._drip,
            "huge": lambda: self._say(b"x" * (MEGABYTE + 1)),
            "large": lambda: self._say(b"x" * MEGABYTE),
            "bomb": lambda: self._say(gzip.compress(bytes(100 * MEGABYTE)), {"Content-Encoding": "gzip"}),
            "packed": lambda: self._say(gzip.compress("grüße".encode()), {"Content-Encoding": "gzip"}),
            "strange": lambda: self._say(b"x", {"Content-Encoding": "br"}),
            "latin": lambda: self._say(b"gr\xfc\xdfe", {"Content-Type": "text/html; charset=ISO-8859-1"}),
            "loop": lambda: self._lead("/loop"),
            "hops": lambda: self._lead(f"/hops/{int(rest[0]) - 1}" if int(rest[0]) else "/"),
            "to": lambda: self._lead(rest[0]),
            "cookie": lambda: self._lead("/", {"Set-Cookie": "known=1"}),
            "gone": lambda: self._say(b"", status=410),
        }
        answers.get(first, lambda: self._say(b"<p>Hello</p>"))()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.sent.append((self.path, body))
        if self.path.startswith("/again/"):
            self._say(b"", {"Location": self.path.removeprefix("/again")}, status=308)
            return
        self._say(b"", *reversed(self.server.answers.get(self.path, (202, {}))))

    def _say(self, body, headers=None, status=200):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # whoever asked has heard enough
            return

    def _lead(self, where, headers=None):
        self._say(b"", {"Location": where, **(headers or {})}, status=302)

    def _drip(self):
        """A byte now and then, so that no read takes long, and all of them for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        end = time.monotonic() + 10
        while not self.server.ending.wait(0.05) and time.monotonic() < end:
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def a_server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()
