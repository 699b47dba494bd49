"""Who needs whom, as sets to walk. Trouble spreads against the arrows: from a callee to its callers."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from codriver.model import Citation, Dependency


@dataclass(frozen=True, slots=True)
class Graph:
    """`callees[x]` is what x needs, `callers[x]` who needs x, `cites[(caller, callee)]` where that was read."""

    callees: dict[str, frozenset[str]]
    callers: dict[str, frozenset[str]]
    cites: dict[tuple[str, str], tuple[Citation, ...]]

    def affected_by(self, service: str) -> frozenset[str]:
        """The service and everything that needs it, directly or not: where its trouble can show."""
        return _reachable(service, self.callers)

    def knows(self, service: str) -> bool:
        """Whether anything at all was read about whom it calls or who calls it."""
        return service in self.callees or service in self.callers

    def entries(self) -> frozenset[str]:
        """Services that nobody calls: where users come in."""
        return frozenset(name for name in self.callees if not self.callers.get(name))


def graph(dependencies: Iterable[Dependency]) -> Graph:
    """The graph of these dependencies; one seen by several sources keeps all citations."""
    callees: dict[str, set[str]] = {}
    callers: dict[str, set[str]] = {}
    cites: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for edge in dependencies:
        callees.setdefault(edge.caller, set()).add(edge.callee)
        callers.setdefault(edge.callee, set()).add(edge.caller)
        cites[edge.caller, edge.callee] = (*cites.get((edge.caller, edge.callee), ()), *edge.cites)
    return Graph(_frozen(callees), _frozen(callers), cites)


def shortest_path(graph: Graph, start: str, goals: frozenset[str], cost: dict[tuple[str, str], int]) -> tuple[str, ...]:
    """From `start` against the arrows to the nearest of `goals`, along the cheapest edges (cost 0 or 1, default 1).

    Empty when none is reachable. Ties go to fewer steps, then to the first name.
    """
    open_: list[tuple[int, int, tuple[str, ...]]] = [(0, 1, (start,))]
    done: set[str] = set()
    while open_:
        spent, steps, path = heappop(open_)
        if path[-1] in goals:
            return path
        if path[-1] in done:
            continue
        done.add(path[-1])
        for caller in graph.callers.get(path[-1], frozenset()) - done:
            heappush(open_, (spent + cost.get((caller, path[-1]), 1), steps + 1, (*path, caller)))
    return ()


def _reachable(start: str, arrows: dict[str, frozenset[str]]) -> frozenset[str]:
    found, open_ = {start}, [start]
    while open_:
        fresh = arrows.get(open_.pop(), frozenset()) - found
        found |= fresh
        open_.extend(fresh)
    return frozenset(found)


def _frozen(arrows: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(others) for name, others in arrows.items()}
