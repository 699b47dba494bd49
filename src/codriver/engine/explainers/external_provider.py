"""Somebody else's service, outside our watch, fails or slows down: we see it only through our own calls.

When it is wrong: our own network or credentials toward the provider broke, an own service that nobody has connected.
"""

from collections.abc import Iterator

from codriver.engine.blame import speaks_for_callee
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

NOT_REACHED = frozenset({"dns", "tls", "clock", "authentication", "rate_limit"})  # each has an explainer of its own


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a callee that is marked external, or of which nothing but our calls to it was ever observed."""
    for suspect in sorted({callee for (_, callee), of in seen.edges.items() if _may_be_its_own(of)}):
        if _is_external(situation, seen, suspect):
            yield Hypothesis(
                suspect=suspect,
                mechanism="external",
                says=f"{suspect}, outside our watch, fails or is slow",
                at=earliest(finding.at for _, finding in seen.blamed_by(suspect)),
                evidence=tuple(_evidence(seen, suspect)),
            )


def _may_be_its_own(found: tuple[Finding, ...]) -> bool:
    """A name that does not resolve or a refusal says nothing of how the other side works, nor that calls fail by it."""
    kinds = {finding.kind for finding in found}
    return bool(kinds - NOT_REACHED - ({"errors"} if kinds & NOT_REACHED else set()))


def _is_external(situation: Situation, seen: Seen, name: str) -> bool:
    service = seen.services.get(name)
    if service and service.external:
        return True
    changed = any(change.service == name for change in situation.changes)
    return not (seen.observations(name) or changed or seen.graph.callees.get(name))


def _evidence(seen: Seen, suspect: str) -> Iterator[Evidence]:
    blame = seen.blamed_by(suspect)
    yield supports(
        "callers_suffer", blame[0][1].says, cites_of(f for _, f in blame), max(finding.size for _, finding in blame)
    )
    yield supports("outside_our_watch", f"{suspect} has no telemetry of its own here", cites_of(f for _, f in blame))
    yield from speaks_for_callee(seen, suspect)
