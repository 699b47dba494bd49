"""The database as the services see it: queries over pooled connections, sessions over one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import Any

from .client import Peer, PeerError, PeerTimeoutError, PeerUnavailableError, Reply, exchange

Row = dict[str, Any]


class QueryError(PeerError):
    """The database refused a statement."""


class Session:
    """Several statements over one connection, which is its own until `close`."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._connection: HTTPConnection = peer.pool.take(peer.open)

    def query(self, sql: str, *args: object) -> list[Row]:
        ask = partial(exchange, method="POST", path="/query", body={"sql": sql, "args": args})
        try:
            return _rows(ask(self._connection))
        except TimeoutError as error:
            self._connection.close()
            raise PeerTimeoutError("database: no answer in time") from error
        except (OSError, HTTPException) as error:
            self._connection.close()
            raise PeerUnavailableError(f"database: {error}") from error

    def close(self) -> None:
        self._peer.pool.give(self._connection)


class Database:
    """All that a service needs of the database."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def query(self, sql: str, *args: object) -> list[Row]:
        return _rows(self._peer.post("/query", {"sql": sql, "args": args}))

    def open(self) -> Session:
        return Session(self._peer)

    @contextmanager
    def session(self) -> Iterator[Session]:
        session = self.open()
        try:
            yield session
        finally:
            session.close()


def _rows(reply: Reply) -> list[Row]:
    if reply.status != 200:
        raise QueryError(f"database: {reply.body['error']}")
    rows: list[Row] = reply.body["rows"]
    return rows
