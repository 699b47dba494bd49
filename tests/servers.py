"""A server on the loopback that answers as it is told, well or badly; started and stopped by the test that asks."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One question as the server got it."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Reply:
    """What is sent back. `seconds_ahead` sets the server's clock; `hang` waits until the server is stopped."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds_ahead: float = 0.0
    hang: bool = False
    repeat: int = 1  # so many times the body, streamed
    cut: int = 0  # so many bytes less than were promised


Answering = Callable[[Asked], Reply]


def as_json(value: object, **more: object) -> Reply:
    return Reply(json.dumps(value).encode(), **more)  # type: ignore[arg-type]  # the fields of Reply


def routes(by_path: Mapping[str, object]) -> Answering:
    """Answers by path: a Reply as it is, anything else as JSON, 404 for what is not listed."""

    def answer(asked: Asked) -> Reply:
        found = by_path.get(asked.path)
        if found is None:
            return as_json({"message": "not found"}, status=404)
        return found if isinstance(found, Reply) else as_json(found)

    return answer


class _Talk(BaseHTTPRequestHandler):
    """One connection. Subclassed with the answers of one server."""

    answering: Answering
    asked: list[Asked]
    stopped: threading.Event

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked.append(Asked(self.command, parts.path, parse_qs(parts.query), headers, body))
        reply = self.answering(self.asked[-1])
        if reply.hang:
            self.stopped.wait()
            self.close_connection = True
            return
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        self.send_header("Date", formatdate(time.time() + reply.seconds_ahead, usegmt=True))
        self.send_header("Content-Length", str(len(reply.body) * reply.repeat))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # the one who asked may have left, as it should
            for _ in range(reply.repeat):
                self.wfile.write(reply.body[: len(reply.body) - reply.cut])
        if reply.cut:
            self.close_connection = True


@dataclass(frozen=True)
class Served:
    url: str
    asked: list[Asked]


@contextmanager
def serving(answering: Answering, tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    """A server on a free port of 127.0.0.1, and what it was asked."""
    asked: list[Asked] = []
    stopped = threading.Event()

    known = {"answering": staticmethod(answering), "asked": asked, "stopped": stopped}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Talk", (_Talk,), known))
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Served(f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
