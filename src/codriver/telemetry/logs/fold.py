"""Many log lines in, few patterns out: a fold over blocks, in bounded memory, the same for files in any order.

    block ──► lines ──► fields (formats) ──► records ──► templates (masks, templates/) ──► tally ──► LogTable

The blocks of one file come together and in order; the files come in any order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from codriver.model import Gap
from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs import cites, doubts, records, tally
from codriver.telemetry.logs.doubts import Doubts
from codriver.telemetry.logs.masks import shapes
from codriver.telemetry.logs.records import Origin
from codriver.telemetry.logs.samples import EACH, Drawn, Samples, drawn, sampled
from codriver.telemetry.logs.table import LogPattern, LogTable
from codriver.telemetry.logs.tally import NOTHING, Bounds, Tally
from codriver.telemetry.logs.templates import joined, reduced
from codriver.telemetry.logs.templates.slots import slots, values_of
from codriver.telemetry.rows import LogBlock

MOST_HOSTS = 3  # of one pattern, and trace ids
LONGEST_RECORD = 1 << 20  # bytes that wait for the rest of their record


@dataclass(frozen=True, slots=True)
class _Sum:
    """What all files read so far came to."""

    patterns: Tally = NOTHING
    thrown: Tally = NOTHING
    services: Tally = NOTHING
    samples: Samples = ()
    gaps: tuple[Gap, ...] = ()
    files: tuple[str, ...] = ()
    lines: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Where one file stands: bytes that wait for what follows, and the last time that was read.

    `torn`: the last line was given up before its end, so its rest begins no record.
    """

    data: bytes
    first_line: int
    last_at: float | None = None
    torn: bool = False


def fold(blocks: Iterable[LogBlock], *, near: datetime | None = None, bounds: Bounds | None = None) -> LogTable:
    """The patterns of all lines. `near` gives a year to stamps without one. Never raises for what the lines hold."""
    limits = bounds or Bounds()
    total = _Sum()
    for (source, name, service), group in groupby(blocks, key=lambda block: (block.source, block.name, block.service)):
        origin = Origin(source, name, service, near.timestamp() if near else None)
        total = _with_file(total, group, origin, limits)
    return _table(total, limits)


def _with_file(total: _Sum, blocks: Iterator[LogBlock], origin: Origin, bounds: Bounds) -> _Sum:
    seen = Doubts()
    for found, lines in _read(blocks, origin):
        total = _counted(total, _templates(found, origin), bounds)
        total = replace(total, lines=total.lines + lines, records=total.records + found.height)
        seen = doubts.add(seen, found)
    gaps = doubts.gaps(seen, origin)
    return replace(total, files=(*total.files, origin.name), gaps=(*total.gaps, *gaps))


def _read(blocks: Iterator[LogBlock], origin: Origin) -> Iterator[tuple[Frame, int]]:
    """The records of one file, block by block, and how many lines they take; the last record waits for its rest."""
    waiting: _Waiting | None = None
    for block in blocks:
        if waiting is None:
            waiting = _Waiting(block.data, block.first_line)
            continue
        found, lines, waiting = _step(waiting, origin, last=False)
        yield found, lines
        waiting = replace(waiting, data=waiting.data + block.data)
    if waiting is not None:
        found, lines, _ = _step(waiting, origin, last=True)
        yield found, lines


def _step(waiting: _Waiting, origin: Origin, *, last: bool) -> tuple[Frame, int, _Waiting]:
    """The whole records of what waits, how many lines begin in them, and what goes on waiting."""
    skipped, data = _rest_of_torn(waiting)
    first_line = waiting.first_line + skipped
    if not data:
        empty = records.records_of(records.rows_of(b"", 1, origin).clear(), origin, None)
        return empty, 0, replace(waiting, data=b"", first_line=first_line, torn=waiting.torn and not skipped)
    rows = records.rows_of(data, first_line, origin)
    too_long = len(data) > LONGEST_RECORD and _one_record(rows)
    held = 0 if last or too_long else _tail_rows(rows)
    whole = rows.head(rows.height - held)
    found = records.records_of(whole, origin, waiting.last_at)
    torn = not held and not data.endswith(b"\n")
    following = first_line + whole.height - torn
    return found, whole.height, _Waiting(_last_lines(data, held), following, _last_time(found, waiting.last_at), torn)


