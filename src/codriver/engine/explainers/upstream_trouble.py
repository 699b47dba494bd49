"""A service that its callers see fail or slow down, whatever the reason inside it: trouble that starts there.

When it is wrong: the caller asks wrongly (a bad address, a deadline that is too short), or the network between them.
"""

from collections.abc import Iterator

from codriver.engine.blame import speaks_for_callee
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

TIME = frozenset({"latency", "timeout"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service that is blamed by a caller, or troubled by itself."""
    del situation
    for suspect in sorted({callee for _, callee in seen.edges} | seen.troubled.keys()):
        blame, own = seen.blamed_by(suspect), seen.own(suspect)
        if blame or own:
            slow = _is_slow((*own, *(finding for _, finding in blame)))
            yield Hypothesis(
                suspect=suspect,
                mechanism="slow" if slow else "failing",
                says=f"{suspect} itself {'became slow' if slow else 'fails'}, for a reason not yet seen",
                at=seen.since(suspect) or earliest(finding.at for _, finding in blame),
                evidence=tuple(_evidence(seen, suspect)),
            )


def _evidence(seen: Seen, suspect: str) -> Iterator[Evidence]:
    blame, own = seen.blamed_by(suspect), seen.own(suspect)
    if blame:
        names = ", ".join(caller for caller, _ in blame)
        yield supports(
            "callers_suffer",
            f"{names} {'sees' if len(blame) == 1 else 'see'} it: {blame[0][1].says}",
            cites_of(finding for _, finding in blame),
            max(finding.size for _, finding in blame),
        )
    if own:
        yield supports("trouble_of_its_own", own[0].says, cites_of(own[:2]), max(f.size for f in own))
    yield from speaks_for_callee(seen, suspect)


def _is_slow(findings: tuple[Finding, ...]) -> bool:
    slow = sum(finding.size for finding in findings if finding.kind in TIME)
    return slow >= sum(finding.size for finding in findings if finding.kind not in TIME)
