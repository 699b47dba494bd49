"""Where the slow ways between services meet: of which service all who ask it, or all whom it asks, wait on the way.

The time between two services belongs to neither alone. One slow edge says nothing of which end it is; that every edge
of one end is slow and no other edge is, does. It is wrong where only one edge was measured.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codriver.engine.standing_out import BETWEEN, CLEAR
from codriver.model import Observation

LEAST_S = 0.02  # added to a call on its way: less nobody feels
Edges = Mapping[tuple[str, str], Observation]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The slow edges of a service, and how much of all that is slow they are and how many of its edges, in [0, 1]."""

    slow: tuple[Observation, ...]
    measured: int
    size: float


def ways_meet(observations: Iterable[Observation]) -> dict[str, Meeting]:
    """Each service at the end of a slow edge, with the edges that speak most for it."""
    measured = {(seen.service, seen.peer): seen for seen in observations if seen.kind == BETWEEN and seen.peer}
    slow = {edge: seen for edge, seen in measured.items() if seen.deviation >= CLEAR and _added(seen) >= LEAST_S}
    whole = sum(_added(seen) * seen.count for seen in slow.values())
    ends = sorted({end for edge in slow for end in edge})
    return {end: _best(end, measured, slow, whole) for end in ends}


def _best(end: str, measured: Edges, slow: Edges, whole: float) -> Meeting:
    sides = ((0,), (1,), (0, 1))
    found = (_meeting([{edge: one for edge, one in of.items() if any(edge[side] == end for side in asked)}
                       for of in (measured, slow)], whole) for asked in sides)  # fmt: skip
    return max(found, key=lambda meeting: (meeting.size, len(meeting.slow)))


def _meeting(edges: list[dict[tuple[str, str], Observation]], whole: float) -> Meeting:
    measured, slow = edges
    share = sum(_added(seen) * seen.count for seen in slow.values()) / whole
    plain = max((seen.deviation / (seen.deviation + CLEAR) for seen in slow.values()), default=0.0)
    size = plain * share * len(slow) / len(measured) if slow else 0.0
    return Meeting(tuple(seen for _, seen in sorted(slow.items())), len(measured), size)


def _added(seen: Observation) -> float:
    return (seen.after or 0.0) - (seen.before or 0.0)
