"""Counts of many patterns before and after: which of them changed, beyond chance and beyond what all share.

The load is the median of the patterns' ratios, as DESeq normalises (Anders, Huber 2010). How uneven a pattern is by
itself is read from its own slices before and shrunk toward what is usual among all, since a dozen slices tell little.
When it is wrong: patterns that come in waves longer than the baseline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from statistics import median

from codriver.telemetry.logs.changes.chance import discoveries, tails

FALSE_SHARE = 0.05
FLOOR = 2.0  # times more or less than expected: a smaller change is not worth a person's time
_TOLD = 10  # records before and after from which a pattern tells about the load
_WITNESSES = 5  # such patterns from which their median is trusted
_PRIOR = 10.0  # slices' worth of trust in what is usual
_USUAL = 0.2  # unevenness where no pattern is frequent enough to tell
_HALF = 0.5  # a record that may have been missed: nothing seen is not never


class Kind(StrEnum):
    """What became of a pattern."""

    NEW = "new"
    MORE = "more"
    VANISHED = "vanished"
    LESS = "less"
    REWORDED = "reworded"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Slices:
    """Counts of one pattern in slices of time of equal length. Patterns with one `group` share their load."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What changed, how many times more (below 1: less) than load alone would give, and how likely by chance."""

    kind: Kind
    times: float
    chance: float


def judged(patterns: Sequence[Slices]) -> list[Verdict]:
    """One Verdict per pattern, in their order. All patterns have as many slices; at least one on each side."""
    loads = _loads(patterns)
    uneven = _unevenness(patterns)
    told = [_chance(one, loads[one.group], phi) for one, phi in zip(patterns, uneven, strict=True)]
    found = discoveries([chance for _, chance in told], FALSE_SHARE)
    return [
        Verdict(_kind(one, times) if real else Kind.SAME, times, chance)
        for one, (times, chance), real in zip(patterns, told, found, strict=True)
    ]


def _loads(patterns: Sequence[Slices]) -> dict[str, float]:
    """How much more each group had to do; a group of too few witnesses goes with all, and all too few with 1."""
    ratios: dict[str, list[float]] = {one.group: [] for one in patterns}
    for one in patterns:
        low, high = sum(one.before), sum(one.after)
        if low >= _TOLD and high >= _TOLD:
            ratios[one.group].append(high / len(one.after) / (low / len(one.before)))
    everybody = [ratio for together in ratios.values() for ratio in together]
    whole = median(everybody) if len(everybody) >= _WITNESSES else 1.0
    return {group: median(own) if len(own) >= _WITNESSES else whole for group, own in ratios.items()}


def _unevenness(patterns: Sequence[Slices]) -> list[float]:
    """Per pattern, the variance beyond chance relative to the squared mean, shrunk toward the usual."""
    own = [_own(one.before) for one in patterns]
    frequent = [phi for one, phi in zip(patterns, own, strict=True) if sum(one.before) >= len(one.before)]
    usual = max(sum(frequent) / len(frequent), 0.0) if len(frequent) >= _WITNESSES else _USUAL
    return [max(_shrunk(one, phi, usual), 0.0) for one, phi in zip(patterns, own, strict=True)]


def _own(counts: Sequence[int]) -> float:
    mean = sum(counts) / len(counts)
    if not mean or len(counts) == 1:
        return 0.0
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    return (variance - mean) / (mean * mean)


def _shrunk(one: Slices, phi: float, usual: float) -> float:
    """A rare pattern's own slices tell next to nothing: they weigh with their records."""
    trust = min(float(len(one.before) - 1), sum(one.before) / 2)
    return (trust * phi + _PRIOR * usual) / (trust + _PRIOR)


def _chance(one: Slices, load: float, phi: float) -> tuple[float, float]:
    """How many times more than expected, and both tails' chance of a count as far off."""
    low, high = sum(one.before), sum(one.after)
    rate = (low + _HALF) / len(one.before)
    expected = rate * len(one.after) * load
    spread = phi / len(one.after) + (1 / rate + phi) / len(one.before)
    below, above = tails(high, expected, expected + expected * expected * spread)
    return (high + _HALF) / (expected + _HALF), min(1.0, 2 * min(below, above))


def _kind(one: Slices, times: float) -> Kind:
    if abs(log2(times)) < log2(FLOOR):
        return Kind.SAME
    if times > 1:
        return Kind.MORE if any(one.before) else Kind.NEW
    return Kind.LESS if any(one.after) else Kind.VANISHED
