"""A limit of the platform: memory that kills, eviction, an autoscaler that cannot scale.

When it is wrong: memory that a leak in the code takes: the limit is only where it shows.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a workload that the platform kills, evicts or cannot scale."""
    del situation
    yield from broken_objects(seen, "resource")
