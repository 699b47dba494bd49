"""Jaeger, asked over the JSON API of its query service (written for 1.35 to 2.x): failed traces, others, dependencies.

What it looks for: of every service some traces with errors and some of any kind in the time asked about, and who calls
whom as Jaeger worked it out. Needs: to reach the query service (port 16686); where a proxy asks for it, a token. When
it is wrong: traces are sampled twice, by whoever sends them and here: shares are of what was seen; dependencies need
Jaeger's own job where it does not keep traces in memory.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Dependency, Scope, Service
from codriver.telemetry.naming import peer_of
from codriver.telemetry.rows import SpanBlock

NAME = "jaeger"
GIVES = ("traces", "topology")
SETTINGS = {"services": "only these services: a list; all of them when not said", "traces": "traces a question (100)"}
URL = "http://localhost:16686"
PROBE = ("/api/services", b'"data"')
EXAMPLE = 'url = "http://localhost:16686"'

MOST_SERVICES, TRACES = 40, 100
_NEEDS = "to reach Jaeger's query service"
_QUOTE = 160


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Spans by question, and dependencies with how often they were called.

    Raises:
        SourceError: it does not answer.
    """
    answer = source.http.get("/api/services", needs=_NEEDS)
    known = [str(one) for one in answer.table().get("data") or ()]
    wanted = [one for one in known if not source.texts("services") or one in source.texts("services")]
    if len(wanted) > MOST_SERVICES:
        first = [one for one in wanted if one in scope.services]
        left = len(wanted) - MOST_SERVICES
        wanted = [*first, *(one for one in wanted if one not in first)][:MOST_SERVICES]
        yield source.gap("traces", f"{left} more services were not asked about", "name those that matter in `services`")
    yield from (Service(name=one) for one in wanted)
    yield from _dependencies(source, scope)
    asked = [partial(_traces, source, scope, one, tags) for one in wanted for tags in ('{"error":"true"}', "")]
    seen: set[str] = set()
    for told in source.at_once(asked):
        block = _block(told, seen)
        if block is not None:
            yield block


def _dependencies(source: Source, scope: Scope) -> Iterator[Dependency]:
    since, until = source.times(scope)
    asked = {
        "endTs": int(until.timestamp() * 1000),
        "lookback": max(3_600_000, int((until - since).total_seconds() * 1000)),
    }
    answer = source.http.maybe("/api/dependencies", asked, needs=_NEEDS)
    for place, one in enumerate(answer.rows("data") if answer and answer.table().get("data") else ()):
        if answer and one.get("parent") and one.get("child"):
            cite = answer.cite(NAME, f"/data/{place}", one["child"])
            yield Dependency(caller=str(one["parent"]), callee=str(one["child"]), cites=(cite,))


def _traces(source: Source, scope: Scope, service: str, tags: str) -> Answer:
    since, until = source.times(scope)
    asked = {
        "service": service,
        "start": int(since.timestamp() * 1e6),
        "end": int(until.timestamp() * 1e6),
        "limit": int(source.number("traces", TRACES)),
        **({"tags": tags} if tags else {}),
    }
    return source.http.get("/api/traces", asked, needs=_NEEDS)


def _block(answer: Answer, seen: set[str]) -> SpanBlock | None:
    rows = []
    for place, trace in enumerate(answer.table().get("data") or ()):
        if isinstance(trace, dict) and str(trace.get("traceID")) not in seen:
            seen.add(str(trace.get("traceID")))
            rows += list(_spans(answer, trace, f"/data/{place}"))
    return SpanBlock(NAME, *(tuple(column) for column in zip(*rows, strict=True))) if rows else None


def _spans(answer: Answer, trace: dict[str, Any], pointer: str) -> Iterator[tuple[Any, ...]]:
    parts = trace.get("processes") or {}
    for number, span in enumerate(trace.get("spans") or ()):
        tags = {str(one.get("key")): str(one.get("value")) for one in span.get("tags") or () if isinstance(one, dict)}
        service = str((parts.get(span.get("processID")) or {}).get("serviceName", ""))
        failed = tags.get("error", "").lower() == "true" or tags.get("otel.status_code") == "ERROR"
        failed |= tags.get("http.status_code", tags.get("http.response.status_code", "")).startswith("5")
        yield (
            str(trace.get("traceID", "")),
            str(span.get("spanID", "")),
            _parent(span.get("references") or ()),
            service,
            str(span.get("operationName", "")),
            tags.get("span.kind", "internal"),
            peer_of(tags) or tags.get("db.system", "") if tags.get("span.kind") in ("client", "producer") else "",
            float(span.get("startTime") or 0) / 1e6,
            float(span.get("duration") or 0) / 1e6,
            failed,
            tags.get("otel.status_description", tags.get("error.message", "")) if failed else "",
            f"{answer.url}#{pointer}/spans/{number}",
            str(span.get("spanID", ""))[:_QUOTE],
        )


def _parent(references: Sequence[Any]) -> str:
    return next((str(one.get("spanID", "")) for one in references if one.get("refType") == "CHILD_OF"), "")
