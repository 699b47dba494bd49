"""Rows of the tally become LogPatterns, whose quotes are byte-identical to the file's line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from codriver.model import Citation, Ref
from codriver.telemetry.columns import Frame
from codriver.telemetry.logs.table import LogPattern, ServiceLines
from codriver.telemetry.logs.tally import KEY, Tally

LONGEST_QUOTE = 2_000
_Row = Mapping[str, Any]
_Times = tuple[tuple[float, ...], tuple[int, ...]]


def patterns(tally: Tally) -> tuple[LogPattern, ...]:
    """Every pattern of a final tally, in order of source, service, level and template."""
    if not tally.heads:
        return ()
    times = _times(tally.moments[0])
    return tuple(_pattern(row, times) for row in tally.heads[0].sort(KEY).iter_rows(named=True))


def thrown(tally: Tally) -> tuple[LogPattern, ...]:
    """As `patterns`, for stack traces: `first` is where one begins, `example` the last line of that one."""
    ends = [_cite(row, "end_", "") for row in tally.heads[0].sort(KEY).iter_rows(named=True)] if tally.heads else []
    return tuple(replace(pattern, example=end) for pattern, end in zip(patterns(tally), ends, strict=True))


def services(tally: Tally) -> tuple[ServiceLines, ...]:
    """Every service that logged with a clock, in order of name; `tally` has one pattern per service."""
    if not tally.heads:
        return ()
    times = _times(tally.moments[0])
    placed = (row for row in tally.heads[0].sort(KEY).iter_rows(named=True) if row["last_at"] is not None)
    return tuple(
        ServiceLines(row["service"], *times[_key(row)], row["last_at"], _cite(row, "", ""), _cite(row, "", "_last"))
        for row in placed
    )


def quote(raw: str) -> str:
    """The line, or of a line with undecodable bytes the longest part that stands there as it is; bounded."""
    whole = max(raw.split("\ufffd"), key=len) if "\ufffd" in raw else raw
    return whole.removeprefix("\ufeff")[:LONGEST_QUOTE]


def _times(moments: Frame) -> dict[tuple[str, ...], _Times]:
    grouped = moments.sort("bucket").group_by(*KEY, maintain_order=True).agg("first", "count")
    return {row[:4]: (tuple(row[4]), tuple(row[5])) for row in grouped.iter_rows()}


def _pattern(row: _Row, times: Mapping[tuple[str, ...], _Times]) -> LogPattern:
    moments, counts = times.get(_key(row), ((), ()))
    example = "_ex" if row["name_ex"] is not None else ""
    return LogPattern(
        source=row["source"],
        service=row["service"],
        level=row["level"],
        template=row["template"],
        text=row[f"text{example}"],
        times=moments,
        counts=counts,
        total=row["total"],
        last_at=row["last_at"],
        first=_cite(row, "", ""),
        example=_cite(row, "", example),
        exception=row["stack"] or "",
    )


def _key(row: _Row) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def _cite(row: _Row, prefix: str, suffix: str) -> Citation:
    locator = f"{row[f'{prefix}name{suffix}']}:{row[f'{prefix}line{suffix}']}"
    return Citation(Ref(row["source"], locator), quote(row[f"{prefix}raw{suffix}"]))
