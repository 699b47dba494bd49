"""Agrees: with the record's status, with the updates before, with what other audiences were told.

Going back to investigating, monitoring without identified, and an end by itself are legal. After `resolved` comes
`investigating`, or nothing. When it is wrong: a status that was corrected on purpose; record it first.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Earlier, Facts, clock
from codriver.drafts.rules import Offence, Words, blocks, warns

_HEAD = re.compile(r"^\W*(?:SEV\d\s+)?(investigating|identified|monitoring|resolved)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (\d{2}:\d{2})", re.IGNORECASE)
_UPDATE = "update"


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """For updates; other drafts have no head."""
    if draft.form != _UPDATE:
        return
    head = _HEAD.match(draft.text)
    said = head[1].lower() if head else ""
    if not said:
        yield blocks("agrees", 1, "it does not begin with where the incident stands", "begin with: Investigating: ...")
    elif said != facts.status:
        hint = f"the record says {facts.status}: codriver incident status"
        yield blocks("agrees", 1, f"it says {said}, the record {facts.status}", hint)
    yield from _with_earlier(draft, facts, said)


def _with_earlier(draft: Words, facts: Facts, said: str) -> Iterator[Offence]:
    mine = [one for one in facts.earlier if one.audience == draft.audience]
    if mine and mine[-1].status == "resolved" and said in ("identified", "monitoring"):
        yield blocks("agrees", 1, f"the last update said resolved, this one {said}", "go back to investigating first")
    for line, match in draft.found(_SINCE):
        if facts.onset and match[1] != clock(facts.onset)[:5]:
            yield blocks(
                "agrees", line, f"since {match[1]}, the record says {clock(facts.onset)}", "say the same beginning"
            )
        for other in _others(facts, match[1]):
            hint = f"the update for {other.audience} says another beginning"
            yield warns("agrees", line, f"since {match[1]} differs from what {other.audience} were told", hint)


def _others(facts: Facts, since: str) -> Iterator[Earlier]:
    for one in facts.earlier:
        told = _SINCE.search(one.text)
        if told and told[1] != since and one.approved:
            yield one
