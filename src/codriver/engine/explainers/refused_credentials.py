"""A service is refused by what it calls: its password, token or key is wrong or has expired, or it lacks a right.

What it looks for: lines of an error that name a refusal (`access denied`, `password authentication failed`, 401, 403),
new or more often than before. When it is wrong: users who mistype their own passwords; a callee that refuses everybody.
"""

from collections.abc import Iterator

from codriver.engine.blame import asks_wrongly
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

LOUD = frozenset({"error_burst", "first_seen_error"})


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose errors say that it was refused."""
    del situation
    for suspect in sorted(seen.troubled):
        signs = [f for f in seen.of(suspect) if f.kind == "authentication" and f.detector in LOUD]
        if signs and not _refuses_itself(seen, suspect, signs):
            yield Hypothesis(
                suspect=suspect,
                mechanism="credentials",
                detail=_detail(signs),
                says=f"{suspect} is refused{_by_whom(signs)}: {_SAYS[_detail(signs)]}",
                at=earliest(sign.at for sign in signs),
                evidence=tuple(_evidence(seen, suspect, signs)),
            )


def _refuses_itself(seen: Seen, suspect: str, signs: list[Finding]) -> bool:
    """It writes down whom it refuses: its callers say that it refused them, and it names nobody who refuses it."""
    refused = any(f.peer == suspect and f.kind == "authentication" for f in seen.findings)
    return refused and not any(sign.peer for sign in signs)


_SAYS = {
    "expired": "its credentials have expired",
    "rights": "its account lacks a right",
    "invalid": "its credentials are wrong, or its account lacks a right",
}


def _detail(signs: list[Finding]) -> str:
    words = " ".join(f"{sign.name} {sign.says}" for sign in signs).lower()
    if "expired" in words:
        return "expired"
    return "rights" if "serviceaccount:" in words or " cannot " in words else "invalid"


def _by_whom(signs: list[Finding]) -> str:
    peers = sorted({sign.peer for sign in signs if sign.peer})
    return f" by {', '.join(peers)}" if peers else ""


def _evidence(seen: Seen, suspect: str, signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("refusal_words", plainest.says, cites_of(signs), plainest.size)
    yield from asks_wrongly(seen, suspect)
