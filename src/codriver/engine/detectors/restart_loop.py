"""A service that starts again and again: start lines, restart counters, or a start time that keeps moving.

When it is wrong: a rolling deploy of many instances (each starts once), autoscaling, a job that is meant to be short.
"""

import math
from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.model import Finding, Observation, Signal, Situation

LOOPS = 3  # starts after the onset; a deploy takes one, a deploy and its rollback two


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a service that restarted at least three times since the onset."""
    for seen in situation.observations:
        starts = _starts(seen)
        if starts >= LOOPS:
            yield finding_of(
                seen,
                "restart_loop",
                says=f"{seen.service} restarted {starts} times since the onset",
                size=sizes.of_count(starts),
                trouble=True,
                kind="restarts",
            )


def _starts(seen: Observation) -> int:
    if seen.signal == Signal.LOG:
        return seen.count if seen.kind == "restart" and seen.deviation >= sizes.CLEAR_SHIFT else 0
    risen = (seen.after or 0.0) - (seen.before or 0.0)
    counted = seen.signal == Signal.METRIC and seen.kind == "restarts" and seen.unit != "/s"
    return round(risen) if counted and math.isfinite(risen) else 0
