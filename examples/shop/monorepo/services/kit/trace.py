"""Spans: what called what, how long it took, what went wrong. OTLP JSON, one request per line."""

from __future__ import annotations

import json
import os
import secrets
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

SERVER, CLIENT = 2, 3
FAILED = 2
FRAMES = 3  # enough to name the place; whole stacks are in the logs

_current: ContextVar[Span | None] = ContextVar("span", default=None)
_one_line_at_a_time = threading.Lock()


@dataclass
class Span:
    """One piece of work; mutable until it ends."""

    name: str
    kind: int
    trace_id: str
    parent_id: str
    span_id: str = field(default_factory=lambda: secrets.token_hex(8))
    started: int = field(default_factory=time.time_ns)
    attributes: dict[str, Any] = field(default_factory=dict)
    status: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def fail(self, message: str) -> None:
        self.status = {"code": FAILED, "message": message}

    def record(self, error: BaseException) -> None:
        """Keep the exception as an event, as OpenTelemetry names its parts."""
        stack = "".join(traceback.format_exception(error, limit=-FRAMES, chain=False))
        parts = {
            "exception.type": type(error).__qualname__,
            "exception.message": str(error),
            "exception.stacktrace": stack,
        }
        event = {"timeUnixNano": str(time.time_ns()), "name": "exception", "attributes": _pairs(parts)}
        self.events.append(event)
        self.fail(f"{type(error).__qualname__}: {error}")

    def as_otlp(self) -> dict[str, Any]:
        body = {
            "traceId": self.trace_id,
            "spanId": self.span_id,
            "parentSpanId": self.parent_id,
            "name": self.name,
            "kind": self.kind,
            "startTimeUnixNano": str(self.started),
            "endTimeUnixNano": str(time.time_ns()),
            "attributes": _pairs(self.attributes),
            "status": self.status,
        }
        return body | ({"events": self.events} if self.events else {})


def _pairs(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": _typed(value)} for key, value in values.items()]


def _typed(value: object) -> dict[str, str]:
    return {"intValue": str(value)} if isinstance(value, int) else {"stringValue": str(value)}


def current_trace_id() -> str:
    span = _current.get()
    return span.trace_id if span else ""


def traceparent() -> str:
    """The W3C header to send along, empty outside any request."""
    span = _current.get()
    return f"00-{span.trace_id}-{span.span_id}-01" if span else ""


class Tracer:
    """Opens spans for one service and writes them out as they end."""

    def __init__(self, service: str, version: str) -> None:
        names = {"service.name": service, "service.version": version}
        self._resource = {"attributes": _pairs(names)}
        self._path = os.environ.get("SPANS_FILE", os.devnull)

    @contextmanager
    def span(self, name: str, kind: int, parent: str = "") -> Iterator[Span]:
        span = self._opened(name, kind, parent or traceparent())
        token = _current.set(span)
        try:
            yield span
        except BaseException as error:
            span.record(error)
            raise
        finally:
            _current.reset(token)
            self._write(span)

    def _opened(self, name: str, kind: int, parent: str) -> Span:
        parts = parent.split("-")
        known = len(parts) == 4
        return Span(name, kind, parts[1] if known else secrets.token_hex(16), parts[2] if known else "")

    def _write(self, span: Span) -> None:
        scope = {"scope": {"name": "services.kit"}, "spans": [span.as_otlp()]}
        request = {"resourceSpans": [{"resource": self._resource, "scopeSpans": [scope]}]}
        with _one_line_at_a_time, open(self._path, "a", encoding="utf-8") as out:  # noqa: PTH123 — a hot path
            out.write(json.dumps(request, separators=(",", ":")) + "\n")
