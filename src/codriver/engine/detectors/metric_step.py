"""A metric that moved away from its former level and stayed there. Errors and latency that rose are trouble.

When it is wrong: a daily rhythm that the time before the onset is too short to show, a cache that warms up, a
cumulative gauge.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import FEWEST_FAILURES, finding_of, hurts
from codriver.engine.words import measured, shift
from codriver.model import Finding, Observation, Signal, Situation, Window


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a series that shifted, with the callee as peer when the metric is about calls to another service."""
    rates = _rates(situation)
    for seen in situation.observations:
        if seen.signal == Signal.METRIC and abs(seen.deviation) >= sizes.CLEAR_SHIFT:
            yield finding_of(
                seen,
                "metric_step",
                says=f"{measured(seen)} of {seen.service}{_where(seen)}: {shift(seen)}",
                size=sizes.of_shift(seen.deviation),
                trouble=hurts(seen) and _failed_often(seen, rates, situation.window),
            )


def _rates(situation: Situation) -> dict[tuple[str, ...], float]:
    """Requests per second since the onset, by what a share of failures is a share of."""
    counted = (seen for seen in situation.observations if seen.kind == "requests" and seen.after is not None)
    return {_of_what(seen): seen.after or 0.0 for seen in counted}


def _of_what(seen: Observation) -> tuple[str, ...]:
    return seen.service, seen.peer, seen.name, seen.label("route")


def _failed_often(seen: Observation, rates: dict[tuple[str, ...], float], window: Window | None) -> bool:
    """Whether enough requests failed to speak of a share; true where nobody counted them."""
    rate = rates.get(_of_what(seen))
    if seen.unit != "share" or rate is None or window is None:
        return True
    return rate * window.after_s * (seen.after or 0.0) >= FEWEST_FAILURES


def _where(seen: Observation) -> str:
    toward = f" toward {seen.peer}" if seen.peer else ""
    return f"{toward} {seen.label('route')}".rstrip()
