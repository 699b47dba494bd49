"""A bounded pool: at most `size` connections are out at once, the rest wait their turn, but not for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

Gauge = Callable[[str, int], None]


class PoolTimeoutError(Exception):
    """No connection came free in time."""


class Pool:
    """Keeps connections to one peer, and says how many are in use."""

    def __init__(self, peer: str, size: int, wait_s: float, gauge: Gauge) -> None:
        self.peer = peer
        self.size = size
        self._wait_s = wait_s
        self._gauge = gauge
        self._idle: list[HTTPConnection] = []
        self._in_use = 0
        self._waiting = 0
        self._free = threading.Condition()
        self._tell()

    @contextmanager
    def connection(self, opened: Callable[[], HTTPConnection]) -> Iterator[HTTPConnection]:
        taken = self.take(opened)
        try:
            yield taken
        except BaseException:
            taken.close()
            raise
        finally:
            self.give(taken)

    def take(self, opened: Callable[[], HTTPConnection]) -> HTTPConnection:
        """A connection that is the caller's own until it is given back."""
        with self._free:
            self._await_turn()
            self._in_use += 1
            self._tell()
            return self._idle.pop() if self._idle else opened()

    def _await_turn(self) -> None:
        self._waiting += 1
        self._tell()
        free = self._free.wait_for(lambda: self._in_use < self.size, self._wait_s)
        self._waiting -= 1
        if not free:
            self._tell()
            raise PoolTimeoutError(
                f"no free connection to {self.peer} after {self._wait_s * 1000:.0f} ms"
                f" (size {self.size}, in use {self._in_use}, waiting {self._waiting})"
            )

    def give(self, connection: HTTPConnection) -> None:
        with self._free:
            self._in_use -= 1
            self._idle.append(connection)
            self._tell()
            self._free.notify()

    def _tell(self) -> None:
        self._gauge("size", self.size)
        self._gauge("in_use", self._in_use)
        self._gauge("waiting", self._waiting)
