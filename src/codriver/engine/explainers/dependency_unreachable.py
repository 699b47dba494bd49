"""Another service cannot be reached: its name does not resolve, its certificate is refused, nobody listens, no answer.

When it is wrong: the caller was given a wrong address or a deadline that is too short; then the cause is the caller's
configuration.
"""

import re
from collections.abc import Iterator

from codriver.engine.blame import speaks_for_callee
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.engine.tls_words import own_certificate
from codriver.model import Evidence, Finding, Hypothesis, Situation

NO_ANSWER = re.compile(r"temporary failure|eai_again|try again|servfail|server misbehaving|timed? ?out", re.IGNORECASE)
WORDS = {
    "dns": "a name does not resolve",
    "refused": "nobody listens there",
    "timeout": "it does not answer in time",
    "tls": "a certificate or handshake is refused",
    "unreachable": "the connection breaks",
}


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a callee and way of not being reached, from the words of its callers.

    A name that one caller alone asks for in vain, one of several or for want of any answer, is that caller's trouble;
    so is a certificate of its own that the other side refuses. Words that name nobody are taken to mean the one callee
    that the speaker suffers from; without such a one the suspect is the speaker.
    """
    del situation
    told = [finding for finding in seen.findings if finding.kind in WORDS]
    blind = _without_resolver(seen, told)
    meant = [
        (finding.service if _own_fault(seen, finding, blind) else _meant(seen, finding), finding) for finding in told
    ]
    for suspect, way in sorted({(name, finding.kind) for name, finding in meant}):
        signs = [finding for name, finding in meant if (name, finding.kind) == (suspect, way)]
        speaks_of_itself = all(sign.service == suspect for sign in signs)
        reach = "cannot reach what it calls" if speaks_of_itself else "cannot be reached"
        yield Hypothesis(
            suspect=suspect,
            mechanism="unreachable",
            detail=way,
            says=f"{suspect} {reach}: {WORDS[way]}",
            at=earliest(sign.at for sign in signs),
            evidence=tuple(_evidence(seen, suspect, signs)),
        )


def _own_fault(seen: Seen, finding: Finding, blind: frozenset[str]) -> bool:
    return (finding.kind == "dns" and finding.service in blind) or (
        finding.kind == "tls" and own_certificate(seen.text_of(finding))
    )


def _without_resolver(seen: Seen, told: list[Finding]) -> frozenset[str]:
    """Services that alone cannot look up several names, or get no answer to any."""
    asked = [finding for finding in told if finding.kind == "dns"]
    callers = {finding.service for finding in asked}
    names = {caller: {f.peer for f in asked if f.service == caller and f.peer} for caller in callers}
    silent = {f.service for f in asked if NO_ANSWER.search(seen.text_of(f))}
    others = {caller: set[str]().union(*(names[other] for other in callers - {caller})) for caller in callers}
    return frozenset(c for c in callers if not names[c] & others[c] and (len(names[c]) > 1 or c in silent))


def _meant(seen: Seen, finding: Finding) -> str:
    callees = [callee for callee, _ in seen.suffers_from(finding.service)]
    return finding.peer or (callees[0] if len(callees) == 1 else finding.service)


def _evidence(seen: Seen, suspect: str, signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("unreachable_words", plainest.says, cites_of(signs), plainest.size)
    silent = [f for f in seen.own(suspect) if f.kind in ("silence", "restarts")]
    if silent:
        yield supports("suspect_silent", silent[0].says, cites_of(silent))
    yield from speaks_for_callee(seen, suspect, by_name=all(sign.kind == "dns" for sign in signs))
