"""The HTTP side of a service: sockets, keep-alive, and a quiet way to leave."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .route import Answer, Request

Answers = Callable[[Request], Answer]
LONGEST_DRAIN_S = 4.0
GRACE_S = 0.4  # time for callers to see the goodbye on idle connections


class Server(ThreadingHTTPServer):
    """Accepts connections beside an older process on the same port, and hands over without dropping any."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_port = True

    def __init__(self, port: int, answers: Answers, most_connections: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Connection)
        self.answers = answers
        self.most_connections = most_connections
        self.open_connections = 0
        self.busy = 0
        self.draining = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is no news."""

    def drain(self) -> None:
        """Stop accepting, let running requests end, then leave."""
        self.draining = True
        self.shutdown()
        self._take_those_already_waiting()
        self.server_close_listener()
        until = time.monotonic() + LONGEST_DRAIN_S
        time.sleep(GRACE_S)
        while self.busy and time.monotonic() < until:
            time.sleep(0.02)

    def _take_those_already_waiting(self) -> None:
        self.timeout = 0
        while select.select([self.socket], [], [], 0)[0]:
            self.handle_request()

    def server_close_listener(self) -> None:
        self.socket.close()


class Connection(BaseHTTPRequestHandler):
    """One caller's connection, request after request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def setup(self) -> None:
        super().setup()
        self.server.open_connections += 1
        limit = self.server.most_connections
        self.over_limit = bool(limit) and self.server.open_connections > limit

    def finish(self) -> None:
        self.server.open_connections -= 1
        super().finish()

    def _serve(self) -> None:
        self.server.busy += 1
        try:
            self._send(self.server.answers(self._request()))
        finally:
            self.server.busy -= 1

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 — the library's names

    def _request(self) -> Request:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length) if length else b""
        parts = urlsplit(self.path)
        return Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            body=json.loads(raw) if raw else None,
            traceparent=self.headers.get("traceparent") or "",
            token=self.headers.get("X-Service-Token") or "",
            over_limit=self.over_limit,
            abandoned=self._caller_left,
        )

    def _caller_left(self) -> bool:
        """Whether the caller closed its end before we answered."""
        if not select.select([self.connection], [], [], 0)[0]:
            return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _send(self, answer: Answer) -> None:
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        payload = text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(payload)))
        if self.server.draining or self.over_limit:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(payload)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the library's name
        """The service writes its own access log."""


def in_background(server: Server) -> None:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
