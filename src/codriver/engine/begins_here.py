"""Signs that are passed on from a callee to its callers, and where they begin: errors in logs, paths that were cut.

A caller whose callee fails logs errors too, and never comes to what it does with the answer. What nothing below it
shows alike begins there. It is wrong where the callee is not watched.
"""

from collections.abc import Iterator, Mapping

from codriver.engine.blame import CALLS_FAIL
from codriver.engine.evidence import supports
from codriver.engine.graph import Graph
from codriver.engine.seen import Seen
from codriver.engine.standing_out import CLEAR, CUT, Way
from codriver.model import Evidence

ERRORS = "logged errors"
SAYS = {
    CUT: ("path_cut", "it no longer goes on where it always went on"),
    ERRORS: ("errors_begin_in_its_log", "it logs errors, and nothing that it calls does"),
}


def begins_here(seen: Seen, suspect: str) -> Iterator[Evidence]:
    """Evidence that errors or cut paths begin in the suspect."""
    for family, (feature, words) in SAYS.items():
        way = seen.ways.get(suspect, {}).get(family)
        size = _own(seen.ways, seen.graph, suspect, family) if way else 0.0
        if way and size > 0 and not (family == CUT and _failed_by_others(seen, suspect)):
            yield supports(feature, f"{words}: {way.seen.says}", way.seen.cites, size)


def _failed_by_others(seen: Seen, suspect: str) -> bool:
    """Its calls to another fail: then that is where it goes on no longer."""
    return any(finding.kind in CALLS_FAIL for _, finding in seen.suffers_from(suspect))


def _own(ways: Mapping[str, Mapping[str, Way]], graph: Graph, suspect: str, family: str) -> float:
    """How plain it is here, less how plain it is in what the suspect calls, directly or not."""
    below = (_plain(ways[name][family]) for name in _below(graph, suspect) if family in ways.get(name, {}))
    return _plain(ways[suspect][family]) - max(below, default=0.0)


def _plain(way: Way) -> float:
    """A count of lines that chance does not give is plain sooner than a figure that strays by itself."""
    far = abs(way.seen.deviation)
    return far / (far + CLEAR) * way.among


def _below(graph: Graph, suspect: str) -> frozenset[str]:
    found, open_ = frozenset[str](), [suspect]
    while open_:
        fresh = graph.callees.get(open_.pop(), frozenset()) - found
        found |= fresh
        open_.extend(fresh)
    return found - {suspect}
