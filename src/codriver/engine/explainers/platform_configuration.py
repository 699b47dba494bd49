"""The configuration that a pod names is not there: a config map, a secret, a key in one of them.

When it is wrong: it is optional, or was made a moment ago and the kubelet tries again.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service that waits for configuration."""
    del situation
    yield from broken_objects(seen, "configuration")
