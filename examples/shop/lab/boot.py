"""Starts one service from the current directory, as its container would, and ends it with its parent.

The lab may tell it over stdin to be slower: the process then waits a drawn time at a place where it holds
no more than the real thing would; or that its clock runs ahead. Nothing of this is in the shop's own repository.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import random
import sys
import threading
import time
from typing import Any

slowness: dict[str, float] = {"mean_s": 0.0, "share": 0.0, "ahead_s": 0.0}
true_time, true_time_ns = time.time, time.time_ns


class Clock(dt.datetime):
    """Reads the process's own clock, as everything in it does."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Clock:
        return cls.fromtimestamp(time.time(), tz)


def own_clock() -> None:
    """Everything in this process that asks for the time of day gets it from here."""
    time.time = lambda: true_time() + slowness["ahead_s"]
    time.time_ns = lambda: true_time_ns() + int(slowness["ahead_s"] * 1e9)
    vars(dt)["datetime"] = Clock


def nap(*_: object) -> None:
    """Wait as told; spread like real latency, never the same twice."""
    if slowness["mean_s"] and random.random() < slowness["share"]:
        time.sleep(slowness["mean_s"] * random.uniform(0.6, 1.5))


def listen() -> None:
    """Take orders until the parent is gone."""
    for line in sys.stdin:
        slowness.update(json.loads(line))
    os._exit(0)


def slow_statements(app: Any) -> None:
    """A database gets slow statement by statement, not request by request."""
    connect = app.connect

    def connected() -> Any:
        connection = connect()
        connection.set_trace_callback(nap)
        return connection

    app.connect = connected


def slow_requests(app: Any) -> None:
    admit = app.service.admit

    def admitted(request: Any) -> None:
        nap()
        admit(request)

    app.service.admit = admitted


def main(name: str) -> None:
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 — the checkout that we were started in
    own_clock()
    threading.Thread(target=listen, daemon=True).start()
    app = importlib.import_module(f"services.{name}.app")
    (slow_statements if name == "database" else slow_requests)(app)
    app.service.run()


if __name__ == "__main__":
    main(sys.argv[1])
