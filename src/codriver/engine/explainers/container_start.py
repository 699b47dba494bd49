"""The container cannot start or does not stay: its command, its user, its hooks, how its process ends.

When it is wrong: the process ends because something that it needs is away; its own log then says so.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose containers fail to start, or end again and again."""
    del situation
    yield from broken_objects(seen, "startup")
