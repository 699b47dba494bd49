"""Calls from one service to another that fail or slow down, as traces show them.

When it is wrong: sampling that keeps only errors, a new route that is slow by nature, clients that cancel.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import FEWEST_FAILURES, finding_of, hurts
from codriver.engine.words import shift
from codriver.model import Finding, Observation, Signal, Situation, Window

QUALITIES = frozenset({"errors", "latency"})


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding an edge and quality; `service` is the caller that suffers, `peer` the callee."""
    for seen in situation.observations:
        if seen.signal == Signal.TRACE and seen.name in QUALITIES and seen.peer and _worse(seen, situation.window):
            yield finding_of(
                seen,
                "failing_edge",
                says=f"calls from {seen.service} to {seen.peer} {_verb(seen)}: {shift(seen)}",
                size=sizes.of_shift(seen.deviation),
                trouble=True,
                kind=seen.name,
            )


def _worse(seen: Observation, window: Window | None) -> bool:
    return seen.deviation >= sizes.CLEAR_SHIFT and hurts(seen) and _failed_often(seen, window)


def _failed_often(seen: Observation, window: Window | None) -> bool:
    """Whether enough calls failed to speak of a share at all; a latency is a median already."""
    if seen.name != "errors" or window is None:
        return True
    share_of_time = window.after_s / max(window.before_s + window.after_s, 1e-9)
    return seen.count * share_of_time * (seen.after or 0.0) >= FEWEST_FAILURES


def _verb(seen: Observation) -> str:
    return "fail" if seen.name == "errors" else "slow down"
