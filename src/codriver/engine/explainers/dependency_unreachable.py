"""Another service cannot be reached: its name does not resolve, its certificate is refused, nobody listens, no answer.

When it is wrong: the caller was given a wrong address or a deadline that is too short; then the cause is the caller's
configuration.
"""

from collections.abc import Iterator

from codriver.engine.blame import speaks_for_callee
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Evidence, Finding, Hypothesis, Situation

WORDS = {
    "dns": "its name does not resolve",
    "refused": "nobody listens there",
    "timeout": "it does not answer in time",
    "tls": "its certificate or handshake is refused",
    "unreachable": "the connection breaks",
}


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a callee and way of not being reached, from the words of its callers."""
    del situation
    for suspect, way in sorted({(f.peer, f.kind) for f in seen.findings if f.peer and f.kind in WORDS}):
        signs = [f for f in seen.findings if f.peer == suspect and f.kind == way]
        yield Hypothesis(
            suspect=suspect,
            mechanism="unreachable",
            detail=way,
            says=f"{suspect} cannot be reached: {WORDS[way]}",
            at=earliest(sign.at for sign in signs),
            evidence=tuple(_evidence(seen, suspect, signs)),
        )


def _evidence(seen: Seen, suspect: str, signs: list[Finding]) -> Iterator[Evidence]:
    plainest = max(signs, key=lambda sign: (sign.size, sign.id))
    yield supports("unreachable_words", plainest.says, cites_of(signs), plainest.size)
    silent = [f for f in seen.own(suspect) if f.kind in ("silence", "restarts")]
    if silent:
        yield supports("suspect_silent", silent[0].says, cites_of(silent))
    yield from speaks_for_callee(seen, suspect)
