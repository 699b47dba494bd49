"""How often a service asks another for one request of its own: what retries drive up, and more users do not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from codriver.engine import sizes
from codriver.model import Citation, Observation, Signal

MANY = 2.5  # times as many calls a request as before: one retry that is always needed makes it two
FEW_CALLS = 1.0  # a second: a share of nearly nothing says nothing


@dataclass(frozen=True, slots=True)
class Attempts:
    """Calls of one edge for one request of the caller, before and after."""

    caller: str
    callee: str
    before: float
    after: float
    at: datetime
    cites: tuple[Citation, ...]

    @property
    def times(self) -> float:
        """How many times as many as before."""
        return sizes.times_more(self.before, self.after)

    @property
    def says(self) -> str:
        """In words."""
        return (
            f"{self.caller} calls {self.callee} {self.after:.3g} times for each request of its own"
            f" (before: {self.before:.2g})"
        )


def risen(observations: tuple[Observation, ...]) -> tuple[Attempts, ...]:
    """Every edge on which the calls for each request rose a lot; sorted."""
    found = sorted(_attempts(observations), key=lambda one: (-one.times, one.caller, one.callee))
    return tuple({(one.caller, one.callee): one for one in reversed(found) if one.times >= MANY}.values())


def _attempts(observations: tuple[Observation, ...]) -> Iterator[Attempts]:
    counted = [o for o in observations if o.kind == "requests" and o.signal == Signal.METRIC and o.before and o.after]
    own = {o.service: o for o in counted if not o.peer and not o.label("route")}
    for calls in (o for o in counted if o.peer and o.service in own):
        asked = own[calls.service]
        clear = calls.deviation >= sizes.CLEAR_SHIFT and (calls.after or 0.0) >= FEW_CALLS
        if clear and asked.before and asked.after and calls.before and calls.after:
            cites = (*calls.cites[:2], *asked.cites[:2])
            yield Attempts(
                calls.service, calls.peer, calls.before / asked.before, calls.after / asked.after, calls.at, cites
            )
