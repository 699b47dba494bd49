"""No node takes the pods: resources, taints, affinity, selectors, cordons, ports of the host.

When it is wrong: a claim or a node is broken, and the scheduler only says so; that fault then speaks against this one.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose pods wait for a node, by what the scheduler says of each node."""
    del situation
    yield from broken_objects(seen, "scheduling")
