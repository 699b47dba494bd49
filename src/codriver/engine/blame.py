"""Calls from one service to another fail: is it the callee, or does the caller ask wrongly?"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, contradicts, supports
from codriver.engine.onset_of import could_be_running
from codriver.engine.seen import Seen
from codriver.engine.tls_words import own_certificate
from codriver.model import Evidence, Finding, Situation

CALLS_FAIL = frozenset(
    {"dns", "refused", "timeout", "tls", "unreachable", "authentication", "clock", "errors", "http_5xx"}
)
WHY = CALLS_FAIL - {"errors", "http_5xx"}
REFUSES = frozenset({"authentication", "clock"})


def asks_wrongly(seen: Seen, caller: str) -> Iterator[Evidence]:
    """Evidence that the caller's own side of a call is broken, from the first callee that shows it."""
    for callee, finding in seen.suffers_from(caller):
        hasty = seen.gives_up_sooner(caller, callee)
        if hasty:
            because = f"its calls to {callee} time out, yet they take no longer than before: the deadline is too short"
            yield supports("gives_up_sooner", because, (*finding.cites, *hasty.cites), finding.size)
            return
        if finding.kind in CALLS_FAIL and seen.is_fine(callee) and not _name_is_gone(seen, callee):
            yield _callee_fine(seen, caller, callee)
            return


def _name_is_gone(seen: Seen, callee: str) -> bool:
    """Several callers cannot look the callee up: then it is its name, and none of their settings."""
    return len({f.service for f in seen.findings if f.kind == "dns" and f.peer == callee}) > 1


def unchanged(situation: Situation, suspect: str) -> Iterator[Evidence]:
    """What does not change by itself: settings, a schema. Silent where no change at all is known."""
    known = sorted(could_be_running(situation), key=lambda change: (change.at, change.id))
    if known and not any(change.service == suspect for change in known):
        because = f"no change of {suspect} is among those that are known, and this does not break by itself"
        yield contradicts("nothing_changed", because, known[-1].cites)


def speaks_for_callee(seen: Seen, callee: str, *, by_name: bool = False) -> Iterator[Evidence]:
    """Evidence against a callee being the cause: it is healthy, or others can use it, or callers give up too soon.

    `by_name`: its name is what is meant; how well it is says nothing of that.
    """
    if seen.is_fine(callee) and not by_name:
        health = cites_of(seen.signs_of_health(callee))
        on_the_way = (
            seen.ways_meet[callee].size if callee in seen.ways_meet else 0.0
        )  # of which its health says nothing
        yield contradicts("suspect_healthy", f"{callee} was looked at and is as before", health, 1 - on_the_way)
    yield from _refuses(seen, callee)
    fine = seen.fine_callers(callee)
    if fine:
        steady = [seen.steady_edges[caller, callee] for caller in fine]
        yield contradicts("other_callers_fine", f"{', '.join(fine)} can use it as before", cites_of(steady))
    blame = seen.blamed_by(callee)
    hasty = [found for caller, _ in blame if (found := seen.gives_up_sooner(caller, callee))]
    if hasty and len(hasty) == len(blame):
        because = "calls to it time out, yet they take no longer than before"
        yield contradicts("callers_give_up_sooner", because, cites_of(hasty))


def _refuses(seen: Seen, callee: str) -> Iterator[Evidence]:
    """All who say why it does not serve them say that it refuses them: what they show it is wrong."""
    said = [f for f in seen.findings if f.peer == callee and f.kind in WHY]
    if said and all(refused(seen, finding) for finding in said):
        plainest = max(said, key=lambda finding: (finding.size, finding.id))
        because = f"it answers, and refuses what it is shown: {plainest.says}"
        yield contradicts("refuses_its_caller", because, cites_of(said), plainest.size)


def refused(seen: Seen, finding: Finding) -> bool:
    """Whether the words say that the speaker was refused for what it showed: its key, its clock, its certificate."""
    return finding.kind in REFUSES or (finding.kind == "tls" and own_certificate(seen.text_of(finding)))


def _callee_fine(seen: Seen, caller: str, callee: str) -> Evidence:
    finding = dict(seen.suffers_from(caller))[callee]
    others = seen.fine_callers(callee)
    whom = f"works for {', '.join(others)}" if others else "is healthy"
    steady = [*seen.signs_of_health(callee), *(seen.steady_edges[other, callee] for other in others)]
    cites = (*finding.cites, *cites_of(steady))
    return supports("callee_fine_but_calls_fail", f"{callee} {whom}, yet {finding.says}", cites, finding.size)
