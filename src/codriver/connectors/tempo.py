"""Grafana Tempo, asked over its HTTP API (written for 2.0 to 2.9): failed traces, slow ones, and some of the others.

What it looks for: TraceQL searches for traces with errors and for any in the time asked about; each trace found is
fetched whole, as OTLP. Needs: to reach the query frontend; where a gateway asks for it, a token with `traces:read`, and
the tenant in `headers_env = { X-Scope-OrgID = "..." }`. When it is wrong: a search finds some traces, not all: shares
are of what was fetched.
"""

import json
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.model import Scope

NAME = "tempo"
GIVES = ("traces",)
SETTINGS = {
    "match": "only traces with such a span, in TraceQL: 'resource.namespace = \"shop\"'",
    "traces": "how many traces a search may find (40)",
}
URL = "http://localhost:3200"
PROBE = ("/api/echo", b"echo")
EXAMPLE = 'url = "http://localhost:3200"'

TRACES, SLICES = 40, 4
_NEEDS = "`traces:read`"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Every trace that the searches find, as OTLP JSON, in one document.

    Raises:
        SourceError: it does not answer.
    """
    asked = [partial(_search, source, query, *one) for query in _queries(source) for one in _slices(source, scope)]
    found: dict[str, None] = {}
    for told in source.at_once(asked):
        rows = told.rows("traces") if told.table().get("traces") else []
        found.update({str(row.get("traceID")): None for row in rows if row.get("traceID")})
    lines = [_line(told) for told in source.at_once([partial(_trace, source, one) for one in found]) if told]
    if lines:
        yield Document(f"{source.http.url}/api/search ({len(lines)} traces)", b"\n".join(lines) + b"\n\n")


def _queries(source: Source) -> tuple[str, str]:
    match = source.text("match")
    both = f" && {match}" if match else ""
    return f"{{ status = error{both} }}", f"{{ {match} }}"


def _slices(source: Source, scope: Scope) -> list[tuple[int, int]]:
    since, until = source.times(scope)
    width = (until - since) / SLICES
    edges = [int((since + width * at).timestamp()) for at in range(SLICES + 1)]
    return list(pairwise(edges))


def _search(source: Source, query: str, since: int, until: int) -> Answer:
    limit = max(1, int(source.number("traces", TRACES)) // SLICES)
    answer = source.http.get("/api/search", {"q": query, "start": since, "end": until, "limit": limit}, needs=_NEEDS)
    if "metrics" not in answer.table():  # without any trace it may leave `traces` out
        answer.rows("traces")
    return answer


def _trace(source: Source, trace: str) -> Answer | None:
    safe = "".join(char for char in trace if char.isalnum())
    return source.http.maybe(f"/api/traces/{safe}", needs=_NEEDS)


def _line(answer: Answer) -> bytes:
    """The trace as one export request: Tempo says `batches` where OTLP says `resourceSpans`."""
    told = answer.table()
    inside = told.get("trace") if isinstance(told.get("trace"), dict) else told
    spans = inside.get("resourceSpans") or inside.get("batches") or []  # type: ignore[union-attr]  # one of two tables
    return json.dumps({"resourceSpans": spans}, separators=(",", ":"), ensure_ascii=False).encode()
