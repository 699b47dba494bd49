"""Seconds and failures that were added: what a service costs those who wait for it, and how much of that is its own.

Added time is the rise of the mean times the requests; what the callees add is taken off. It is wrong where callees are
asked in parallel, and where nobody counts requests (then each service counts as asked alike).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from codriver.engine.graph import Graph
from codriver.engine.standing_out import waiting
from codriver.model import Observation

LEAST = 1.0  # robust standard deviations: what is felt may be little, as long as it is there
_TYPICAL = (
    re.compile(r"(^|[^a-z])(average|mean|avg)([^a-z]|$)", re.IGNORECASE),
    re.compile(r"(^|[^a-z])(p50|median)([^a-z]|$)", re.IGNORECASE),
    re.compile(r"(^|[^a-z])p(75|90)([^a-z]|$)", re.IGNORECASE),
    re.compile(r"(^|[^a-z])p9[59]([^a-z]|$)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Added:
    """Per service: what was added in all (`total`), what of it is its own, and what shows it.

    `counted` says whether anybody counted requests: without, two totals cannot be compared. `measured` are the services
    that were looked at in this respect.
    """

    total: Mapping[str, float]
    own: Mapping[str, float]
    shown_by: Mapping[str, Observation]
    counted: bool
    measured: frozenset[str]

    def share(self, part: str, whole: str) -> float | None:
        """How much of what was added in `whole` that in `part` can be, in [0, 1]; None where it cannot be told."""
        if not self.counted or part not in self.measured or whole not in self.measured:
            return None
        felt = self.total.get(whole, 0.0)
        return min(1.0, self.total.get(part, 0.0) / felt) if felt > 0 else 0.0


def added_time(observations: Iterable[Observation], graph: Graph) -> Added:
    """Of every service that became slower."""
    return _added(tuple(observations), graph, _timed, _rank)


def added_failures(observations: Iterable[Observation], graph: Graph) -> Added:
    """Of every service that fails more often."""
    return _added(tuple(observations), graph, _is_share, lambda seen: -_rise(seen))


def _added(
    observations: tuple[Observation, ...],
    graph: Graph,
    counts: Callable[[Observation], bool],
    first: Callable[[Observation], float],
) -> Added:
    told = [seen for seen in observations if not seen.peer and seen.before is not None and seen.after is not None]
    asked = _asked(told)
    chosen: dict[str, Observation] = {}
    for seen in sorted((one for one in told if counts(one)), key=lambda one: (first(one), one.id)):
        chosen.setdefault(seen.service, seen)
    shown_by = {name: seen for name, seen in chosen.items() if seen.deviation >= LEAST}
    total = {name: _rise(seen) * asked.get(name, 1.0) for name, seen in shown_by.items()}
    own = {
        name: max(0.0, whole - sum(total.get(callee, 0.0) for callee in graph.callees.get(name, ()) if callee != name))
        for name, whole in total.items()
    }
    return Added(total, own, shown_by, bool(asked), frozenset(chosen))


def _asked(told: Iterable[Observation]) -> dict[str, float]:
    """Requests of each service since the onset, in whatever unit its source counts them."""
    most: dict[str, float] = {}
    for seen in told:
        if seen.kind == "requests":
            most[seen.service] = max(most.get(seen.service, 0.0), seen.after or 0.0)
    return most


def _timed(seen: Observation) -> bool:
    return seen.kind == "latency" and seen.name != "self latency" and not waiting(seen.name)


def _is_share(seen: Observation) -> bool:
    return seen.kind == "errors" and seen.unit == "share"


def _rise(seen: Observation) -> float:
    return (seen.after or 0.0) - (seen.before or 0.0)


def _rank(seen: Observation) -> int:
    """A mean adds up, a median nearly, a tail hardly."""
    words = f"{seen.name} {seen.label('stat')} {seen.label('quantile')}"
    return next((place for place, pattern in enumerate(_TYPICAL) if pattern.search(words)), len(_TYPICAL))
