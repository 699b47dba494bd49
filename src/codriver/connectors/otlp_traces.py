"""Trace spans as OTLP JSON: one export request per line (the collector's file exporter), or one whole document.

What it looks for: `resourceSpans` with `scopeSpans` (or the older `instrumentationLibrarySpans`); times as nanosecond
strings or numbers, status and kind as numbers or names. A span failed when its status says so, or its HTTP status is
500 or more. When it is wrong: spans whose resource has no `service.name` have no service; sampled traces miss parents.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from codriver.access.files.export_requests import EXPORT_AGAIN, ExportRequests
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.telemetry.naming import peer_of
from codriver.telemetry.rows import SpanBlock

NAME = "otlp"
_LATEST = 253_402_300_800 * 10**9  # nanoseconds until the year 10000, which no clock shows
SPANS_PER_BLOCK = 20_000
_QUOTE = 160
_FAILED = frozenset({"2", "STATUS_CODE_ERROR", "ERROR"})
_KINDS = {"1": "internal", "2": "server", "3": "client", "4": "producer", "5": "consumer"}
_OWN_ID = re.compile(r'"spanId"\s*:\s*"([^"]*)"')
_CALLS = frozenset({"client", "producer"})
_STATUS_KEYS = ("http.response.status_code", "http.status_code")
_URLS = ("url.full", "http.url", "http.host")
_SYSTEMS = ("db.system.name", "db.system", "messaging.system", "rpc.service")


def recognise(file: File) -> float:
    """Sure when the words of an export request stand there."""
    spans = any(key in file.sample for key in (b'"scopeSpans"', b'"instrumentationLibrarySpans"'))
    return 0.95 if spans and b'"resourceSpans"' in file.sample else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """Blocks of spans; lines that cannot be read become one Gap, and the others are kept.

    Raises:
        SourceError: neither the lines nor the whole are an export request.
    """
    del scope
    requests = ExportRequests(file.path, file.name, file.sample, "resourceSpans")
    columns, seen = _Columns(), 0
    for request in requests:
        place = f"{file.name}:{request.line}" if request.line else f"{file.name}#"
        found = _spans(request.found, request.text, place)
        while some := list(islice(found, SPANS_PER_BLOCK)):
            columns.take(some)
            if len(columns.rows) >= SPANS_PER_BLOCK:
                seen += len(columns.rows)
                yield columns.block()
    yield from _ended(requests, columns, seen)


@dataclass(slots=True)
class _Columns:
    """Spans being gathered; becomes a SpanBlock and is thrown away."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    unreadable: int = 0

    def take(self, found: Iterable[tuple[Any, ...] | None]) -> None:
        for row in found:
            if row is None:
                self.unreadable += 1
            else:
                self.rows.append(row)

    def block(self) -> SpanBlock:
        block = SpanBlock(NAME, *(tuple(column) for column in zip(*self.rows, strict=True)))
        self.rows.clear()
        return block


def _ended(requests: ExportRequests, columns: _Columns, seen: int) -> Iterator[Fact]:
    """The last block, and what could not be read; a file of which nothing could be read is an error."""
    name, broken = requests.name, requests.broken
    if broken and not seen and not columns.rows:
        raise SourceError(f"{name}: no line is a whole JSON export request", hint=EXPORT_AGAIN)
    if columns.rows:
        yield columns.block()
    elif not seen:
        yield _gap(name, "it holds no span")
    if columns.unreadable:
        yield _gap(name, f"{columns.unreadable} spans have no id or no readable time and were left out")
    if broken:
        yield _gap(name, f"{len(broken)} lines are no whole export request, the first is line {broken[0]}")
    yield from (_gap(name, problem.why, problem.hint) for problem in requests.problems)


