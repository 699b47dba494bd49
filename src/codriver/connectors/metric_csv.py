"""Metrics as CSV: wide (a time column and one column per series) or long (time, metric, labels, value); , ; or tab.

What it looks for: a header with a time column whose cells are times, and numbers beside it. Times are ISO 8601 or epoch
(seconds to nanoseconds); without a zone they are read as UTC, which is said. In a wide file a column such as
`service_metric` is split when the same metrics return for several services, or several metrics with one prefix that no
metric begins with; a series without a service is said. When it is wrong: a table of events with a number in every
column looks like metrics.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from codriver.access.files import read_text
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.telemetry.kinds import measure_of
from codriver.telemetry.naming import service_of
from codriver.telemetry.rows import Series

NAME = "metric-csv"
MIB = 1024 * 1024
DOCUMENT_BYTES = 256 * MIB
_TIMES = frozenset({"time", "timestamp", "ts", "date", "datetime", "@timestamp", "_time", "epoch", "unix", "when", "t"})
_METRICS = ("metric", "metric_name", "__name__", "name", "kpi", "kpi_name", "measurement", "_measurement", "series")
_VALUES = ("value", "val", "_value", "v")
_NO_NUMBER = frozenset({"", "nan", "null", "none", "na", "n/a", "-", "nil"})
_EPOCHS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))  # larger than: nanoseconds, microseconds, milliseconds
_PROMETHEUS = re.compile(r"^([A-Za-z_:][\w:.]*)?\{(.*)\}$")
_LABEL = re.compile(r'([\w.]+)\s*=\s*"((?:[^"\\]|\\.)*)"')
_NO_SERVICE = frozenset(
    """active app application avg average cache container count cpu current database db disk failed go grpc heap host
    http https in inbound istio jvm kube kubernetes latency max mean mem memory min net network node open out outbound
    p50 p90 p95 p99 process python queue request requests response rpc runtime server service sql sum system tcp thread
    time total traefik up upstream used""".split()  # noqa: SIM905 - quoted words read worse
)  # metrics begin with these wherever they come from
_FEWEST = 7  # points that a comparison needs: four before the onset, three after
_HEADER = "the first line must name the columns, one of them a time"

Point = tuple[float, float, str, int]
"""Time, value, the value as spelt, and its line."""


@dataclass(frozen=True, slots=True)
class _Table:
    header: list[str]
    rows: list[tuple[int, list[str]]]
    time: int


def recognise(file: File) -> float:
    """Sure when every cell beside the time is a number, or a metric's name and value stand in columns of their own."""
    table = _table(file.sample.decode("utf-8-sig", "replace").rsplit("\n", 1)[0])
    if table is None or not table.rows:
        return 0.0
    rows = [row for _, row in table.rows[:50] if len(row) == len(table.header)]
    if not rows or any(_time(row[table.time]) is None for row in rows):
        return 0.0
    value = _column(table.header, _VALUES)
    if _column(table.header, _METRICS) is not None and value is not None:
        return 0.9 if all(_is_cell(row[value]) for row in rows) else 0.0
    cells = [row[at] for row in rows for at in range(len(table.header)) if at != table.time]
    return 0.85 if cells and all(map(_is_cell, cells)) and any(_number(cell) is not None for cell in cells) else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """One Series a column (wide) or a set of labels (long); lines that cannot be read become one Gap.

    Raises:
        SourceError: no header with a time column.
    """
    del scope
    table = _table(read_text(file.path, DOCUMENT_BYTES, name=file.name))
    if table is None:
        raise SourceError(f"{file.name}: no table with a time column", hint=_HEADER)
    timed = [(number, row, _time(row[table.time])) for number, row in table.rows if len(row) == len(table.header)]
    whole = [(number, row, at) for number, row, at in timed if at is not None]
    long = _column(table.header, _METRICS) is not None and _column(table.header, _VALUES) is not None
    found = list(_long(file, table, whole) if long else _wide(file, table, whole))
    yield from found
    yield from _gaps(file.name, table, whole)
    yield from _too_little(file.name, found, "add a column `service`" if long else "name the columns `service|metric`")


def _gaps(name: str, table: _Table, whole: Sequence[tuple[int, list[str], float]]) -> Iterator[Gap]:
    lost = sorted({number for number, _ in table.rows} - {number for number, _, _ in whole})
    if not table.rows:
        yield _gap(name, "it holds a header and nothing else", "export it again")
    if lost:
        yield _gap(name, f"{len(lost)} lines could not be read, the first is line {lost[0]}", "look at these lines")
    if any(_is_naive(row[table.time]) for _, row, _ in whole[:1]):
        yield _gap(name, "its times have no zone and were read as UTC", "export with a zone", Matters.LITTLE)


def _too_little(name: str, found: Sequence[Series], naming: str) -> Iterator[Gap]:
    """Series that nobody can be blamed by, and series too short to compare a before with an after."""
    nobodys = [one.name for one in found if not service_of(dict(one.labels))]
    if nobodys:
        yield _gap(name, f"{len(nobodys)} series name no service, the first is {nobodys[0]}", naming)
    longest = max((len(one.times) for one in found), default=_FEWEST)
    if longest < _FEWEST:
        points = "1 point" if longest == 1 else f"{longest} points"
        yield _gap(name, f"{points} a series at most: too few to compare", "export an hour before the trouble too")


