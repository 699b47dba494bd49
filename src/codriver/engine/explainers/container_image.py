"""The image cannot be had: a wrong name, no right to pull it, a registry that is not found or does not answer.

When it is wrong: the node's own DNS or network fails, and every pull there with it.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose container waits for its image."""
    del situation
    yield from broken_objects(seen, "image")
