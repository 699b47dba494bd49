"""A certificate has expired, or is not valid yet: the one a service shows, or the one by which it is known elsewhere.

What it looks for: words of a failed handshake that speak of time. Who checks names the other side's certificate; an
alert from the other side means the speaker's own. When it is wrong: the clock of who checks is off, an old authority in
its store.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.engine.tls_words import out_of_date, own_certificate
from codriver.model import Evidence, Finding, Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis an owner of a certificate that is refused for its dates."""
    del situation
    told = [f for f in seen.findings if f.kind == "tls" and out_of_date(seen.text_of(f))]
    for owner in sorted({_owner(seen, finding) for finding in told}):
        signs = [finding for finding in told if _owner(seen, finding) == owner]
        yield Hypothesis(
            suspect=owner,
            mechanism="certificate",
            detail="expired",
            says=f"the certificate of {owner} is out of date: {_by_whom(owner, signs)} refuses it",
            at=earliest(sign.at for sign in signs),
            evidence=tuple(_evidence(signs)),
        )


def _owner(seen: Seen, finding: Finding) -> str:
    callees = [callee for callee, _ in seen.suffers_from(finding.service)]
    other = finding.peer or (callees[0] if len(callees) == 1 else "")
    return finding.service if own_certificate(seen.text_of(finding)) else other or finding.service


def _by_whom(owner: str, signs: list[Finding]) -> str:
    others = sorted({sign.peer if sign.service == owner else sign.service for sign in signs} - {"", owner})
    return ", ".join(others) or "who is shown it"


def _evidence(signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("certificate_words", plainest.says, cites_of(signs), plainest.size)
