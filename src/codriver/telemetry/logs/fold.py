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
from codriver.telemetry.logs import cites, doubts, picking, records, tally
from codriver.telemetry.logs.doubts import Doubts
from codriver.telemetry.logs.known import Known
from codriver.telemetry.logs.masks import shapes
from codriver.telemetry.logs.picking import NO_CUTS
from codriver.telemetry.logs.places import Places
from codriver.telemetry.logs.reading import written
from codriver.telemetry.logs.records import Origin
from codriver.telemetry.logs.samples import EACH, Drawn, Samples, drawn, sampled
from codriver.telemetry.logs.stems import service_of_name
from codriver.telemetry.logs.table import LogPattern, LogTable
from codriver.telemetry.logs.tally import KEY, NOTHING, Bounds, Tally
from codriver.telemetry.logs.templates import joined, reduced
from codriver.telemetry.logs.templates.slots import slots, values_of
from codriver.telemetry.rows import LogBlock

MOST_HOSTS = 3  # of one pattern, and trace ids
MANY = 20_000  # lines that wait to be read one by one
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


@dataclass(frozen=True, slots=True)
class _Step:
    """What one block came to: records found, lines put `apart` that wait to be read, `quick` lines that need not be.

    `lines` were read; `waiting` and `known` say where the file stands, `last` that this is its end.
    """

    found: Frame
    apart: Frame
    quick: Frame
    lines: int
    waiting: _Waiting
    known: Known
    last: bool


def fold(blocks: Iterable[LogBlock], *, near: datetime | None = None, bounds: Bounds | None = None) -> LogTable:
    """The patterns of all lines. `near` gives a year to stamps without one. Never raises for what the lines hold."""
    limits = bounds or Bounds()
    total = _Sum()
    for (source, name, service), group in groupby(blocks, key=lambda block: (block.source, block.name, block.service)):
        origin = Origin(source, name, service, near.timestamp() if near else None)
        total = _with_file(total, group, origin, limits)
    return _table(total, limits)


def _with_file(total: _Sum, blocks: Iterator[LogBlock], origin: Origin, bounds: Bounds) -> _Sum:
    seen, cuts, apart = Doubts(), NO_CUTS, Frame()
    for step in _read(blocks, origin):
        total = replace(total, lines=total.lines + step.lines, records=total.records + step.quick.height)
        if step.quick.height:
            total, cuts = _picked(total, step, origin, cuts, bounds)
            seen = doubts.add(seen, step.quick)
        apart = (
            pl.concat([apart, step.apart])
            if apart.width and step.apart.width
            else (apart if apart.width else step.apart)
        )
        told = [step.found] if step.found.height else []
        if apart.height and (step.last or apart.height > MANY or apart["raw"].str.len_bytes().sum() > LONGEST_RECORD):
            told, apart = [*told, records.read_apart(apart, origin, step.known)], Frame()
        for found in told:
            total = replace(_counted(total, _templates(found, origin), bounds), records=total.records + found.height)
            seen = doubts.add(seen, found)
    gaps = doubts.gaps(seen, origin)
    return replace(total, files=(*total.files, origin.name), gaps=(*total.gaps, *gaps))


def _read(blocks: Iterator[LogBlock], origin: Origin) -> Iterator[_Step]:
    """The records of one file, block by block; the last record waits for its rest."""
    service = origin.service or service_of_name(origin.name)
    known = Known(service, fixed=bool(origin.service), marks=records.MARKS)
    waiting: _Waiting | None = None
    places = Places()
    for block in blocks:
        places.add(block)
        if waiting is None:
            waiting = _Waiting(block.data, block.first_line)
            continue
        step = _step(waiting, origin, known, last=False)
        yield _placed(step, places)
        known, waiting = step.known, replace(step.waiting, data=step.waiting.data + block.data)
    if waiting is not None:
        yield _placed(_step(waiting, origin, known, last=True), places)


def _placed(step: _Step, places: Places) -> _Step:
    """The step with the line numbers that the file has, where its blocks say them."""
    found, apart, quick = (places.told(rows) for rows in (step.found, step.apart, step.quick))
    return replace(step, found=found, apart=apart, quick=quick)


def _step(waiting: _Waiting, origin: Origin, known: Known, *, last: bool) -> _Step:
    """The whole records of what waits, how many lines begin in them, and what goes on waiting."""
    skipped, data = _rest_of_torn(waiting)
    first_line = waiting.first_line + skipped
    if not data:
        still = replace(waiting, data=b"", first_line=first_line, torn=waiting.torn and not skipped)
        return _Step(Frame(), Frame(), Frame(), 0, still, known, last)
    known, rows = records.quick_rows_of(data, first_line, origin, known)
    by_kind = rows is not None
    if rows is None:
        rows = records.rows_of(data, first_line, origin, known.orders)
    too_long = len(data) > LONGEST_RECORD and _one_record(rows)
    held = 0 if last or too_long else _tail_rows(rows)
    whole = records.clocked(rows.head(rows.height - held), waiting.last_at)
    quick, apart = records.parted(whole) if by_kind else (Frame(), Frame())
    found = Frame() if by_kind else records.records_of(whole, origin, waiting.last_at)
    torn = not held and not data.endswith(b"\n")
    still = _Waiting(
        _last_lines(data, held), first_line + whole.height - torn, _last_time(whole, waiting.last_at), torn
    )
    return _Step(found, apart, quick, whole.height, still, known, last)


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


def _last_time(whole: Frame, before: float | None) -> float | None:
    last = whole["clock"].drop_nulls()
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


def _picked(total: _Sum, step: _Step, origin: Origin, cuts: Frame, bounds: Bounds) -> tuple[_Sum, Frame]:
    """The sum with lines whose pattern is known: what is kept of them is read word for word."""
    lines = step.quick.with_row_index("row").with_columns(at=pl.col("clock"))
    names = step.known.patterns.with_columns(source=pl.lit(origin.source)).select("pattern", *KEY)
    by_service, services = picking.renamed(lines, names)
    of_pattern = picking.picked(lines, total.patterns.stretch)
    of_service = picking.picked(by_service, total.services.stretch)
    few, cuts = picking.drawn(lines, cuts)
    rows = pl.concat([of_pattern.rows, of_service.rows, few["row"]]).unique().sort()
    words = _words(lines[rows], origin, step.known)
    return replace(
        total,
        patterns=picking.told(total.patterns, of_pattern, names, words, bounds),
        services=picking.told(total.services, of_service, services, words, bounds),
        samples=picking.sampled(total.samples, few, names, words),
    ), cuts


def _words(lines: Frame, origin: Origin, known: Known) -> Frame:
    """What these lines say, word for word."""
    read = written(records.shown(lines["raw"]), known.orders)
    said = read.select("host", "trace", text=pl.col("message").str.strip_chars())
    return pl.concat([lines.select("row", "at", "line", "raw", name=pl.lit(origin.name)), said], how="horizontal")


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
        files=tuple(sorted(set(total.files))),
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