def _table(text: str) -> _Table | None:
    """The table, or None when there is no header with a time column."""
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=lambda mark: (_is_timed(first, mark), first.count(mark)))
    if not _is_timed(first, delimiter):
        return None
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((reader.line_num, row) for row in reader if row)
    except csv.Error:  # a field longer than the csv module takes, or a NUL: what came before counts
        rows.append((reader.line_num, []))
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    time = next((at for at, name in enumerate(header) if name.lower() in _TIMES), None)
    return None if time is None else _Table(header, rows[1:], time)


def _is_timed(header: str, delimiter: str) -> bool:
    cells = header.split(delimiter)
    return len(cells) > 1 and any(cell.strip(' "\r').lower() in _TIMES for cell in cells)


def _long(file: File, table: _Table, rows: Sequence[tuple[int, list[str], float]]) -> Iterator[Series]:
    metric, value = _column(table.header, _METRICS), _column(table.header, _VALUES)
    assert metric is not None
    assert value is not None
    others = [at for at in range(len(table.header)) if at not in (metric, value, table.time)]
    found: dict[tuple[str, tuple[tuple[str, str], ...]], list[Point]] = {}
    for number, row, at in rows:
        labels = tuple(sorted((table.header[other], row[other].strip()) for other in others if row[other].strip()))
        name, more = _named(row[metric].strip())
        found.setdefault((name, (*labels, *more)), []).append(_point(at, row[value], number))
    for (name, labels), points in sorted(found.items()):
        yield _series(file, name, labels, points)


def _wide(file: File, table: _Table, rows: Sequence[tuple[int, list[str], float]]) -> Iterator[Series]:
    columns = [at for at in range(len(table.header)) if at != table.time]
    names = _columns([table.header[at] for at in columns], PurePosixPath(file.name).name.split(".")[0])
    for column, (name, labels) in zip(columns, names, strict=True):
        points = [_point(at, row[column], number) for number, row, at in rows]
        if any(math.isfinite(point[1]) for point in points):
            yield _series(file, name, labels, points)


def _columns(names: Sequence[str], stem: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Name and labels of each wide column: as spelt, split into service and metric, or the file's metric by service."""
    if measure_of(stem).kind and not any(measure_of(name).kind or "{" in name for name in names):
        return [(stem, (("service", name),)) for name in names]
    endings = Counter(ending for name in set(names) for _, ending in _splits(name))
    return [_split(name, endings, _owners(names)) for name in names]


def _owners(names: Sequence[str]) -> frozenset[str]:
    """The beginnings behind which stand several kinds of metrics, and which are no beginning of a metric's name."""
    kinds: dict[str, set[str]] = {}
    for name in names:
        for service, metric in _splits(name):
            first = re.split(r"[_|/.:-]", service.lower())[0]
            if first not in _NO_SERVICE and measure_of(service).kind in (
                "",
                "requests",
            ):  # `orders` is counted, and serves
                kinds.setdefault(service, set()).add(measure_of(metric).kind)
    return frozenset(service for service, several in kinds.items() if len(several - {""}) > 1)


def _split(name: str, endings: Counter[str], owners: frozenset[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    plain, labels = _named(name)
    if labels:
        return plain, labels
    for service, metric in _splits(name):
        parted_on_purpose = name.removeprefix(service)[0] in "|/"
        told = endings[metric] > 1 or service in owners
        if parted_on_purpose or (told and measure_of(metric).kind):
            return metric, (("service", service),)
    return name, ()


def _splits(name: str) -> list[tuple[str, str]]:
    return [(name[: cut.start()], name[cut.end() :]) for cut in re.finditer(r"(?<=.)[_|/.:](?=.)", name)]


def _named(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A name as Prometheus spells it, `name{label="value"}`, apart; any other name as it is."""
    spelt = _PROMETHEUS.match(name)
    if not spelt:
        return name, ()
    labels = dict(_LABEL.findall(spelt[2]))
    return spelt[1] or labels.get("__name__", ""), tuple(sorted((k, v) for k, v in labels.items() if k != "__name__"))


def _point(at: float, cell: str, number: int) -> Point:
    value = _number(cell)
    return at, math.nan if value is None else value, cell.strip(), number


def _series(file: File, name: str, labels: tuple[tuple[str, str], ...], points: Sequence[Point]) -> Series:
    times, values, tokens, rows = zip(*sorted({point[0]: point for point in points}.values()), strict=True)
    locator = file.name.replace("{", "{{").replace("}", "}}") + ":{row}"
    return Series(NAME, name, labels, times, values, tokens, rows, locator)


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    lower = [name.lower() for name in header]
    return next((lower.index(name) for name in names if name in lower), None)


def _time(cell: str) -> float | None:
    text = cell.strip()
    number = _number(text)
    if number is not None:
        scale = next((by for beyond, by in _EPOCHS if number > beyond), 1.0)
        return number / scale if 1e8 < number / scale < 1e10 else None  # noqa: PLR2004 - the years 1973 to 2286
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def _is_naive(cell: str) -> bool:
    return _number(cell) is None and datetime.fromisoformat(cell.strip()).tzinfo is None


def _number(cell: str) -> float | None:
    text = cell.strip()
    if text.lower() in _NO_NUMBER or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_cell(cell: str) -> bool:
    return _number(cell) is not None or cell.strip().lower() in _NO_NUMBER


def _gap(name: str, why: str, hint: str, matters: Matters = Matters.SOME) -> Gap:
    return Gap(what=f"metrics in {name}", why=why, hint=hint, source=NAME, matters=matters)
