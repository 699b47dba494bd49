"""Metrics as Prometheus answers a query: the JSON of `/api/v1/query_range` or `/api/v1/query`, saved to a file.

What it looks for: the API's envelope (`status`, `data.resultType`, `data.result`), its `data` alone, or the bare result
list; matrix, vector and scalar. A result without a name takes the file's. Values keep their spelling, so that each
point can be cited. When it is wrong: a saved answer of another API that copies the envelope; native histograms are left
out, which is said.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from codriver.access.files import read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.telemetry.rows import Series

NAME = "prometheus"
MIB = 1024 * 1024
DOCUMENT_BYTES = 256 * MIB
_ENVELOPE = re.compile(rb'"resultType"\s*:\s*"(matrix|vector|scalar|string|streams)"')
_BARE = re.compile(rb'\s*\[\s*\{\s*"metric"\s*:\s*\{[^{}]*\}\s*,\s*"values?"\s*:\s*\[')
_REFUSED = re.compile(rb'\s*\{\s*"status"\s*:\s*"error"\s*,.*"errorType"\s*:', re.DOTALL)
_LATEST = 253_402_300_800.0  # epoch seconds of the year 10000, which no clock shows; seconds were meant
_QUERY_AGAIN = "save the answer of /api/v1/query_range as it comes"

Point = tuple[float, float, str, int]
"""Time, value, the value as spelt, and its row in the list."""


def recognise(file: File) -> float:
    """Sure by the envelope's own words or the shape of a bare result; never by the name alone."""
    if _ENVELOPE.search(file.sample) or _BARE.match(file.sample):
        return 0.95
    return 0.85 if _REFUSED.match(file.sample) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """One Series a result; points outside the scope come too, so that the time before can be compared.

    Raises:
        SourceError: no JSON, an answer that says `error`, or a result type that holds no numbers.
    """
    del scope
    answer = _parsed(file)
    kind, results, pointer = _results(answer, file.name)
    name = PurePosixPath(file.name).name.removesuffix(".gz").removesuffix(".json")
    if kind == "scalar":
        yield from _series(file, {}, name, _points([results]), f"{pointer}/1")
        yield _instant(file.name)
        return
    yield from _told(answer, file.name)
    found = [fact for at, result in enumerate(results) for fact in _one(file, result, name, f"{pointer}/{at}")]
    yield from found
    series = [fact for fact in found if isinstance(fact, Series)]
    if series and not any("/values/{row}/" in one.locator for one in series):
        yield _instant(file.name)


def _parsed(file: File) -> Any:
    text = read_text(file.path, DOCUMENT_BYTES, name=file.name)
    try:
        return json.loads(text, parse_float=str, parse_int=str)  # numbers stay as they are spelt
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"{file.name}: no valid JSON: {error.msg} at {where}", hint=_QUERY_AGAIN) from error
    except RecursionError as error:
        raise SourceError(f"{file.name}: JSON nested too deeply", hint=_QUERY_AGAIN) from error


def _results(answer: Any, name: str) -> tuple[str, list[Any], str]:
    """The result type, the results, and the JSON pointer that leads to them."""
    if isinstance(answer, list):
        return "matrix", answer, "#"
    if not isinstance(answer, dict):
        raise SourceError(f"{name}: no answer of Prometheus", hint=_QUERY_AGAIN)
    if answer.get("status") == "error":
        told = f"{answer.get('errorType', 'error')}: {answer.get('error', 'no reason given')}"
        raise SourceError(f"{name}: Prometheus answered {told}", hint="mend the query and save its answer again")
    enveloped = isinstance(answer.get("data"), dict)
    inside = answer["data"] if enveloped else answer
    kind, results = inside.get("resultType"), inside.get("result")
    if kind not in ("matrix", "vector", "scalar"):
        raise SourceError(f"{name}: result type `{kind}` holds no series", hint="ask for a matrix, vector or scalar")
    if not isinstance(results, list):
        raise SourceError(f"{name}: `result` is missing or no list", hint=_QUERY_AGAIN)
    return kind, results, "#/data/result" if enveloped else "#/result"


def _told(answer: Any, name: str) -> Iterator[Gap]:
    """What Prometheus itself warns of, and an answer without any series."""
    if not isinstance(answer, dict):
        return
    for warning in answer.get("warnings") or ():
        yield _gap(name, f"Prometheus warns: {warning}", "the answer may be partial: query again")
    inside = answer.get("data")
    if not (inside if isinstance(inside, dict) else answer).get("result"):
        yield _gap(name, "the query found no series", "check the metric's name and labels, and the time asked for")


def _instant(name: str) -> Gap:
    return _gap(name, "an instant query: one point each; a range query is needed", _QUERY_AGAIN)


def _one(file: File, result: Any, otherwise: str, pointer: str) -> Iterator[Fact]:
    labels = result.get("metric") if isinstance(result, dict) else None
    if not isinstance(labels, dict):
        yield _gap(file.name, f"{pointer[1:]} is no series", _QUERY_AGAIN)
        return
    if result.get("histograms") or result.get("histogram"):
        yield _gap(file.name, f"{pointer[1:]} is a native histogram", "ask for histogram_quantile(0.95, ...) instead")
        return
    if isinstance(result.get("values"), list):
        yield from _series(file, labels, otherwise, _points(result["values"]), f"{pointer}/values/{{row}}/1")
    else:
        yield from _series(file, labels, otherwise, _points([result.get("value")]), f"{pointer}/value/1")


def _points(rows: Sequence[Any]) -> list[Point]:
    """The readable points in order of time; of two at one time the later one."""
    read = (_point(row, index) for index, row in enumerate(rows))
    return sorted({point[0]: point for point in read if point}.values())


def _point(row: Any, index: int) -> Point | None:
    if not (isinstance(row, list) and len(row) == 2):  # noqa: PLR2004 - time and value
        return None
    try:
        at, token = float(row[0]), str(row[1])
        value = float(token)
    except (TypeError, ValueError):
        return None
    return (at, value, token, index) if 0 <= at < _LATEST else None


def _series(file: File, labels: dict[str, Any], otherwise: str, points: list[Point], pointer: str) -> Iterator[Fact]:
    if not points:
        yield _gap(file.name, f"{pointer[1:]} holds no readable point", _QUERY_AGAIN)
        return
    times, values, tokens, rows = zip(*points, strict=True)
    name = str(labels.get("__name__") or otherwise)
    kept = tuple(sorted((str(key), str(value)) for key, value in labels.items() if key != "__name__"))
    locator = _escaped(file.name) + pointer
    yield Series(NAME, name, kept, times, values, tokens, rows, locator)


def _escaped(name: str) -> str:
    """Braces in a file's name are no place for a row."""
    return name.replace("{", "{{").replace("}", "}}")


def _gap(name: str, why: str, hint: str) -> Gap:
    return Gap(what=f"metrics in {name}", why=why, hint=hint, source=NAME, matters=Matters.SOME)
