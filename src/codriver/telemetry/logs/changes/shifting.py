"""What the slots of a template hold, before and after: a duration that tripled, an address that was never seen.

Numbers are compared by rank (Mann, Whitney 1947) and must double or halve; names, addresses and flags by the share of
one value, which must change by half. Values that differ in nearly every record, as ids do, tell nothing. All tests
together keep their share of false discoveries. When it is wrong: what is drawn of a pattern is a few dozen records, so
a value that is rare in both windows is not seen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from statistics import median

from codriver.telemetry.logs.changes.chance import discoveries
from codriver.telemetry.logs.changes.comparing import Span
from codriver.telemetry.logs.table import LogPattern, LogTable

FEWEST = 8  # drawn records on each side
FALSE_SHARE = 0.05
TWICE = 2.0
MOST_TIMES = 1e6  # a number that was nothing before
HALF = 0.5  # by how much the share of one value must change
DISTINCT = 0.6  # share of different values from which a slot holds ids
_NUMBER = re.compile(r"[-+]?(\d+(?:[.,]\d+)*)\s?([a-zA-Zµ%]*)$")
_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "msec": 1e-3, "s": 1.0, "sec": 1.0, "seconds": 1.0, "m": 60.0,
          "min": 60.0, "h": 3600.0, "B": 1.0, "KB": 1e3, "kB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1024.0,
          "MiB": 1048576.0, "GiB": 1073741824.0}  # fmt: skip
_Side = list[str]


@dataclass(frozen=True, slots=True)
class Shifted:
    """One slot (`place` counts from 0) whose values changed: the usual value before and after, as the log spells it.

    `times` is how many times more (below 1: less) a number became, 0 for what is no number.
    """

    pattern: LogPattern
    place: int
    kind: str
    before: str
    after: str
    times: float
    chance: float


def shifted(table: LogTable, before: Span, after: Span, early: LogTable | None = None) -> tuple[Shifted, ...]:
    """Slots whose values changed, the surest first; `early` holds the first window, if not `table`."""
    old = {(one.service, one.level, one.template): one for one in (early or table).patterns}
    found = [
        shift
        for one in table.patterns
        if (was := old.get((one.service, one.level, one.template)))
        for shift in _of_pattern(one, _columns(was, before), _columns(one, after))
    ]
    real = discoveries([one.chance for one in found], FALSE_SHARE)
    told = [one for one, is_real in zip(found, real, strict=True) if is_real and _worth(one)]
    return tuple(sorted(told, key=lambda one: (one.chance, one.pattern.service, one.pattern.template, one.place)))


def _columns(pattern: LogPattern, span: Span) -> list[_Side]:
    rows = [values for at, values in pattern.drawn if span.start <= at < span.end]
    return [list(column) for column in zip(*rows, strict=True)] if len(rows) >= FEWEST else []


def _of_pattern(pattern: LogPattern, was: Sequence[_Side], now: Sequence[_Side]) -> Iterator[Shifted]:
    for place, (old, new) in enumerate(zip(was, now, strict=False)):
        kind = pattern.slots[place].kind if place < len(pattern.slots) else ""
        numbers = _numbers(old), _numbers(new)
        if all(numbers):
            yield _number_shift(pattern, place, kind, numbers)
        elif _tells(old) or _tells(new):
            yield _name_shift(pattern, place, kind, old, new)


def _numbers(side: Iterable[str]) -> list[tuple[float, str]]:
    """The values as numbers beside how they are spelt; empty where one is none."""
    found = [(match, text) for text in side if (match := _NUMBER.match(text.strip()))]
    if not found or any(match[2] and match[2] not in _UNITS for match, _ in found):
        return []
    whole = [(float(match[1].replace(",", ".", 1)) * _UNITS.get(match[2], 1.0), text) for match, text in found
             if match[1].count(".") + match[1].count(",") < 2]  # fmt: skip  # noqa: PLR2004 - else a version
    return whole if len(whole) == len(list(side)) else []


def _number_shift(
    pattern: LogPattern, place: int, kind: str, numbers: tuple[list[tuple[float, str]], list[tuple[float, str]]]
) -> Shifted:
    old, new = ([value for value, _ in side] for side in numbers)
    low, high = median(old), median(new)
    times = high / low if low else MOST_TIMES if high else 1.0
    told = _nearest(numbers[0], low), _nearest(numbers[1], high)
    return Shifted(pattern, place, kind, *told, min(times, MOST_TIMES), ranks_differ(old, new))


def _nearest(side: Iterable[tuple[float, str]], middle: float) -> str:
    return min(side, key=lambda pair: abs(pair[0] - middle))[1]


def _tells(side: Sequence[str]) -> bool:
    return len(set(side)) <= DISTINCT * len(side)


def _name_shift(pattern: LogPattern, place: int, kind: str, old: _Side, new: _Side) -> Shifted:
    was, now = Counter(old), Counter(new)
    share = {one: now[one] / len(new) - was[one] / len(old) for one in {*was, *now}}
    value = max(share, key=lambda one: (abs(share[one]), one))
    moved = abs(share[value]) >= HALF
    chance = shares_differ(was[value], len(old), now[value], len(new)) if moved else 1.0
    return Shifted(pattern, place, kind, _usual(was), _usual(now), 0.0, chance)


def _usual(counts: Counter[str]) -> str:
    return min(counts, key=lambda one: (-counts[one], one))


def _worth(one: Shifted) -> bool:
    if one.times:
        return not 1 / TWICE < one.times < TWICE
    return one.before != one.after


def ranks_differ(one: Sequence[float], other: Sequence[float]) -> float:
    """The two-sided chance of ranks as unequal as these, ties counted (Mann, Whitney; normal approximation)."""
    ordered = sorted((*((value, 0) for value in one), *((value, 1) for value in other)))
    n, m, total = len(one), len(other), len(one) + len(other)
    rank_sum, ties, at = 0.0, 0, 0
    while at < total:
        end = at
        while end < total and ordered[end][0] == ordered[at][0]:
            end += 1
        rank_sum += (at + end + 1) / 2 * sum(1 for _, side in ordered[at:end] if side == 0)
        ties += (end - at) ** 3 - (end - at)
        at = end
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance <= 0:
        return 1.0
    off = abs(rank_sum - n * (n + 1) / 2 - n * m / 2) - 0.5
    return erfc(max(off, 0.0) / sqrt(2 * variance))


def shares_differ(few: int, of: int, many: int, out_of: int) -> float:
    """The two-sided chance of shares as unequal as these (two proportions, corrected for continuity)."""
    pooled = (few + many) / (of + out_of)
    spread = sqrt(pooled * (1 - pooled) * (1 / of + 1 / out_of))
    off = abs(few / of - many / out_of) - (1 / of + 1 / out_of) / 2
    return erfc(max(off, 0.0) / spread / sqrt(2)) if spread else 1.0
