"""Calls from one service to another fail: is it the callee, or does the caller ask wrongly?"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.seen import Seen
from codriver.model import Evidence

CALLS_FAIL = frozenset({"dns", "refused", "timeout", "tls", "unreachable", "authentication", "errors", "http_5xx"})


def asks_wrongly(seen: Seen, caller: str) -> Iterator[Evidence]:
    """Evidence that the caller's own side of a call is broken, from the first callee that shows it."""
    for callee, finding in seen.suffers_from(caller):
        hasty = seen.gives_up_sooner(caller, callee)
        if hasty:
            because = f"its calls to {callee} time out, yet they take no longer than before: the deadline is too short"
            yield supports("gives_up_sooner", because, (*finding.cites, *hasty.cites), finding.size)
            return
        if finding.kind in CALLS_FAIL and seen.is_fine(callee):
            yield _callee_fine(seen, caller, callee)
            return


def speaks_for_callee(seen: Seen, callee: str) -> Iterator[Evidence]:
    """Evidence against a callee being the cause: it is healthy, or others can use it, or callers give up too soon."""
    if seen.is_fine(callee):
        health = cites_of(seen.signs_of_health(callee))
        yield contradicts("suspect_healthy", f"{callee} was looked at and is as before", health)
    fine = seen.fine_callers(callee)
    if fine:
        steady = [seen.steady_edges[caller, callee] for caller in fine]
        yield contradicts("other_callers_fine", f"{', '.join(fine)} can use it as before", cites_of(steady))
    blame = seen.blamed_by(callee)
    hasty = [found for caller, _ in blame if (found := seen.gives_up_sooner(caller, callee))]
    if hasty and len(hasty) == len(blame):
        because = "calls to it time out, yet they take no longer than before"
        yield contradicts("callers_give_up_sooner", because, cites_of(hasty))


def _callee_fine(seen: Seen, caller: str, callee: str) -> Evidence:
    finding = dict(seen.suffers_from(caller))[callee]
    others = seen.fine_callers(callee)
    whom = f"works for {', '.join(others)}" if others else "is healthy"
    steady = [*seen.signs_of_health(callee), *(seen.steady_edges[other, callee] for other in others)]
    cites = (*finding.cites, *cites_of(steady))
    return supports("callee_fine_but_calls_fail", f"{callee} {whom}, yet {finding.says}", cites, finding.size)
