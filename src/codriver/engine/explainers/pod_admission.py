"""The pods are not even made: a quota, a limit range, a policy, a webhook, a missing account.

When it is wrong: it was refused once and was made since; all pods then serve, which speaks against it.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a refusal; a quota is one of the namespace, whichever service was hit by it."""
    del situation
    yield from broken_objects(seen, "admission")
