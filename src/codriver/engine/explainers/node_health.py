"""A node, or what runs it: its kubelet, runtime, proxy, network, disk or memory.

When it is wrong: the node is being drained on purpose, or its trouble is older than what fails now.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a node and cause; it accounts for the services that stand on it."""
    del situation
    yield from broken_objects(seen, "node")
