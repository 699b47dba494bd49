"""Faults that the platform itself shows: an object that is refused, missing, wrong, or does not fit another.

What it looks for: events and states of objects that were read as faults (`kubectl`, a dump, the live cluster). It is
no trouble by itself: an object may be broken that nobody needs. When it is wrong: what was mended since and still
stands in the events.
"""

from collections.abc import Iterator

from codriver.engine.finding_of import finding_of
from codriver.model import Finding, Signal, Situation


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a fault."""
    for seen in situation.observations:
        if seen.signal == Signal.EVENT and seen.level == "fault":
            size = float(seen.label("sure") or 1.0)
            yield finding_of(seen, "platform_fault", says=seen.says, size=size, kind="platform")
