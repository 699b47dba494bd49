"""The network lets nobody through: a policy that isolates a workload, and none that opens it again.

When it is wrong: no network plugin enforces policies here.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a policy that cuts off a workload behind a Service."""
    del situation
    yield from broken_objects(seen, "network")
