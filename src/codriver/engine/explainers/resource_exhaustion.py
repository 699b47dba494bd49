"""A service ran out of something: memory, disk, CPU, connections, file descriptors, threads.

When it is wrong: the pool is full because the callee became slow (the callee is the cause), memory that a cache is
meant to take, a limit reported but not enforced.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.seen import STEADY, Seen, earliest
from codriver.engine.sizes import times_more
from codriver.model import Evidence, Finding, Hypothesis, Observation, Signal, Situation

RESOURCES = ("connections", "cpu", "descriptors", "disk", "memory", "threads")
GROWS = frozenset({"memory", "disk", "cpu"})
A_LOT = 2.0
CORES = "s/s"  # CPU seconds in a second
HALF_A_CORE = 0.5  # where a limit is lower, its throttling tells
WAITING = frozenset({"connections", "threads"})  # held while a callee is slow
SAYS = {
    "connections": "ran out of connections in its pool",
    "cpu": "has no CPU left",
    "descriptors": "ran out of file descriptors",
    "disk": "has no disk space left",
    "memory": "ran out of memory",
    "threads": "ran out of threads",
}


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service and resource whose words or figures say that it is used up."""
    del situation
    for suspect in sorted({finding.service for finding in seen.findings if finding.service}):
        for resource in RESOURCES:
            signs = [finding for finding in seen.of(suspect) if finding.kind == resource and _tells(seen, finding)]
            if signs:
                yield Hypothesis(
                    suspect=suspect,
                    mechanism="resource",
                    detail=resource,
                    says=f"{suspect} {SAYS[resource]}",
                    at=earliest(sign.at for sign in signs),
                    evidence=tuple(_evidence(seen, suspect, resource, signs)),
                )


def _tells(seen: Seen, sign: Finding) -> bool:
    """Words and limits tell; a mere rise only of what grows until it is gone, and only when it grew a lot."""
    if sign.detector != "metric_step":
        return True
    rise = seen.observation(sign)
    if rise.unit == CORES and (rise.after or 0.0) < HALF_A_CORE:
        return False
    return sign.kind in GROWS and sign.direction == "rises" and times_more(rise.before, rise.after) >= A_LOT


def _evidence(seen: Seen, suspect: str, resource: str, signs: list[Finding]) -> Iterator[Evidence]:
    words = [sign for sign in signs if sign.detector not in ("metric_step", "near_limit")]
    limit = [sign for sign in signs if sign.detector == "near_limit"]
    moved = [sign for sign in signs if sign.detector == "metric_step"]
    for feature, found in (("exhaustion_words", words), ("at_its_limit", limit), ("resource_moved", moved)):
        if found:
            plainest = max(found, key=lambda sign: (sign.size, sign.id))
            yield supports(feature, plainest.says, cites_of(found), plainest.size)
    yield from _against(seen, suspect, resource)


def _against(seen: Seen, suspect: str, resource: str) -> Iterator[Evidence]:
    measured = [o for o in seen.observations(suspect) if o.kind == resource and o.signal == Signal.METRIC]
    if measured and all(map(_looked_steady, measured)):
        yield contradicts("resource_steady", f"{resource} of {suspect} was measured: as before", cites_of(measured))
    suffered = seen.suffers_from(suspect)
    slow = [(callee, found) for callee, found in suffered if found.kind == "latency" and not seen.is_fine(callee)]
    if resource in WAITING and slow:
        callee, finding = slow[0]
        yield contradicts("callee_is_slow", f"{callee}, slow, may fill it: {finding.says}", finding.cites, finding.size)


def _looked_steady(observation: Observation) -> bool:
    looked = observation.before is not None and observation.after is not None
    return looked and abs(observation.deviation) < STEADY
