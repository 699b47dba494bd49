"""A service turns requests away because they are more than its rate limit lets through.

What it looks for: refusals of that kind (`429`, `too many requests`, `rate limit exceeded`, throttled), new or more
often than before, in the words of who asks or of who turns away. Whether the limit fell or the requests rose is not
said by these words: a change of the limiting service, or a surge, is a hypothesis of its own.
When it is wrong: a caller that was always told to slow down and does; quotas of single customers.
"""

from collections.abc import Iterator

from codriver.engine.blame import speaks_for_callee
from codriver.engine.evidence import cites_of, supports
from codriver.engine.seen import Seen, earliest
from codriver.model import Finding, Hypothesis, Situation

KIND = "rate_limit"


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    """One hypothesis a service that is said, or says itself, to turn requests away, while somebody is in trouble."""
    del situation
    told = [finding for finding in seen.findings if finding.kind == KIND and (finding.peer or finding.service)]
    if not any(finding.trouble for finding in told):
        return
    for suspect in sorted({_who(finding) for finding in told}):
        signs = [finding for finding in told if _who(finding) == suspect]
        plainest = max(signs, key=lambda sign: (sign.size, sign.id))
        yield Hypothesis(
            suspect=suspect,
            mechanism="rate limit",
            says=f"{suspect} turns requests away: more than its rate limit lets through",
            at=earliest(sign.at for sign in signs),
            evidence=(
                supports("turned_away", plainest.says, cites_of(signs), plainest.size),
                *speaks_for_callee(seen, suspect),
            ),
        )


def _who(finding: Finding) -> str:
    """Who turns away: whom the words name as the other side, else who says so."""
    return finding.peer or finding.service
