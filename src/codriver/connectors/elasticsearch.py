"""Elasticsearch and OpenSearch (written for Elasticsearch 7.10 to 9 and OpenSearch 1 to 3): logs by `_search`.

What it looks for: documents with `@timestamp` in the indices named; the newest that sound of trouble, some of the
others, and counts by service, time and (where the store can) pattern, as aggregations. Each document goes on as it was
indexed.
Needs: the index privilege `read` on those indices (an API key goes in as `token_env`; or `user` and `password_env`).
When it is wrong: fields of another schema than ECS or OpenTelemetry's need `service_field` and `time_field`; beyond the
limit the newest are taken, which is said.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.errors import SourceError
from codriver.model import Scope
from codriver.telemetry.moments import moment
from codriver.telemetry.rows import LogBlock, Series

NAME = "elasticsearch"
GIVES = ("logs",)
SETTINGS = {
    "index": "which indices: a list of patterns (logs-*, filebeat-*, logstash-*)",
    "match": "only documents that fit this query string: 'kubernetes.namespace:shop'",
    "service_field": "the field that names the service (service.name)",
    "time_field": "the field with the time (@timestamp)",
    "lines": "the most documents of trouble (2000)",
}
URL = "http://localhost:9200"
PROBE = ("/", b'"cluster_name"')
AUTH = ("Authorization", "ApiKey {token}")
EXAMPLE = """\
url = "https://logs.example.com:9200"
index = ["logs-*"]
token_env = "ES_API_KEY"
"""

INDICES = ("logs-*", "filebeat-*", "logstash-*")
SERVICES = (
    *("service.name", "service", "kubernetes.deployment.name", "kubernetes.labels.app", "app", "application"),
    *("resource.attributes.service.name", "resource.service.name", "kubernetes.container.name", "container.name"),
)
_LEVELS = "(error OR warn OR warning OR fatal OR critical OR err OR severe OR panic)"
TROUBLE = (
    f"log.level:{_LEVELS} OR level:{_LEVELS} OR severity_text:{_LEVELS} OR message:(error OR exception OR fatal"
    " OR panic OR timeout OR refused OR denied OR unavailable OR failed OR traceback)"
)
LOUD, QUIET, BUCKETS, MOST_SERVICES, MOST_PATTERNS = 2000, 300, 120, 50, 50
_NEEDS = "the index privilege `read`"
_ELSE = "is `url` Elasticsearch or OpenSearch itself?"


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Documents by service, counts by service and time, and a Gap when only a part was taken.

    Raises:
        SourceError: it does not answer, or no index fits.
    """
    most = int(source.number("lines", LOUD))
    asked: list[Callable[[], Answer | None]] = [
        partial(_search, source, scope, TROUBLE, most),
        partial(_search, source, scope, f"NOT ({TROUBLE})", QUIET),
        partial(_count, source, scope),
        partial(_patterns, source, scope),
    ]
    loud, quiet, counts, patterns = source.at_once(asked)
    assert loud is not None
    assert quiet is not None
    for answer in (loud, quiet):
        yield from _blocks(source, answer)
    if counts is None:
        why = "the services could not be counted: is the field that names them a keyword?"
        yield source.gap("counts of lines", why, "say `service_field`, such as service.name.keyword")
    else:
        yield from _series(counts)
    if patterns is not None:
        groups = patterns.table().get("aggregations") or {}
        yield from _of_group(patterns, "log_pattern", groups.get("patterns") or {}, "/aggregations/patterns")
    total = _total(loud)
    if total > most:
        why = f"{total} documents sound of trouble: the newest {most} were taken"
        yield source.gap(
            "lines", why, "narrow with `match`, raise `lines`, or look at a shorter time; counts are whole"
        )


def _search(source: Source, scope: Scope, query: str, size: int) -> Answer:
    time = source.text("time_field", "@timestamp")
    body = {
        "size": size,
        "sort": [{time: {"order": "desc", "unmapped_type": "date"}}],  # an index without it is no failure
        "track_total_hits": True,
        "timeout": f"{max(1, int(source.left()))}s",
        "query": _query(source, scope, query),
    }
    return _asked(source, body)


def _count(source: Source, scope: Scope) -> Answer | None:
    """How many documents, by service and time; None where the field of the service cannot be counted by."""
    since, until = source.times(scope)
    step = max(15, int((until - since).total_seconds() / BUCKETS))
    time = source.text("time_field", "@timestamp")
    over_time = {"over_time": {"date_histogram": {"field": time, "fixed_interval": f"{step}s"}}}
    field = source.text("service_field", "service.name")
    services = {"terms": {"field": field, "size": MOST_SERVICES, "missing": ""}, "aggs": over_time}
    body = {
        "size": 0,
        "query": _query(source, scope, "*"),
        "aggs": {
            "log_lines": services,
            "log_error_lines": {"filter": {"query_string": {"query": TROUBLE}}, "aggs": {"log_lines": services}},
        },
    }
    try:
        return _asked(source, body)
    except SourceError:
        return None  # a field of text; that the store does not answer at all is told by the other questions


