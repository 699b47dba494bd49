"""Storage cannot be had: a claim without a volume, a volume that cannot be attached, mounted or written.

When it is wrong: a volume that is made on demand, and is only slow.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a claim that is not bound, or a volume that a pod waits for."""
    del situation
    yield from broken_objects(seen, "storage")
