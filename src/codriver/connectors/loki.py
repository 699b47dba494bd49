"""Loki, asked over its HTTP API v1 (written for 2.9 to 3.x): lines that sound of trouble, a sample of the rest, counts.

What it looks for: the label that names services (`service_name`, `app`, `container`, `job` ...), then for each slice
of the time the newest lines that hold a word of trouble and some of the others, and how many there were of either by
service and minute. Where the pattern ingester runs, its patterns with their counts too. Needs: to reach it; where a
gateway asks for it, a token with `logs:read`, and the tenant in `headers_env = { X-Scope-OrgID = "..." }`. When it is
wrong: of more lines than a slice may hold the newest are taken, which is said; words of trouble are English.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.errors import SourceError
from codriver.model import Scope
from codriver.telemetry.rows import Series
from codriver.telemetry.stored_lines import block_of

NAME = "loki"
GIVES = ("logs",)
SETTINGS = {
    "match": "only streams with these labels, as inside braces: 'namespace=\"shop\"'",
    "label": "the label that names the service; found by itself when not said",
    "lines": "the most lines of trouble in a slice of the time (2000)",
}
URL = "http://localhost:3100"
PROBE = ("/loki/api/v1/status/buildinfo", b'"version"')
EXAMPLE = """\
url = "http://localhost:3100"
match = 'namespace="shop"'
"""

LABELS = (
    "service_name",
    "service",
    "app",
    "app_kubernetes_io_name",
    "container",
    "component",
    "job",
    "pod",
    "filename",
)
TROUBLE = (
    "(?i)(error|exception|fatal|panic|warn|critical|fail|timeout|timed out|refused|denied|unavailable|traceback"
    "|oom|killed)"
)
SLICES, LOUD, QUIET, MOST_POINTS, MOST_PATTERNS = 4, 2000, 300, 120, 100
_NEEDS = "`logs:read` (to query)"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Lines by service, their counts, and a Gap for slices of which only a part was taken.

    Raises:
        SourceError: it does not answer, or has no label that names services.
    """
    since, until = source.times(scope)
    label = source.text("label") or _label(source, since, until)
    match = source.text("match")
    selector = f'{{{label}=~".+"{f", {match}" if match else ""}}}'
    loud, most = f"{selector} |~ `{TROUBLE}`", int(source.number("lines", LOUD))
    asked = [(loud, one, most) for one in _slices(since, until)]
    asked += [(f"{selector} !~ `{TROUBLE}`", one, QUIET) for one in _slices(since, until)]
    answers = list(source.at_once([partial(_lines, source, *question) for question in asked]))
    yield from _counted(source, label, loud, "log_error_lines", (since, until))
    yield from _counted(source, label, selector, "log_lines", (since, until))
    yield from _patterns(source, selector, (since, until))
    full = 0
    for (query, _, limit), answer in zip(asked, answers, strict=True):
        streams = _streams(answer)
        full += query == loud and sum(len(one["values"]) for one in streams) >= limit
        yield from _blocks(answer, label, streams)
    if full:
        why = f"{full} of {SLICES} slices of the time have more lines of trouble than {most}: the newest were taken"
        yield source.gap(
            "lines", why, "narrow with `match`, raise `lines`, or look at a shorter time; counts are whole"
        )


def _label(source: Source, since: datetime, until: datetime) -> str:
    asked = {"start": _ns(since), "end": _ns(until)}
    found = source.http.get("/loki/api/v1/labels", asked, needs=_NEEDS).table().get("data") or ()
    label = next((one for one in LABELS if one in found), "")
    if not label:
        known = ", ".join(map(str, found[:8])) if isinstance(found, list) else ""
        raise SourceError(
            f"{source.http.url}: no label that names services; it has: {known or 'none'}",
            hint="say `label` in codriver.toml",
        )
    return label


