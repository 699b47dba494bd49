"""Spans kept without ids (`[start, parent's service, service, name, ms, own ms]`), put into each other again.

A span's parent is the youngest open span of the service it names that has time left for it. When it is wrong: calls of
one service at one moment.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from codriver.telemetry.rows import SpanBlock

SLACK_S = 0.002  # starts are kept to the millisecond
ROUNDED_MS = 0.05
FREE = 1e12  # children that run side by side leave no time that is their parent's own


def blocks(rows: Sequence[Sequence[Any]]) -> Iterator[SpanBlock]:
    """One block with all spans in order of their start; none when there are none."""
    kept = sorted((row for row in rows if row[2]), key=lambda row: (row[0], -row[4]))
    if kept:
        yield _block(kept, _parents(kept))


def _parents(rows: Sequence[Sequence[Any]]) -> list[int]:
    """The index of each span's parent, -1 for a root; a parent has so much time that it did not spend itself."""
    open_: list[int] = []
    found = []
    left = [row[4] - row[5] if row[5] > 0 else FREE for row in rows]
    for index, row in enumerate(rows):
        end = row[0] + row[4] / 1000
        open_ = [other for other in open_ if _end(rows[other]) + SLACK_S >= row[0]]
        around = [other for other in open_ if rows[other][2] == row[1] and _end(rows[other]) + SLACK_S >= end]
        fitting = [other for other in around if left[other] + ROUNDED_MS >= row[4]]
        found.append(fitting[-1] if row[1] and fitting else -1)
        if fitting:
            left[fitting[-1]] -= row[4]
        open_.append(index)
    return found


def _end(row: Sequence[Any]) -> float:
    return float(row[0] + row[4] / 1000)


def _block(rows: Sequence[Sequence[Any]], parents: Sequence[int]) -> SpanBlock:
    roots: list[int] = []
    for index, parent in enumerate(parents):
        roots.append(index if parent < 0 else roots[parent])
    kinds = _kinds(rows, parents)
    return SpanBlock(
        source="spans",
        trace_ids=tuple(f"t{root}" for root in roots),
        span_ids=tuple(f"s{index}" for index in range(len(rows))),
        parent_ids=tuple(f"s{parent}" if parent >= 0 else "" for parent in parents),
        services=tuple(str(row[2]) for row in rows),
        names=tuple(str(row[3]) for row in rows),
        kinds=tuple(kinds),
        peers=("",) * len(rows),
        starts=tuple(float(row[0]) for row in rows),
        durations=tuple(row[4] / 1000 for row in rows),
        errors=(False,) * len(rows),
        messages=("",) * len(rows),
        locators=tuple(f"spans.jsonl:{index + 1}" for index in range(len(rows))),
        quotes=tuple(f"{row[2]} {row[3]} {row[4]}" for row in rows),
    )


def _kinds(rows: Sequence[Sequence[Any]], parents: Sequence[int]) -> list[str]:
    """What enters a service is a server's; what has nothing within itself but one call to another is a client's."""
    within: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        within.setdefault(parent, []).append(index)
    kinds = []
    for index, (row, parent) in enumerate(zip(rows, parents, strict=True)):
        called = within.get(index, [])
        asks = len(called) == 1 and rows[called[0]][2] != row[2]
        enters = parent < 0 or rows[parent][2] != row[2]
        kinds.append("server" if enters else "client" if asks else "internal")
    return kinds
