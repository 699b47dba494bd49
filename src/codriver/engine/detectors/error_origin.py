"""Where failing or slow requests really begin: the deepest failing span, and time spent in the service itself.

When it is wrong: a callee without spans looks like its caller's own fault, a caller that gives up early hides the
callee's error.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of, hurts
from codriver.engine.words import level, rate
from codriver.model import Finding, Observation, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a service in which errors begin (`error origin`) or time is lost (`self latency`)."""
    for seen in situation.observations:
        if seen.signal == Signal.TRACE and seen.deviation >= sizes.CLEAR_SHIFT and _worse(seen):
            yield finding_of(seen, "error_origin", says=_says(seen), size=sizes.of_shift(seen.deviation), trouble=True)


def _worse(seen: Observation) -> bool:
    return (seen.name == "self latency" and hurts(seen)) or (
        seen.name == "error origin" and (seen.after or 0.0) > (seen.before or 0.0)
    )


def _says(seen: Observation) -> str:
    if seen.name == "self latency":
        return (
            f"{seen.service} itself became slow: {level(seen.before, 's')} -> {level(seen.after, 's')} of its own time"
        )
    toward = f", calling {seen.peer}" if seen.peer else ""
    return f"failing requests begin in {seen.service}{toward} ({rate(seen.before)} -> {rate(seen.after)})"
