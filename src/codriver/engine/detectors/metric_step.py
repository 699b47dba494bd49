"""A metric that moved away from its former level and stayed there. Errors and latency that rose are trouble.

When it is wrong: a daily rhythm that the time before the onset is too short to show, a cache that warms up, a
cumulative gauge.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of, hurts
from codriver.engine.words import measured, shift
from codriver.model import Finding, Observation, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a series that shifted, with the callee as peer when the metric is about calls to another service."""
    for seen in situation.observations:
        if seen.signal == Signal.METRIC and abs(seen.deviation) >= sizes.CLEAR_SHIFT:
            yield finding_of(
                seen,
                "metric_step",
                says=f"{measured(seen)} of {seen.service}{_where(seen)}: {shift(seen)}",
                size=sizes.of_shift(seen.deviation),
                trouble=hurts(seen),
            )


def _where(seen: Observation) -> str:
    toward = f" toward {seen.peer}" if seen.peer else ""
    return f"{toward} {seen.label('route')}".rstrip()
