"""How much of the trouble a hypothesis accounts for: the cascade problem.

Trouble spreads from a callee to its callers. A suspect upstream that accounts for every troubled service beats the
service that merely shouts, and each step of its path has to be shown.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from codriver.engine.compared import compared
from codriver.engine.evidence import cites_of, contradicts, few, supports
from codriver.engine.graph import shortest_path
from codriver.engine.onset_of import tolerance
from codriver.engine.seen import Seen
from codriver.engine.words import lasting
from codriver.model import Citation, Evidence, Finding, Hypothesis, Stance, Step

SAID = frozenset({"error_burst", "first_seen_error", "thrown_exception"})  # in its log, not in what others feel
ALONE = 0.4  # of one troubled service any of its hypotheses accounts for all
UNTRACED = 0.7  # nobody saw the calls between the two
LOAD = "surge"  # what comes in goes down: it reaches those below it, not those who call it
HEARSAY = 0.4  # what the suspect alone says of a callee that nobody else has seen


def reach(seen: Seen, hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with its path to the symptom and with the evidence of how far it reaches."""
    beside = _beside(seen, hypothesis)
    if not seen.troubled:
        return hypothesis.with_evidence(*beside)
    evidence = (
        *_share(seen, hypothesis),
        *(() if hypothesis.mechanism == LOAD else _origin(seen, hypothesis)),
        *_order(seen, hypothesis.suspect),
        *_pressed(seen, hypothesis.suspect),
        *beside,
    )
    return replace(hypothesis.with_evidence(*evidence), path=path(seen, hypothesis.suspect))


def _beside(seen: Seen, hypothesis: Hypothesis) -> tuple[Evidence, ...]:
    """How it compares with the rest; that more requests come, and make callees slow, is what a surge says itself."""
    every = tuple(compared(seen, hypothesis.suspect))
    return tuple(one for one in every if hypothesis.mechanism != LOAD or one.stance == Stance.SUPPORTS)


def _share(seen: Seen, hypothesis: Hypothesis) -> Iterator[Evidence]:
    suspect = hypothesis.suspect
    within = seen.in_trouble(seen.graph.affected_by(suspect)) | _asked_wrongly(seen, suspect) | _buried(seen, suspect)
    within |= _across(seen, suspect) if hypothesis.mechanism == "network" else frozenset()
    within |= seen.in_trouble(_below(seen, suspect)) if hypothesis.mechanism == LOAD else frozenset()
    total = sum(map(seen.weight, seen.troubled))
    share = sum(map(seen.weight, within)) / total if total else 0.0
    open_ = sorted(seen.troubled.keys() - within)
    if within:
        names = ", ".join(sorted(within))
        telling = share * (1.0 if len(seen.troubled) > 1 else ALONE)
        yield supports("accounts_for", f"it accounts for the trouble in {names}", _cites(seen, sorted(within)), telling)
    if open_:
        names = ", ".join(open_)
        yield contradicts("leaves_open", f"it leaves open the trouble in {names}", _cites(seen, open_), 1 - share)


def _below(seen: Seen, suspect: str) -> frozenset[str]:
    """All that it calls, and what those call."""
    found: set[str] = set()
    ahead = {suspect}
    while ahead:
        ahead = {callee for name in ahead for callee in seen.graph.callees.get(name, frozenset())} - found
        found |= ahead
    return frozenset(found)


def _across(seen: Seen, suspect: str) -> frozenset[str]:
    """What is called over the network of the suspect: an answer that is slow to leave is slow for who gives it too."""
    ends = {suspect, *seen.graph.callers.get(suspect, frozenset())}
    called = frozenset[str]().union(*(seen.graph.callees.get(end, frozenset()) for end in ends))
    return seen.in_trouble(called)


def _asked_wrongly(seen: Seen, suspect: str) -> frozenset[str]:
    """Callees that log errors since the suspect's trouble began, while nobody suffers from them: it asks wrongly."""
    own = next(iter(seen.dated(suspect)), None)
    slack = tolerance(seen.situation.window)
    return frozenset(
        callee
        for callee in seen.in_trouble(seen.graph.callees.get(suspect, frozenset()))
        if own and not seen.blamed_by(callee) and all(one.at - own.at >= -slack for one in seen.dated(callee)[:1])
        if all(finding.detector in SAID for finding in seen.troubled[callee])
    )


def _buried(seen: Seen, suspect: str) -> frozenset[str]:
    """Callees that the suspect asks far more often for each request than before, and who needs them."""
    pressed = [callee for caller, callee in seen.insisting if caller == suspect]
    return seen.in_trouble(frozenset[str]().union(*map(seen.graph.affected_by, pressed)))


def _pressed(seen: Seen, suspect: str) -> Iterator[Evidence]:
    """Who is asked far more often for each request than before may only be drowning in it."""
    pressing = [found for (_, callee), found in seen.insisting.items() if callee == suspect]
    if pressing:
        most = max(pressing, key=lambda found: (found.times, found.caller))
        yield contradicts("pressed_by_retries", most.says, most.cites, 1 - 1 / most.times)


