"""A probe that asks wrongly: another port or protocol, an unknown path, too soon; the kubelet acts on it.

When it is wrong: the process really does not answer; then other probes of it and its callers fail too.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a probe that fails though the container would answer elsewhere or otherwise."""
    del situation
    yield from broken_objects(seen, "probe")
