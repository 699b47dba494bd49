"""A value inside a log line that changed with the onset: a duration that tripled, another address than before.

It is no trouble by itself: it says where to look. When it is wrong: values that follow the load or the hour of the day.
"""

from collections.abc import Iterator

from codriver.engine import sizes
from codriver.engine.finding_of import finding_of
from codriver.model import Finding, Signal, Situation

SHIFTED = "values_shifted"
CERTAIN = 1.0  # the size of another name, which has no size of its own


def detect(situation: Situation) -> Iterator[Finding]:
    """One finding a slot."""
    for seen in situation.observations:
        if seen.signal == Signal.LOG and seen.kind == SHIFTED:
            size = sizes.of_shift(seen.deviation) if seen.deviation else CERTAIN
            yield finding_of(seen, "shifted_values", says=seen.says, size=size, trouble=False)
