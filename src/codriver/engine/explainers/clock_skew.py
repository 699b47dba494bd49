"""A clock is wrong: what its service signs or stamps comes from the future or the past, and others refuse it.

What it looks for: refusals that speak of time (`token used before issued`, `RequestTimeTooSkewed`, clock skew). Whose
clock it is, is told by who is refused by whom: several who refuse one mean the one, one who refuses several is wrong
itself. When it is wrong: a token issued by a third party, whose clock it then is; one pair alone, where it may be the
other of the two.
"""

from collections.abc import Iterator

from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service whose clock others do not agree with."""
    del situation
    told = [finding for finding in seen.findings if finding.kind == "clock"]
    pairs = {(f.service, f.peer) for f in told if f.peer}
    for suspect in sorted(_suspects(pairs) or {finding.service for finding in told}):
        of = {suspect} | {b for a, b in pairs if a == suspect} | {a for a, b in pairs if b == suspect}
        signs = [finding for finding in told if finding.service in of]
        yield Hypothesis(
            suspect=suspect,
            mechanism="clock",
            says=f"the clock of {suspect} is off: {_others(suspect, of)} what it stamps",
            at=earliest(sign.at for sign in signs),
            evidence=tuple(_evidence(signs)),
        )


def _suspects(pairs: set[tuple[str, str]]) -> set[str]:
    """Of each refused caller and refusing callee the one who disagrees with more others; in doubt the caller."""
    return {callee if _against(callee, pairs) > _against(caller, pairs) else caller for caller, callee in pairs}


def _against(name: str, pairs: set[tuple[str, str]]) -> int:
    return sum(name in pair for pair in pairs)


def _others(suspect: str, of: set[str]) -> str:
    others = sorted(of - {suspect})
    return f"{', '.join(others)} {'refuses' if len(others) == 1 else 'refuse'}" if others else "others refuse"


def _evidence(signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("clock_words", plainest.says, cites_of(signs), plainest.size)
