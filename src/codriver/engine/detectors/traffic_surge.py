"""Requests to a service that rose well above their former rate.

When it is wrong: retries of failing calls look like traffic, a crawler that harms nobody.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.engine.words import rate
from codriver.model import Finding, Signal, Situation

SURGE = 1.5


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a service whose requests rose by half or more; not trouble by itself."""
    for seen in situation.observations:
        if seen.signal != Signal.METRIC or seen.kind != "requests" or seen.peer:
            continue
        if seen.deviation >= sizes.CLEAR_SHIFT and sizes.times_more(seen.before, seen.after) >= SURGE:
            yield finding_of(
                seen,
                "traffic_surge",
                says=f"requests to {seen.service} rose: {rate(seen.before)} -> {rate(seen.after)}",
                size=sizes.of_shift(seen.deviation),
                kind="requests",
            )
