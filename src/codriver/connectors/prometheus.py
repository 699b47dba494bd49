"""Prometheus, asked over its HTTP API v1 (written for 2.42 to 3.x); also VictoriaMetrics, Mimir and Thanos.

What it looks for: the metrics whose names say that they are about requests, errors, latency or a resource, as range
queries; the alerts that fire; rules that cannot be evaluated and targets that cannot be scraped. A metric with very
many series is summed over everything but service, instance, status and bucket; what does not fit at all is said.
Needs: to reach it; where a proxy, Mimir or Thanos asks for one, a token that may query (`metrics:read`). When it is
wrong: metric names that follow no convention are passed over (name them with `names`); a shared Prometheus answers for
everybody (narrow it with `match`).
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from codriver.access.http.answers import Answer
from codriver.connectors import Document, Fact, Source
from codriver.errors import SourceError
from codriver.model import Citation, Gap, Matters, Observation, Ref, Scope, Signal
from codriver.telemetry.kinds import Form, measure_of
from codriver.telemetry.naming import service_of

NAME = "prometheus-api"
GIVES = ("metrics",)
SETTINGS = {
    "match": "only series with these labels, as inside braces: 'namespace=\"shop\"'",
    "names": "a regular expression: metrics to ask for beside those whose names say what they are",
    "step_s": "seconds between points; by default the scrape interval, or more for a long time",
    "path": "what stands before /api/v1, such as /prometheus for Mimir",
}
URL = "http://localhost:9090"
PROBE = ("/api/v1/status/buildinfo", b'"goVersion"')
EXAMPLE = """\
url = "http://localhost:9090"
match = 'namespace="shop"'
"""

MOST_POINTS, MOST_SERIES, MANY, BATCH = 240, 4000, 400, 400  # points a series; series in all, of one name, in a query
LONGEST = 4000  # characters of one query
INTERVAL_S = 15.0  # where nothing tells how often is scraped
_ORDER = (
    *("up", "errors", "requests", "latency", "refusals", "restarts", "saturation", "connections", "queue"),
    *("memory", "cpu", "threads", "descriptors", "disk", "certificate", "cache"),
)
_OWN = re.compile(
    r"(go|prometheus|promhttp|scrape|alertmanager|net_conntrack|python_(gc|info)|vm|vmagent|pushgateway|push_\w+|ALERTS)"
    r"_|ALERTS$|process_virtual|\w+_created$"
)
_KEPT = (
    "__name__, le, quantile, service, service_name, app, app_kubernetes_io_name, deployment, job, instance, pod,"
    " container, namespace, status, code, status_code, http_status_code, http_response_status_code, response_code,"
    " grpc_code"
)
_NEEDS = "to query (a read-only token)"
_ELSE = "is `url` Prometheus? else set `path`"
_NAMED = 5

Pairs = tuple[tuple[str, str], ...]


def fetch(source: Source, scope: Scope) -> Iterator[Fact | Document]:
    """Range queries as they came, alerts, and Gaps for what was left out or cannot be measured.

    Raises:
        SourceError: it does not answer.
    """
    yield from firing(source)
    targets = _ask(source, "targets", (("state", "active"),), may_lack=True)
    yield from _unscraped(source, targets.get("activeTargets") or ())
    yield from _unevaluated(source)
    since, until = _times(source, scope)
    names = _names(source, since, until)
    counted = _counted(source, names, until)
    chosen, left = _within_budget(counted)
    step = _step(source, until - since, targets.get("activeTargets") or ())
    questions = [partial(_range, source, query, since, until, step) for query in _queries(source, chosen, counted)]
    for answer in source.at_once(questions):
        if b'"result":[]' not in answer.body:
            yield Document(answer.url, answer.body)
    if not names:
        why = "it knows no metric whose name says what it measures, in the time looked at"
        yield _gap(source, "metrics", why, "set `names`, `match` or `path`; is it scraping?", Matters.MUCH)
    if left:
        why = f"{len(left)} of {len(counted)} metrics were left out, such as {', '.join(left[:_NAMED])}"
        yield _gap(source, "some metrics", why, "narrow the selection with `match`", Matters.SOME)


def firing(source: Source) -> Iterator[Fact | Document]:
    """The alerts that fire, as Prometheus itself evaluates them."""
    answer = source.http.maybe(_path(source, "alerts"), needs=_NEEDS)
    for index, alert in enumerate(_inside(answer).get("alerts") or () if answer else ()):
        if answer and isinstance(alert, dict) and alert.get("state") == "firing":
            yield from _alert(alert, f"{answer.url}#/data/alerts/{index}", answer.text())


def _alert(alert: dict[str, Any], place: str, text: str) -> Iterator[Observation]:
    labels = {str(key): str(value) for key, value in (alert.get("labels") or {}).items()}
    notes = {str(key): str(value) for key, value in (alert.get("annotations") or {}).items()}
    try:
        at = datetime.fromisoformat(str(alert.get("activeAt")))
    except ValueError:
        return
    name, service = labels.get("alertname", "alert"), service_of(labels)
    words = [notes[key] for key in ("summary", "message", "description") if notes.get(key)]
    shown = words[0] if words else name
    spelt = json.dumps(shown)[1:-1]
    quote, key = (spelt, "annotations") if spelt in text else (name, "labels/alertname")
    yield Observation(
        signal=Signal.ALERT,
        source=NAME,
        service=service,
        at=at.astimezone(UTC),
        name=name,
        says=f"{name} firing{f' for {service}' if service else ''}: {shown}",
        cites=(Citation(Ref(NAME, f"{place}/{key}"), quote),),
        kind="alert",
        level=labels.get("severity", ""),
        count=1,
        text=" ".join(words),
        labels=tuple(sorted({**labels, "status": "firing"}.items())),
    )


def _unscraped(source: Source, targets: Sequence[Any]) -> Iterator[Gap]:
    down = [one for one in targets if isinstance(one, dict) and one.get("health") == "down"]
    for one in down[:_NAMED]:
        labels = {str(key): str(value) for key, value in (one.get("labels") or {}).items()}
        what = f"metrics of {service_of(labels) or labels.get('job', 'a target')} ({labels.get('instance', '?')})"
        why = f"the last scrape failed: {str(one.get('lastError', 'no reason given'))[:200]}"
        yield Gap(what=what, why=why, hint="is it down, or has its port or path changed?", source=source.name)
    if len(down) > _NAMED:
        yield _gap(source, "metrics of more targets", f"{len(down)} targets cannot be scraped", "see its /targets page")


def _unevaluated(source: Source) -> Iterator[Gap]:
    groups = _ask(source, "rules", (("type", "alert"),), may_lack=True).get("groups") or ()
    rules = [rule for group in groups if isinstance(group, dict) for rule in group.get("rules") or ()]
    for rule in [one for one in rules if isinstance(one, dict) and one.get("health") == "err"][:_NAMED]:
        why = f"its rule cannot be evaluated: {str(rule.get('lastError', ''))[:200]}"
        yield _gap(source, f"the alert {rule.get('name', '?')}", why, "mend its expression: it cannot fire")


def _names(source: Source, since: float, until: float) -> list[str]:
    """The metrics worth asking for, those that users feel first."""
    match = source.text("match")
    asked = (("start", f"{since:.0f}"), ("end", f"{until:.0f}"), *((("match[]", f"{{{match}}}"),) if match else ()))
    found = _ask_list(source, "label/__name__/values", asked)
    wanted = re.compile(source.text("names") or r"(?!)")
    kinds = {name: measure_of(name).kind for name in found if not _OWN.match(name)}
    told = {name: _ORDER.index(kind) for name, kind in kinds.items() if kind in _ORDER}
    told |= {name: len(_ORDER) for name in _helped(source, [name for name in kinds if name not in told])}
    told |= {name: -1 for name in found if wanted.fullmatch(name)}
    return sorted(told, key=lambda name: (told[name], name))


def _helped(source: Source, names: Sequence[str]) -> list[str]:
    """Those whose name says nothing, but whose HELP text speaks of errors, requests or latency."""
    told = _ask(source, "metadata", (("limit_per_metric", "1"),), may_lack=True) if names else {}
    texts = {name: str((rows or [{}])[0].get("help", "")) for name, rows in told.items() if isinstance(rows, list)}
    return [name for name in names if measure_of(texts.get(name, "")).kind in _ORDER[1:4]]


def _counted(source: Source, names: Sequence[str], until: float) -> dict[str, int]:
    """How many series each metric has, in the order of `names`."""
    queries = [f"count by (__name__) ({_selector(source, part)})" for part in _parts(names, len(names) or 1)]
    asked = [partial(_ask, source, "query", (("query", query), ("time", f"{until:.0f}"))) for query in queries]
    found: dict[str, int] = {}
    for told in source.at_once(asked):
        for row in told.get("result") or ():
            found[str(row["metric"].get("__name__", ""))] = int(float(row["value"][1]))
    return {name: found[name] for name in names if name in found}


def _within_budget(counted: dict[str, int]) -> tuple[list[str], list[str]]:
    chosen: list[str] = []
    left: list[str] = []
    spent = 0
    for name, count in counted.items():
        cost = min(count, MANY) if _summable(name) else count
        whole_parts = spent + cost <= MOST_SERIES and (count <= MANY or _summable(name))
        (chosen if whole_parts else left).append(name)
        spent += cost if whole_parts else 0
    return chosen, left


def _queries(source: Source, chosen: Sequence[str], counted: dict[str, int]) -> Iterator[str]:
    few = [name for name in chosen if counted[name] <= MANY]
    batch: list[str] = []
    for name in few:
        if batch and (sum(counted[one] for one in batch) + counted[name] > BATCH or len("|".join(batch)) > LONGEST):
            yield _selector(source, batch)
            batch = []
        batch.append(name)
    if batch:
        yield _selector(source, batch)
    yield from (f"sum by ({_KEPT}) ({_selector(source, [name])})" for name in chosen if counted[name] > MANY)


def _parts(names: Sequence[str], most: int) -> Iterator[list[str]]:
    part: list[str] = []
    for name in names:
        if part and (len(part) >= most or len("|".join(part)) + len(name) > LONGEST):
            yield part
            part = []
        part.append(name)
    if part:
        yield part


def _selector(source: Source, names: Sequence[str]) -> str:
    either = "|".join(re.escape(name) for name in names).replace("\\", "\\\\")
    match = source.text("match")
    return f'{{__name__=~"{either}"{f",{match}" if match else ""}}}'


def _summable(name: str) -> bool:
    return measure_of(name).form in (Form.COUNTER, Form.BUCKET, Form.SUM, Form.COUNT)


def _range(source: Source, query: str, since: float, until: float, step: float) -> Answer:
    asked = (("query", query), ("start", f"{since:.0f}"), ("end", f"{until:.0f}"), ("step", f"{step:g}"))
    answer = source.http.get(_path(source, "query_range"), asked, needs=_NEEDS)
    _inside(answer)
    return answer


def _times(source: Source, scope: Scope) -> tuple[float, float]:
    until = (scope.until or source.now).timestamp()
    since = scope.since.timestamp() if scope.since else until - 3600
    return since, until


def _step(source: Source, seconds: float, targets: Sequence[Any]) -> float:
    """The scrape interval where that gives not too many points, else what does."""
    if source.number("step_s", 0):
        return source.number("step_s", 0)
    told = [str(one.get("scrapeInterval", "")) for one in targets if isinstance(one, dict)]
    scraped = max((_seconds(text) for text in told if text), default=INTERVAL_S) or INTERVAL_S
    return max(scraped, math.ceil(seconds / MOST_POINTS / scraped) * scraped)


def _seconds(duration: str) -> float:
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)(ms|[smhd])", duration))


def _path(source: Source, name: str) -> str:
    return f"{source.text('path').rstrip('/')}/api/v1/{name}"


def _ask(
    source: Source, name: str, asked: tuple[tuple[str, str], ...] = (), *, may_lack: bool = False
) -> dict[str, Any]:
    answer = source.http.maybe(_path(source, name), asked, needs=_NEEDS)
    if answer is None and not may_lack:
        raise SourceError(
            f"{source.http.url}: has no {_path(source, name)}", hint="is `url` Prometheus? else set `path`"
        )
    return _inside(answer)


def _ask_list(source: Source, name: str, asked: Pairs) -> list[str]:
    answer = source.http.get(_path(source, name), asked, needs=_NEEDS)
    found = answer.json()
    listed = found.get("data") if isinstance(found, dict) else None
    return [str(one) for one in listed] if isinstance(listed, list) else []


def _inside(answer: Answer | None) -> dict[str, Any]:
    """What stands under `data`; nothing of an API that it does not have.

    Raises:
        SourceError: no answer of Prometheus.
    """
    if answer is None:
        return {}
    found = answer.json()
    if not isinstance(found, dict) or found.get("status") != "success":
        told = found.get("error", "no reason given") if isinstance(found, dict) else "no object"
        raise SourceError(f"{answer.url}: no success: {str(told)[:200]}", hint=_ELSE)
    inside = found.get("data")
    return inside if isinstance(inside, dict) else {}


def _gap(source: Source, what: str, why: str, hint: str, matters: Matters = Matters.SOME) -> Gap:
    return Gap(what=f"{what} from {source.name}", why=why, hint=hint, source=source.name, matters=matters)