def _rest_of_torn(waiting: _Waiting) -> tuple[int, bytes]:
    """Without the rest of a line that was given up, and whether its end was there (1) or is still to come (0)."""
    if not waiting.torn:
        return 0, waiting.data
    _, end, rest = waiting.data.partition(b"\n")
    return len(end), rest


def _one_record(rows: Frame) -> bool:
    return int(rows["start"].sum()) <= 1


def _tail_rows(rows: Frame) -> int:
    """How many rows the last record takes so far."""
    starts = rows["start"].arg_true()
    return rows.height - starts[-1] if len(starts) else rows.height


def _last_lines(data: bytes, count: int) -> bytes:
    if not count:
        return b""
    end = len(data) - data.endswith(b"\n")
    for _ in range(count):
        end = data.rfind(b"\n", 0, end)
        if end < 0:
            return data
    return data[end + 1 :]


def _last_time(found: Frame, before: float | None) -> float | None:
    last = found["at"].drop_nulls()
    return float(last[-1]) if len(last) else before


def _templates(found: Frame, origin: Origin) -> Frame:
    return found.with_columns(
        template=_reduced(_shapes(found)),
        text=pl.col("message"),
        source=pl.lit(origin.source),
        name=pl.lit(origin.name),
    )


def _shapes(found: Frame) -> pl.Series:
    """What the messages are masked to; most were already, with the line."""
    seen = found["shape"]
    if not seen.null_count():
        return seen
    return seen.zip_with(
        seen.is_not_null(), shapes(pl.Series(found.select(pl.when(seen.is_null()).then("message")).to_series()))
    )


def _reduced(masked: pl.Series) -> pl.Series:
    """Distinct shapes are few: only these leave the columns."""
    distinct = masked.unique()
    return masked.replace_strict(distinct, [reduced(shape) for shape in distinct], return_dtype=pl.String)


def _counted(total: _Sum, found: Frame, bounds: Bounds) -> _Sum:
    stacks = found.filter(pl.col("stack").is_not_null()).with_columns(template=pl.col("signature"))
    lines = found.with_columns(level=pl.lit(""), template=pl.lit(""), stack=pl.lit(None, pl.String))
    return replace(
        total,
        patterns=tally.add(total.patterns, found, bounds),
        thrown=tally.add(total.thrown, stacks, bounds),
        services=tally.add(total.services, lines, bounds),
        samples=sampled(total.samples, found),
    )


def _table(total: _Sum, bounds: Bounds) -> LogTable:
    names = joined(tally.templates(total.patterns))
    spelt = tally.renamed(total.patterns, names, bounds)
    patterns, thrown, services = (tally.final(one, bounds) for one in (spelt, total.thrown, total.services))
    gaps = (*total.gaps, *doubts.folded(patterns, bounds), *doubts.folded(thrown, bounds))
    return LogTable(
        patterns=_with_slots(cites.patterns(patterns), drawn(total.samples, names)),
        thrown=cites.thrown(thrown),
        services=cites.services(services),
        gaps=tuple(sorted(set(gaps))),
        files=tuple(sorted(total.files)),
        lines=total.lines,
        records=total.records,
        bucket=patterns.stretch,
    )


def _with_slots(
    patterns: tuple[LogPattern, ...], found: Mapping[tuple[str, ...], list[Drawn]]
) -> tuple[LogPattern, ...]:
    keys = ((one, (one.source, one.service, one.level, one.template)) for one in patterns)
    return tuple(_sampled(one, found.get(key, [])) for one, key in keys)


def _sampled(pattern: LogPattern, records: Sequence[Drawn]) -> LogPattern:
    """The pattern with what its sample tells."""
    told = values_of(pattern.template, [one.text for one in records])
    hosts = Counter(one.host for one in records if one.host)
    return replace(
        pattern,
        slots=slots(pattern.template, [one.text for one in records[:EACH]]),
        drawn=tuple(
            (one.at, values) for one, values in zip(records, told, strict=True) if one.at is not None and values
        ),
        hosts=tuple(sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_HOSTS]),
        traces=tuple(dict.fromkeys(one.trace for one in records if one.trace))[:MOST_HOSTS],
    )
