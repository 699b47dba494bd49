"""From a fault of the platform to a hypothesis: what speaks for it and against it, whatever part of it is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.words import short
from codriver.model import NO_TIME, Evidence, Finding, Hypothesis, Observation, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.engine.seen import Seen

LONGEST = 240  # characters of a sentence; the whole message stands in the citation
TOLD = 0.95  # so sure is only what the platform names itself
FELT_ELSEWHERE = frozenset({"routing", "network", "node", "resource"})  # pods may serve and nobody be served
CONSEQUENCES = {  # a fault that says that another one is there, by cause: the family of the other
    "unbound_claim": "storage",
    "missing_claim": "storage",
    "node_not_ready": "node",
    "node_pressure": "node",
    "container_not_made": "storage",
}
BELOW = frozenset({"node"})  # what stands on it may fail in any way


def broken_objects(seen: Seen, family: str) -> Iterator[Hypothesis]:
    """One hypothesis a fault of this part of the platform."""
    for finding in faults(seen):
        told = seen.observation(finding)
        if told.kind == family:
            yield Hypothesis(
                suspect=finding.service,
                mechanism=family,
                detail=told.name,
                object=told.label("object"),
                says=short(finding.says, LONGEST),
                at=None if finding.at == NO_TIME else finding.at,
                evidence=(*_for(seen, finding, told), *_against(seen, finding, told)),
            )


def faults(seen: Seen) -> tuple[Finding, ...]:
    """Every fault of the platform that was found."""
    return tuple(finding for finding in seen.findings if finding.kind == "platform")


def hits(told: Observation) -> tuple[str, ...]:
    """The services that suffer from the fault."""
    return tuple(name for name in told.label("hits").split(",") if name)


def _for(seen: Seen, finding: Finding, told: Observation) -> Iterator[Evidence]:
    feature = "platform_says_so" if finding.size >= TOLD else "objects_disagree"
    yield supports(feature, short(finding.says, LONGEST), finding.cites, finding.size)
    felt = [one for name in hits(told) for one in seen.troubled.get(name, ()) if one.detector == "pods_not_serving"]
    if felt:
        plainest = max(felt, key=lambda one: (one.size, one.id))
        yield supports("pods_not_serving", plainest.says, cites_of(felt), plainest.size)
    blame = [(name, caller, one) for name in hits(told) for caller, one in seen.blamed_by(name)]
    if blame:
        name, caller, one = max(blame, key=lambda row: (row[2].size, row[0], row[1]))
        yield supports("callers_suffer", f"{caller} sees {name} fail: {one.says}", one.cites, one.size)


def _against(seen: Seen, finding: Finding, told: Observation) -> Iterator[Evidence]:
    well = [standing for name in hits(told) for standing in _serving(seen, name)]
    if well and len(well) == len(hits(told)) and told.kind not in FELT_ELSEWHERE:
        yield contradicts("pods_serving", f"{well[0].says} all the same", cites_of(well))
    deeper = next((one for one in faults(seen) if _explains(seen, one, finding, told)), None)
    if deeper:
        yield contradicts("fault_below", f"it may only follow from another fault: {short(deeper.says)}", deeper.cites)


def _serving(seen: Seen, service: str) -> Iterator[Observation]:
    for one in seen.observations(service):
        if one.signal == Signal.EVENT and one.kind == "pods" and one.level == "health":
            yield one


def _explains(seen: Seen, other: Finding, finding: Finding, told: Observation) -> bool:
    """Whether the other fault lies below this one and hits all that this one hits."""
    below = seen.observation(other)
    if other.id == finding.id or not set(hits(told)) <= set(hits(below)):
        return False
    return below.kind == CONSEQUENCES.get(told.name) or (below.kind in BELOW and told.kind not in (*BELOW, "admission"))
