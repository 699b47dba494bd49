"""Error lines that a service writes much more often than before the onset.

When it is wrong: handled retries logged as errors, a louder log level after a deploy, more traffic with the same share
of errors.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import rate, short
from codriver.model import Finding, Observation, Signal, Situation

LOUD = frozenset({"error", "fatal"})
ALL_LINES = "log lines"  # the observation that counts all lines of a service
FEW = 0.01  # of all its lines: a healthy service logs that many errors without anyone caring
TWICE = 2.0  # a smaller rise is what load alone does to a noisy log


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a pattern of error lines that rose, or that is all there is to see of a log without a past."""
    lines = {seen.service: seen.count for seen in situation.observations if seen.name == ALL_LINES}
    for seen in situation.observations:
        if seen.signal == Signal.LOG and seen.level in LOUD and (_rose(seen) or _has_no_past(seen)):
            yield _finding(seen, lines.get(seen.service, 0))


def _rose(seen: Observation) -> bool:
    return (
        bool(seen.before) and seen.deviation >= sizes.CLEAR_SHIFT and sizes.times_more(seen.before, seen.after) >= TWICE
    )


def _has_no_past(seen: Observation) -> bool:
    return seen.before is None and seen.count > 0


def _finding(seen: Observation, lines: int) -> Finding:
    past = "the time before was not seen" if seen.before is None else f"{rate(seen.before)} -> {rate(seen.after)}"
    return finding_of(
        seen,
        "error_burst",
        says=f"{seen.service or 'somebody'} logs “{short(seen.text or seen.name)}” ({past})",
        size=sizes.of_shift(seen.deviation) if seen.before else sizes.of_count(seen.count),
        trouble=bool(seen.before) or seen.count >= FEW * lines,
    )
