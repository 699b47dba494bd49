"""Unconfirmed causes: what nobody confirmed is not said outside, and said as a suspicion inside.

When it is wrong: a cause told as history of another incident.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks

_CAUSAL = re.compile(
    r"\b(?:caused by|because of|due to|root cause|as a result of|the result of|resulting from|stems? from"
    r"|triggered by"
    r"|brought (?:on|about) by|the (?:cause|reason|culprit) (?:is|was)|was to blame|led to|owing to"
    r"|originat\w+ (?:in|from)"
    r"|following (?:a|an|the|our) (?:\w+ )?(?:deploy\w*|release|change|update|migration|upgrade)"
    r"|after (?:a|an|our) (?:bad|faulty|broken|wrong|failed) \w+|(?:bad|faulty|broken) (?:deploy\w*|release"
    r"|config\w*|change))\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"suspect|not confirmed|unconfirmed|hypothes|likely|possibl|may be|might|we (?:think|believe)|once confirmed"
    r"|not (?:yet )?known|unknown|ENGINEER TO FILL|ruled out|rejected|## ",
    re.IGNORECASE,
)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """One offence a line that says why, while nobody has confirmed it."""
    if facts.cause is not None:
        return
    for line, match in draft.found(_CAUSAL):
        whole = match.string
        denied = re.search(r"\b(?:do not|don't|not yet|no) (?:yet )?(?:know|understand|established|cause)", whole)
        if not denied and (draft.outside or not _HEDGED.search(whole)) and not _recorded(whole, facts):
            hint = (
                "leave it out" if draft.outside else "say that it is suspected, or confirm it: codriver resolve --cause"
            )
            yield blocks("unconfirmed-cause", line, f"`{match[0]}`: nobody has confirmed a cause", hint)


def _recorded(line: str, facts: Facts) -> bool:
    """Whether the line quotes the record with its row: a note, a timeline's line."""
    return bool(re.search(r"\binc-[0-9a-f]+#\d+", line)) and any(one.says in line for one in facts.timeline)
