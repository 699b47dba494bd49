"""Requests are led nowhere: a selector, a port, a protocol, an ingress backend, an address in the environment.

When it is wrong: the port is open without being declared, or the endpoints are written by somebody else.
"""

from collections.abc import Iterator

from codriver.engine.broken_objects import broken_objects
from codriver.engine.seen import Seen
from codriver.model import Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a Service, ingress or address that does not fit what stands behind it."""
    del situation
    yield from broken_objects(seen, "routing")
