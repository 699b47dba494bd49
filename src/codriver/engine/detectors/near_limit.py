"""A resource that is used up, or nearly: pool in use against its size, memory against its limit, disk against its size.

When it is wrong: a pool that is kept full on purpose, page cache counted as memory, a limit that is not enforced.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import level
from codriver.model import Finding, Observation, Signal, Situation

LIMITED = frozenset({"connections", "cpu", "descriptors", "disk", "memory", "queue", "saturation", "threads"})
FULL = 0.9
ROSE = 0.1  # a share that was as high before is how it always runs


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a resource above nine tenths of its limit that was clearly lower before."""
    for seen in situation.observations:
        if seen.signal == Signal.METRIC and seen.unit == "share" and seen.kind in LIMITED and _filled(seen):
            yield finding_of(
                seen,
                "near_limit",
                says=f"{seen.kind} of {seen.service} is at {level(seen.after, 'share')} of its limit"
                f" (before: {level(seen.before, 'share')})",
                size=max(sizes.of_shift(seen.deviation), round(min(seen.after or 0.0, 1.0), 3)),
            )


def _filled(seen: Observation) -> bool:
    return (
        seen.before is not None and seen.after is not None and seen.after >= FULL and seen.after - seen.before >= ROSE
    )
