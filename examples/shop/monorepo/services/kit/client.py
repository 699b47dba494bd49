"""Calls to other services: pooled, timed, traced, counted; tried again when that is safe."""

from __future__ import annotations

import http.client
import json
import os
import select
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .address import resolve
from .identity import token_of
from .log import Log
from .metrics import Metrics
from .pool import Pool
from .trace import CLIENT, Tracer, traceparent

KEEP_S = 5.0  # a connection that is older is opened anew, so that a peer that moved is found
REFUSED = (401, 403)


class PeerError(Exception):
    """A peer did not give a usable answer."""

    status = 502


class PeerTimeoutError(PeerError):
    """The peer was too slow for us."""

    status = 504


class PeerUnavailableError(PeerError):
    """The peer could not be reached at all."""

    status = 503


@dataclass(frozen=True)
class Reply:
    """What a peer said."""

    status: int
    body: Any


@dataclass(frozen=True)
class Target:
    """How config describes a peer."""

    host: str
    port: int
    timeout_ms: float
    pool_size: int
    pool_wait_ms: float = 400
    retries: int = 1


class Peer:
    """One other service, as seen from here."""

    def __init__(self, name: str, target: Target, log: Log, metrics: Metrics, tracer: Tracer) -> None:
        self.name = name
        self._target = target
        self._log = log
        self._metrics = metrics
        self._tracer = tracer
        self.pool = Pool(name, target.pool_size, target.pool_wait_ms / 1000, self._gauge)

    def _gauge(self, what: str, value: int) -> None:
        prefix = "db_pool" if self.name == "database" else "http_pool"
        self._metrics.gauge(f"{prefix}_{what}", value, peer=self.name)

    def get(self, path: str) -> Reply:
        return self.call("GET", path)

    def post(self, path: str, body: object) -> Reply:
        return self.call("POST", path, body, retries=0)  # not safe to repeat

    def call(self, method: str, path: str, body: object = None, *, retries: int | None = None) -> Reply:
        """Ask the peer, again if allowed. Statuses below 500 are answers, unless it refuses us; else a PeerError."""
        for left in range(self._target.retries if retries is None else retries, 0, -1):
            try:
                return self._attempt(method, path, body)
            except PeerError as error:
                self._log.warning(f"retrying {method} {self.name}{path}", error=str(error), retries_left=left)
        return self._attempt(method, path, body)

    def _attempt(self, method: str, path: str, body: object) -> Reply:
        started = time.perf_counter()
        status = "error"
        with self._tracer.span(f"{method} {self.name}", CLIENT) as span:
            span.attributes |= {"peer.service": self.name, "http.method": method, "http.target": path}
            span.attributes |= {"server.address": self._target.host, "server.port": self._target.port}
            try:
                reply = self._sent(partial(exchange, method=method, path=path, body=body))
                span.attributes["http.status_code"] = reply.status
                status = str(reply.status)
            finally:
                spent = time.perf_counter() - started
                self._metrics.count("http_client_requests_total", peer=self.name, status=status)
                self._metrics.duration("http_client_request_duration_seconds", spent, peer=self.name)
            return self._usable(reply, f"{method} {self.name}{path}")

    def _sent(self, ask: Callable[[http.client.HTTPConnection], Reply]) -> Reply:
        try:
            with self.pool.connection(self.open) as connection:
                return ask(connection)
        except TimeoutError as error:
            limit = self._target.timeout_ms
            raise PeerTimeoutError(f"{self.name}: no answer within {limit:g} ms") from error
        except (OSError, http.client.HTTPException) as error:
            where = f"{self._target.host}:{self._target.port}"
            raise PeerUnavailableError(f"{self.name} at {where}: {str(error) or type(error).__name__}") from error

    def open(self) -> http.client.HTTPConnection:
        """A connection to the named peer, connected at its first use."""
        timeout = self._target.timeout_ms / 1000
        kind = Encrypted if self._target.port == 443 else http.client.HTTPConnection
        connection = kind("", timeout=timeout)
        connection.host, connection.port = self._target.host, self._target.port
        return connection

    @staticmethod
    def _usable(reply: Reply, asked: str) -> Reply:
        if reply.status >= 500 or reply.status in REFUSED:
            detail = reply.body.get("error", "") if isinstance(reply.body, dict) else ""
            raise PeerError(f"{asked} answered {reply.status}: {detail}")
        return reply


class Encrypted(http.client.HTTPConnection):
    """TLS where the platform gives us certificates, read anew each time; in plain text without, as on a laptop."""

    def connect(self) -> None:
        super().connect()
        if "SSL_CERT_FILE" in os.environ:
            context = ssl.create_default_context()
            context.load_cert_chain(os.environ["CLIENT_CERTIFICATE"])
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def exchange(connection: http.client.HTTPConnection, *, method: str, path: str, body: object) -> Reply:
    """One question, one answer. A kept connection that the peer has closed meanwhile is opened anew."""
    kept = connection.sock is not None
    if kept and (_closed_by_peer(connection) or time.monotonic() > vars(connection)["renew_at"]):
        connection.close()
    try:
        return _ask(connection, method, path, body)
    except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
        connection.close()
        if not kept:
            raise
        return _ask(connection, method, path, body)


def _ask(connection: http.client.HTTPConnection, method: str, path: str, body: object) -> Reply:
    if connection.sock is None:
        _connect(connection)
    payload = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json", "traceparent": traceparent()}
    headers["X-Service-Token"] = token_of(os.environ.get("SERVICE", "unknown"))
    connection.request(method, path, payload, headers)
    answer = connection.getresponse()
    reply = Reply(answer.status, json.loads(answer.read() or b"null"))
    if answer.will_close:
        connection.close()
    return reply


def _connect(connection: http.client.HTTPConnection) -> None:
    named = connection.host, connection.port
    connection.host, connection.port = resolve(*named)
    vars(connection)["renew_at"] = time.monotonic() + KEEP_S
    try:
        connection.connect()
    finally:
        connection.host, connection.port = named


def _closed_by_peer(connection: http.client.HTTPConnection) -> bool:
    """A silent connection with something to read holds only the peer's goodbye."""
    return bool(select.select([connection.sock], [], [], 0)[0])