def _origin(seen: Seen, hypothesis: Hypothesis) -> Iterator[Evidence]:
    """Whether the suspect's trouble starts in it, or comes from something that it calls."""
    suspect = hypothesis.suspect
    buried = _buried(seen, suspect)
    worse = [
        (callee, finding)
        for callee, finding in seen.suffers_from(suspect)
        if not seen.is_fine(callee) and not seen.gives_up_sooner(suspect, callee)
        if callee not in buried
    ]
    starts = [finding for finding in seen.troubled.get(suspect, ()) if finding.detector == "error_origin"]
    if worse:
        callee, finding = max(worse, key=lambda pair: (pair[1].size, pair[0]))
        because = f"{callee}, which it calls, is in trouble: {finding.says}"
        size = finding.size * (HEARSAY if seen.only_witness(suspect, callee) else 1.0) * seen.accounts(callee, suspect)
        yield contradicts("callee_in_trouble", because, finding.cites, size)
    elif (quiet := _troubled_callee(seen, suspect)) and quiet not in buried:
        finding = _plainest(seen.troubled[quiet])
        because = f"{quiet}, which it calls, is in trouble too: {finding.says}"
        yield contradicts(
            "callee_in_trouble", because, finding.cites, finding.size * UNTRACED * seen.accounts(quiet, suspect)
        )
    elif starts or (seen.own(suspect) and seen.graph.knows(suspect)):
        first = (starts or list(seen.own(suspect)))[0]
        because = f"nothing that it calls is seen to fail it; {first.says}"
        yield supports("trouble_starts_here", because, first.cites, first.size)
    elif seen.suffers_from(suspect):
        callee, finding = seen.suffers_from(suspect)[0]
        because = f"{callee}, which it calls, is fine, yet {finding.says}"
        yield supports("trouble_starts_here", because, finding.cites, finding.size)


def _troubled_callee(seen: Seen, suspect: str) -> str:
    """The plainest callee in trouble no later than the suspect, with nothing seen of the calls between them; or ""."""
    slack = tolerance(seen.situation.window)
    own = next(iter(seen.dated(suspect)), None)
    found = [
        callee
        for callee in seen.in_trouble(seen.graph.callees.get(suspect, frozenset()) - {suspect})
        if (suspect, callee) not in seen.steady_edges and (suspect, callee) not in seen.edges
        if own is None or any(other.at - own.at <= slack for other in seen.dated(callee)[:1])
    ]
    return max(found, key=lambda callee: (seen.weight(callee), callee), default="")


def _order(seen: Seen, suspect: str) -> Iterator[Evidence]:
    own = next(iter(seen.dated(suspect)), None)
    others = [finding for name in seen.troubled if name != suspect for finding in seen.dated(name)[:1]]
    if own is None or not others:
        return
    first = min(others, key=lambda finding: (finding.at, finding.id))
    if own.at - first.at <= tolerance(seen.situation.window):
        yield supports("first_in_time", f"{suspect} was in trouble no later than any other", cites_of((own, first)))
    else:
        yield contradicts("others_were_first", f"{first.service} was in trouble before it", cites_of((first, own)))


def path(seen: Seen, suspect: str) -> tuple[Step, ...]:
    """The steps from the suspect to where users feel it, along edges that show trouble where there are any."""
    goals = symptoms(seen) & seen.graph.affected_by(suspect)
    cost = dict.fromkeys(seen.edges, 0)
    names = shortest_path(seen.graph, suspect, goals - {suspect}, cost)
    return tuple(replace(_step(seen, origin, to), order=_order_in(seen, origin, to)) for origin, to in pairwise(names))


def symptoms(seen: Seen) -> frozenset[str]:
    """Where the trouble is felt: troubled services that no troubled service calls."""
    felt = {name for name in seen.troubled if not seen.in_trouble(seen.graph.callers.get(name, frozenset()) - {name})}
    return frozenset(felt or seen.troubled)


def _step(seen: Seen, origin: str, to: str) -> Step:
    shown = seen.edges.get((to, origin), ())
    if shown:
        return Step(origin=origin, to=to, because=shown[0].says, cites=cites_of(shown[:2]))
    order = _both_troubled(seen, origin, to)
    if order:
        return Step(origin=origin, to=to, because=order, cites=_cites(seen, [origin, to]))
    needs = seen.graph.cites.get((to, origin), ())
    return Step(origin=origin, to=to, because=f"{to} needs {origin}; not seen to suffer", cites=few(needs))


def _order_in(seen: Seen, origin: str, to: str) -> str:
    """Which of the two ends was in trouble first, and by how much; within the tolerance both began together."""
    start, then = seen.since(origin), seen.since(to)
    if start is None or then is None:
        return ""
    late = (then - start).total_seconds()
    if abs(late) <= tolerance(seen.situation.window).total_seconds():
        return f"{origin} and {to} were in trouble from the same time on"
    first, second = (origin, to) if late > 0 else (to, origin)
    return f"{second} was in trouble {lasting(late)} after {first}{'' if late > 0 else ', which speaks against it'}"


def _both_troubled(seen: Seen, origin: str, to: str) -> str:
    start, then = seen.since(origin), seen.since(to)
    if start is None or then is None or start - then > tolerance(seen.situation.window):
        return ""
    return f"{to} needs {origin} and was in trouble after it"


def _cites(seen: Seen, services: list[str]) -> tuple[Citation, ...]:
    return cites_of(_plainest(seen.troubled[name]) for name in services if name in seen.troubled)


def _plainest(findings: tuple[Finding, ...]) -> Finding:
    return max(findings, key=lambda finding: (finding.size, finding.id))