def _slices(since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    width = (until - since) / SLICES
    return [(since + width * at, since + width * (at + 1)) for at in range(SLICES)]


def _lines(source: Source, query: str, between: tuple[datetime, datetime], limit: int) -> Answer:
    since, until = between
    asked = {"query": query, "start": _ns(since), "end": _ns(until), "limit": limit, "direction": "backward"}
    answer = source.http.get("/loki/api/v1/query_range", asked, needs=_NEEDS)
    _streams(answer)
    return answer


def _streams(answer: Answer) -> list[dict[str, Any]]:
    """The streams of an answer.

    Raises:
        SourceError: no answer of Loki.
    """
    inside = answer.table().get("data")
    found = inside.get("result") if isinstance(inside, dict) else None
    if not isinstance(found, list):
        raise SourceError(f"{answer.url}: no answer of Loki", hint="is `url` Loki itself, or its gateway?")
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("values"), list)]


def _blocks(answer: Answer, label: str, streams: list[dict[str, Any]]) -> Iterator[Fact]:
    by_service: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for stream in streams:
        service = str((stream.get("stream") or {}).get(label, ""))
        by_service[service] += [(int(row[0]) / 1e9, str(row[1])) for row in stream["values"] if _is_row(row)]
    for service, lines in sorted(by_service.items()):
        block = block_of(NAME, answer.url, service, lines)
        if block:
            yield block


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and len(row) > 1 and str(row[0]).isdigit()


def _patterns(source: Source, selector: str, between: tuple[datetime, datetime]) -> Iterator[Series]:
    """Each pattern that the ingester worked out, with its counts by time; nothing where there is no such ingester."""
    since, until = between
    step = max(15, int((until - since).total_seconds() / MOST_POINTS))
    asked = {"query": selector, "start": _ns(since), "end": _ns(until), "step": f"{step}s"}
    answer = source.http.maybe("/loki/api/v1/patterns", asked, needs=_NEEDS)
    for place, one in enumerate(answer.rows("data")[:MOST_PATTERNS] if answer and answer.table().get("data") else ()):
        rows = [row for row in one.get("samples") or () if isinstance(row, list) and len(row) == 2]  # noqa: PLR2004 - time, count
        if rows and answer:
            where = answer.url.replace("{", "{{").replace("}", "}}") + f"#/data/{place}/samples/{{row}}/1"
            times, values = tuple(float(at) for at, _ in rows), tuple(float(value) for _, value in rows)
            tokens = tuple(str(value) for _, value in rows)
            labels = (("level", str(one.get("level", ""))), ("pattern", str(one.get("pattern", ""))[:200]))
            yield Series(NAME, "log_pattern", labels, times, values, tokens, tuple(range(len(rows))), where)


def _counted(source: Source, label: str, query: str, name: str, between: tuple[datetime, datetime]) -> Iterator[Series]:
    """How many lines there were, by service and step: whole, however many were sampled."""
    since, until = between
    step = max(15, int((until - since).total_seconds() / MOST_POINTS))
    asked = {
        "query": f"sum by ({label}) (count_over_time({query} [{step}s]))",
        "start": _ns(since),
        "end": _ns(until),
        "step": f"{step}s",
    }
    answer = source.http.get("/loki/api/v1/query_range", asked, needs=_NEEDS)
    for place, one in enumerate(_streams(answer)):
        rows = [(float(at), str(value)) for at, value in one["values"]]
        service = str((one.get("metric") or {}).get(label, ""))
        times, tokens = tuple(at for at, _ in rows), tuple(token for _, token in rows)
        where = answer.url.replace("{", "{{").replace("}", "}}") + f"#/data/result/{place}/values/{{row}}/1"
        labels = (("service", service),)
        yield Series(NAME, name, labels, times, tuple(map(float, tokens)), tokens, tuple(range(len(rows))), where)


def _ns(at: datetime) -> str:
    return str(int(at.timestamp() * 1e9))
