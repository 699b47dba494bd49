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

    def own_share(self, service: str) -> float:
        """How much of what was added in the service is its own, in [0, 1]; 1 where nothing was."""
        whole = self.total.get(service, 0.0)
        return self.own.get(service, 0.0) / whole if whole > 0 else 1.0

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
    told = [seen for seen in observations if seen.before is not None and seen.after is not None]
    asked = _asked(told)
    chosen: dict[tuple[str, str], Observation] = {}
    for seen in sorted((one for one in told if counts(one)), key=lambda one: (first(one), one.id)):
        chosen.setdefault((seen.service, seen.peer), seen)
    risen = {place: seen for place, seen in chosen.items() if seen.deviation >= LEAST}
    part = {(a, b): _rise(seen) * asked.get(a, 1.0) for (a, b), seen in risen.items()}
    measured = frozenset(name for name, peer in chosen if not peer)
    return _shared_out(part, risen, graph, measured, counted=bool(asked))


def _shared_out(
    part: Mapping[tuple[str, str], float],
    risen: Mapping[tuple[str, str], Observation],
    graph: Graph,
    measured: frozenset[str],
    *,
    counted: bool,
) -> Added:
    """A service that has no measure of its own is told by the calls to it."""
    total = {name: value for (name, peer), value in part.items() if not peer}
    shown_by = {name: seen for (name, peer), seen in risen.items() if not peer}
    for (caller, peer), value in sorted(part.items()):
        if peer and peer not in measured:
            total[peer] = total.get(peer, 0.0) + value
            shown_by.setdefault(peer, risen[caller, peer])
    own = {
        name: max(0.0, whole - sum(part.get((name, c), total.get(c, 0.0)) for c in _below(graph, name, part)))
        for name, whole in total.items()
    }
    return Added(total, own, shown_by, counted, measured | total.keys())


def _below(graph: Graph, name: str, part: Mapping[tuple[str, str], float]) -> set[str]:
    traced = {peer for caller, peer in part if caller == name and peer}
    return (traced | graph.callees.get(name, frozenset())) - {name}


def _asked(told: Iterable[Observation]) -> dict[str, float]:
    """Requests of each service since the onset, in whatever unit its source counts them."""
    most: dict[str, float] = {}
    for seen in told:
        if seen.kind == "requests" and not seen.peer:
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