def _spans(request: dict[str, Any], text: str, place: str) -> Iterator[tuple[Any, ...] | None]:
    """The columns of each span, None for one that cannot be read; its JSON pointer follows a place that ends in `#`."""
    places = _places(text)
    for r, resource in enumerate(_list(request, "resourceSpans")):
        service = str(_attributes(_dict(resource, "resource")).get("service.name", ""))
        for key in ("scopeSpans", "instrumentationLibrarySpans"):
            for s, scope in enumerate(_list(resource, key)):
                for n, span in enumerate(_list(scope, "spans")):
                    row = _row(span, service) if isinstance(span, dict) else None
                    pointer = f"/resourceSpans/{r}/{key}/{s}/spans/{n}" if place.endswith("#") else ""
                    yield row and (*row, place + pointer, _quote(text, places.get(row[1], 0), row[1], row[-1]))


def _row(span: dict[str, Any], service: str) -> tuple[Any, ...] | None:
    """Everything but locator and quote; None for a span without ids or times."""
    try:
        start = int(span["startTimeUnixNano"])
        duration = max(0, int(span.get("endTimeUnixNano", start)) - start)
        trace, own = str(span["traceId"]), str(span["spanId"])
    except (KeyError, TypeError, ValueError):
        return None
    if not 0 <= start < _LATEST:
        return None
    attributes = _attributes(span)
    kind = _kind(span.get("kind", 0))
    error, message = _outcome(span, attributes)
    peer = _peer(attributes) if kind in _CALLS else ""
    parent = str(span.get("parentSpanId") or "")
    name = str(span.get("name", ""))
    return trace, own, parent, service, name, kind, peer, start // 1000 / 1e6, duration / 1e9, error, message


def _kind(value: Any) -> str:
    text = str(value)
    return _KINDS.get(text) or (text.removeprefix("SPAN_KIND_").lower() if text[:1].isalpha() else "")


def _outcome(span: dict[str, Any], attributes: dict[str, str]) -> tuple[bool, str]:
    status = _dict(span, "status")
    code = next((attributes[key] for key in _STATUS_KEYS if key in attributes), "")
    failed = str(status.get("code", "")) in _FAILED or (code.isdigit() and int(code) >= 500)  # noqa: PLR2004 - HTTP
    if not failed:
        return False, ""
    told = str(status.get("message") or "")
    return True, told or _exception(span) or (f"HTTP {code}" if code else "")


def _exception(span: dict[str, Any]) -> str:
    for event in _list(span, "events"):
        parts = _attributes(event) if isinstance(event, dict) else {}
        words = [parts[key] for key in ("exception.type", "exception.message") if parts.get(key)]
        if words:
            return ": ".join(words)
    return ""


def _peer(attributes: dict[str, str]) -> str:
    named = attributes.get("peer.service") or peer_of(attributes)
    urls = ({"peer": attributes[key]} for key in _URLS if key in attributes)
    return (
        named
        or next((host for host in map(peer_of, urls) if host), "")
        or next((attributes[key] for key in _SYSTEMS if attributes.get(key)), "")
    )


def _attributes(holder: Any) -> dict[str, str]:
    found = holder.get("attributes") if isinstance(holder, dict) else None
    if not isinstance(found, list):
        return {}
    return {
        str(pair.get("key")): str(next(iter(value.values()), ""))
        for pair in found
        if isinstance(pair, dict) and isinstance(value := pair.get("value"), dict)
    }


def _list(holder: Any, key: str) -> list[Any]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


def _dict(holder: Any, key: str) -> dict[str, Any]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def _places(text: str) -> dict[str, int]:
    """Where each span's own object begins in the text; links to a span come after it and do not count."""
    found: dict[str, int] = {}
    for own in _OWN_ID.finditer(text):
        found.setdefault(own[1], max(0, text.rfind("{", 0, own.start())))
    return found


def _quote(text: str, start: int, own: str, message: str) -> str:
    """The span's failure as the file spells it, else the beginning of its object."""
    spelt = json.dumps(message, ensure_ascii=False)[1:-1][:_QUOTE] if message else ""
    quote = spelt if spelt and text.find(spelt, start) >= 0 else text[start : start + _QUOTE]
    whole = quote.split("\ufffd")[0].split("\n")[0].rstrip()
    return whole if len(whole) > len('"spanId":') else own


def _gap(name: str, why: str, hint: str = EXPORT_AGAIN) -> Gap:
    return Gap(what=f"spans in {name}", why=why, hint=hint, source=NAME, matters=Matters.SOME)
