"""A container is held back by its CPU limit: it uses what it may, and waits for the rest of each period.

What it looks for: throttled time that rose (`container_cpu_cfs_throttled_*`), CPU that rose beside it. When it is
wrong: throttling that was always there; a load that is the cause, while the limit is right.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service in trouble whose throttled time rose."""
    del situation
    for suspect in sorted(seen.troubled):
        throttled = [finding for finding in seen.of(suspect) if is_throttling(finding)]
        if throttled:
            yield Hypothesis(
                suspect=suspect,
                mechanism="resource",
                detail="cpu_throttled",
                says=f"{suspect} is held back by its CPU limit",
                at=earliest(finding.at for finding in throttled),
                evidence=tuple(_evidence(seen, suspect, throttled)),
            )


def is_throttling(finding: Finding) -> bool:
    """Whether it says that a container waited for CPU more than before."""
    return "throttl" in finding.name.lower() and finding.direction == "rises"


def _evidence(seen: Seen, suspect: str, throttled: list[Finding]) -> Iterator[Evidence]:
    plainest = max(throttled, key=lambda finding: (finding.size, finding.id))
    yield supports("at_its_limit", plainest.says, cites_of(throttled), plainest.size)
    used = [f for f in seen.of(suspect) if f.kind == "cpu" and f.direction == "rises" and not is_throttling(f)]
    if used:
        yield supports("resource_moved", used[0].says, cites_of(used), used[0].size)
    own = seen.own(suspect)
    if own:
        yield supports("trouble_of_its_own", own[0].says, cites_of(own[:2]), max(finding.size for finding in own))