def _patterns(source: Source, scope: Scope) -> Answer | None:
    """The patterns of what sounds of trouble, counted by time; None where the store has no such aggregation."""
    since, until = source.times(scope)
    step = max(15, int((until - since).total_seconds() / BUCKETS))
    time = source.text("time_field", "@timestamp")
    over_time = {"over_time": {"date_histogram": {"field": time, "fixed_interval": f"{step}s"}}}
    categories = {"categorize_text": {"field": "message", "size": MOST_PATTERNS}, "aggs": over_time}
    body = {"size": 0, "query": _query(source, scope, TROUBLE), "aggs": {"patterns": categories}}
    try:
        return _asked(source, body)
    except SourceError:
        return None  # OpenSearch, or older than 7.16; the lines themselves are taken anyhow


def _query(source: Source, scope: Scope, words: str) -> dict[str, Any]:
    since, until = source.times(scope)
    between = {"gte": since.isoformat(), "lte": until.isoformat(), "format": "strict_date_optional_time"}
    filters: list[dict[str, Any]] = [{"range": {source.text("time_field", "@timestamp"): between}}]
    filters += [{"query_string": {"query": words, "lenient": True}}] if words != "*" else []
    filters += [{"query_string": {"query": source.text("match")}}] if source.text("match") else []
    return {"bool": {"filter": filters}}


def _asked(source: Source, body: dict[str, Any]) -> Answer:
    indices = ",".join(source.texts("index") or INDICES)
    lenient = {"ignore_unavailable": "true", "allow_no_indices": "true"}
    answer = source.http.search(f"/{indices}/_search", body, needs=_NEEDS, params=lenient)
    told = answer.table()
    shards = told.get("_shards")
    if not isinstance(told.get("hits"), dict):
        raise SourceError(f"{answer.url}: no answer of a search", hint=_ELSE)
    if isinstance(shards, dict) and shards.get("total") == 0:
        raise SourceError(f"{answer.url}: no index fits", hint="say which in `index`; `GET _cat/indices` lists them")
    if told.get("timed_out") or (isinstance(shards, dict) and shards.get("failed")):
        raise SourceError(
            f"{answer.url}: not all shards answered", hint="look at the cluster's health; ask for less time"
        )
    return answer


def _total(answer: Answer) -> int:
    total = answer.table()["hits"].get("total", 0)
    return int(total.get("value", 0)) if isinstance(total, dict) else int(total or 0)


def _blocks(source: Source, answer: Answer) -> Iterator[LogBlock]:
    by_service: dict[str, list[tuple[float, str]]] = defaultdict(list)
    time = source.text("time_field", "@timestamp")
    for hit in answer.table()["hits"].get("hits") or ():
        document = hit.get("_source") if isinstance(hit, dict) else None
        at = moment(_found(document, time))
        if at is not None and isinstance(document, dict):
            line = json.dumps({"@timestamp": _found(document, time), **document}, ensure_ascii=False)
            by_service[_service(source, document)].append((at.timestamp(), line))
    for service, lines in sorted(by_service.items()):
        text = "\n".join(line for _, line in sorted(lines)) + "\n"
        yield LogBlock(NAME, answer.url, 1, text.encode(), service)


def _service(source: Source, document: Any) -> str:
    own = source.text("service_field")
    keys = (own, *SERVICES) if own else SERVICES
    return next((found for key in keys if isinstance(found := _found(document, key), str) and found), "")


def _found(document: Any, path: str) -> Any:
    """The value under a dotted path, nested or spelt with dots."""
    if not isinstance(document, dict):
        return None
    if path in document:
        return document[path]
    head, _, rest = path.partition(".")
    return _found(document.get(head), rest) if rest else None


def _series(answer: Answer) -> Iterator[Series]:
    groups = answer.table().get("aggregations") or {}
    errors = groups.get("log_error_lines") or {}
    yield from _of_group(answer, "log_lines", groups.get("log_lines") or {}, "/aggregations/log_lines")
    inside = "/aggregations/log_error_lines/log_lines"
    yield from _of_group(answer, "log_error_lines", errors.get("log_lines") or {}, inside)


def _of_group(answer: Answer, name: str, group: dict[str, Any], pointer: str) -> Iterator[Series]:
    for place, bucket in enumerate(group.get("buckets") or ()):
        rows = [(row["key"] / 1000, row["doc_count"]) for row in bucket["over_time"]["buckets"]]
        if rows:
            where = answer.url.replace("{", "{{").replace("}", "}}")
            where += f"#{pointer}/buckets/{place}/over_time/buckets/{{row}}/doc_count"
            times, counts = zip(*rows, strict=True)
            values = tuple(map(float, counts))
            labels = (("pattern" if name == "log_pattern" else "service", str(bucket["key"])),)
            yield Series(NAME, name, labels, times, values, tuple(map(str, counts)), tuple(range(len(rows))), where)
