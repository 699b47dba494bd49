"""Servers of a test's own on loopback: they keep what they are sent and answer as they are told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread
from typing import Any


@dataclass
class Heard:
    """What came in, and the status that the next answers have."""

    url: str = ""
    port: int = 0
    status: int = 200
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)


@contextmanager
def web() -> Iterator[Heard]:
    """A web server that answers `{"id": "abc"}`."""
    heard = Heard()

    class Web(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            heard.requests.append((self.command, self.path, dict(self.headers), json.loads(self.rfile.read(size))))
            self.send_response(heard.status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            self.wfile.write(b'{"id": "abc"}')

        do_PATCH = do_POST  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Web) as server:
        heard.url = f"http://127.0.0.1:{server.server_port}"
        yield from _serving(server, heard)


@contextmanager
def mail() -> Iterator[Heard]:
    """A mail server that takes everything; with status 500 nothing."""
    heard = Heard()

    class Mail(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    heard.mails.append(self._body())
                    self.wfile.write(b"250 taken\r\n")
                else:
                    refused = heard.status == 500 and word == b"MAIL"
                    self.wfile.write(b"550 no\r\n" if refused else b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

        def _body(self) -> str:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.decode())
            return "".join(lines)

    with TCPServer(("127.0.0.1", 0), Mail) as server:
        heard.port = server.server_address[1]
        yield from _serving(server, heard)


def _serving(server: TCPServer, heard: Heard) -> Iterator[Heard]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        thread.join()
