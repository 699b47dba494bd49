"""Spans kept without ids (`[start, parent's service, service, name, ms, own ms]`), put into each other again.

A span's parent is the youngest open span of the service it names. When it is wrong: calls of one service at one moment.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from codriver.telemetry.rows import SpanBlock

SLACK_S = 0.002  # starts are kept to the millisecond
DAY_S = 86_400.0


def blocks(rows: Sequence[Sequence[Any]]) -> Iterator[SpanBlock]:
    """One block with all spans in order of their start; none when there are none."""
    kept = sorted((row for row in rows if row[2]), key=lambda row: (row[0], -row[4]))
    if kept:
        yield _block(kept, _parents(kept))


def _parents(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The index of each span's parent, -1 for a root."""
    open_: list[int] = []
    found = []
    for index, row in enumerate(rows):
        end = row[0] + row[4] / 1000
        open_ = [other for other in open_ if _end(rows[other]) + SLACK_S >= row[0]]
        fitting = [other for other in open_ if rows[other][2] == row[1] and _end(rows[other]) + SLACK_S >= end]
        found.append(fitting[-1] if row[1] and fitting else -1)
        open_.append(index)
    return found


def _end(row: Sequence[Any]) -> float:
    return float(row[0] + row[4] / 1000)


def _block(rows: Sequence[Sequence[Any]], parents: Sequence[int]) -> SpanBlock:
    roots: list[int] = []
    for index, parent in enumerate(parents):
        roots.append(index if parent < 0 else roots[parent])
    entering = [parent < 0 or rows[parent][2] != row[2] for row, parent in zip(rows, parents, strict=True)]
    return SpanBlock(
        source="spans",
        trace_ids=tuple(f"t{root}" for root in roots),
        span_ids=tuple(f"s{index}" for index in range(len(rows))),
        parent_ids=tuple(f"s{parent}" if parent >= 0 else "" for parent in parents),
        services=tuple(str(row[2]) for row in rows),
        names=tuple(str(row[3]) for row in rows),
        kinds=tuple("server" if enters else "internal" for enters in entering),
        peers=("",) * len(rows),
        starts=tuple(float(row[0]) for row in rows),
        durations=tuple(row[4] / 1000 for row in rows),
        errors=(False,) * len(rows),
        messages=("",) * len(rows),
        locators=tuple(f"spans.jsonl:{index + 1}" for index in range(len(rows))),
        quotes=tuple(f"{row[2]} {row[3]} {row[4]}" for row in rows),
    )
