"""The traffic of a small system, second by second: web calls orders, orders calls stock and pay, pay calls a bank.

A Fault says what goes wrong from `ONSET` on. Logs, spans and counters follow from it, the same for the same seed.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

CALLS = {"web": ("orders",), "orders": ("stock", "pay"), "stock": (), "pay": ("bank",)}
OURS = tuple(CALLS)
BANK = "bank"
ONSET = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
BEFORE, AFTER = 420, 240  # seconds
OWN_MS = {"web": 3.0, "orders": 8.0, "stock": 5.0, "pay": 6.0, BANK: 30.0}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong, where, and how it shows. `at` nobody: all is well.

    `says` is what the service logs, `blames` what its callers log of it (`{callee}` is filled in).
    """

    at: str = ""
    says: str = ""
    trace: str = ""
    share: float = 0.8
    slow_ms: float = 0.0
    blames: str = "POST {callee} answered 500"
    silent: bool = False
    times_traffic: int = 1
    starting: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One log line of a service."""

    at: datetime
    service: str
    level: str
    text: str
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One span; `client` when the caller recorded it, naming its `peer`."""

    trace: str
    id: str
    parent: str
    service: str
    peer: str
    at: datetime
    ms: float
    error: str = ""


@dataclass
class Traffic:
    """All that was recorded, in order of time."""

    lines: list[Line] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    served: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    seconds: Counter[tuple[str, int]] = field(default_factory=Counter)


def traffic(fault: Fault, seed: int = 1) -> Traffic:
    """One request a second through all services, `times_traffic` as many once it is wrong."""
    dice, seen = random.Random(seed), Traffic()
    for second in range(-BEFORE, AFTER):
        wrong = second >= 0
        for place in range(fault.times_traffic if wrong else 1):
            at = ONSET + timedelta(seconds=second, milliseconds=100 * place + dice.randrange(90))
            _request(_Request(fault, dice, seen, f"{dice.getrandbits(128):032x}", wrong=wrong), at)
    seen.lines += [
        Line(at=ONSET - timedelta(seconds=3 - n), service=fault.at, level="INFO", text=text)
        for n, text in enumerate(fault.starting)
    ]
    seen.lines.sort(key=lambda line: (line.at, line.service, line.text))
    return seen


@dataclass(frozen=True)
class _Request:
    fault: Fault
    dice: random.Random
    seen: Traffic
    trace: str
    wrong: bool

    def fails(self, service: str) -> bool:
        return self.wrong and self.fault.at == service and self.dice.random() < self.fault.share

    def new_id(self) -> str:
        return f"{self.dice.getrandbits(64):016x}"


def _request(one: _Request, at: datetime) -> None:
    _serve(one, "web", at, "")


def _serve(one: _Request, service: str, at: datetime, parent: str) -> tuple[float, str]:
    """Milliseconds and the error, of one request to one of our services."""
    own, hit = one.new_id(), one.fails(service)
    if hit and one.fault.silent:
        return 1.0, "connection refused"
    ms = OWN_MS[service] * one.dice.uniform(0.8, 1.2) + (one.fault.slow_ms if hit else 0.0)
    error = one.fault.says if hit else ""
    if error:
        extra: dict[str, object] = {"exception": one.fault.trace} if one.fault.trace else {}
        _log(one, at + timedelta(milliseconds=ms), service, "ERROR", error, extra)
    for callee in CALLS[service] if not error else ():
        took, failed = _ask(one, service, callee, at + timedelta(milliseconds=ms), own)
        ms, error = ms + took, failed
        if error:
            break
    _served(one, service, at, ms, error)
    one.seen.calls.append(
        Call(trace=one.trace, id=own, parent=parent, service=service, peer="", at=at, ms=ms, error=error)
    )
    return ms, error and "HTTP 500"


def _ask(one: _Request, caller: str, callee: str, at: datetime, parent: str) -> tuple[float, str]:
    own = one.new_id()
    took, failed = _outside(one, callee) if callee == BANK else _serve(one, callee, at + timedelta(milliseconds=1), own)
    if failed:
        words = failed if failed.startswith("connection") else one.fault.blames if one.fault.at == callee else ""
        said = f"{callee}: {words}" if words.startswith("connection") else (words or "POST {callee} answered 500")
        failed = said.format(callee=callee)
        _log(one, at + timedelta(milliseconds=took), caller, "ERROR", failed, {})
    one.seen.calls.append(
        Call(trace=one.trace, id=own, parent=parent, service=caller, peer=callee, at=at, ms=took + 1, error=failed)
    )
    return took + 1, failed


def _outside(one: _Request, callee: str) -> tuple[float, str]:
    hit = one.fails(callee)
    ms = OWN_MS[callee] * one.dice.uniform(0.8, 1.2) + (one.fault.slow_ms if hit else 0.0)
    return ms, one.fault.says if hit else ""


def _served(one: _Request, service: str, at: datetime, ms: float, error: str) -> None:
    status = 500 if error else 200
    second = int((at - ONSET).total_seconds() // 10)
    one.seen.served[service, second, str(status)] += 1
    one.seen.seconds[service, second] += round(ms)
    _log(
        one,
        at + timedelta(milliseconds=ms),
        service,
        "INFO",
        f"POST /{service}",
        {"status": status, "ms": round(ms, 1)},
    )


def _log(one: _Request, at: datetime, service: str, level: str, text: str, fields: dict[str, object]) -> None:
    one.seen.lines.append(
        Line(at=at, service=service, level=level, text=text, fields={"trace_id": one.trace, **fields})
    )
