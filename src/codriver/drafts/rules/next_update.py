"""Cadence: an update says when the next one comes, in time, and is not late itself.

When it is wrong: the page of a provider whose updates come by themselves.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts, clock
from codriver.drafts.rules import Offence, Words, warns

_NEXT = re.compile(
    r"\b(?:next update|update you|further update|we will (?:post|share"
    r"|write))\b[^.\n]*?(\d{1,2}:\d{2})",
    re.IGNORECASE,
)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """For updates of what is not over."""
    if draft.form != "update" or facts.status == "resolved":
        return
    told = [match[1] for _, match in draft.found(_NEXT)]
    if not told:
        yield warns("next-update", 1, "it does not say when the next update comes", f"by {clock(facts.next_update)}")
    elif told[-1] > clock(facts.next_update)[:5] and facts.taken.date() == facts.next_update.date():
        hint = f"at this severity by {clock(facts.next_update)}"
        yield warns("next-update", 1, f"the next update at {told[-1]} comes late", hint)
