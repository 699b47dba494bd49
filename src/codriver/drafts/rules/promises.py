"""Promises: no end that customers are told to expect, nothing that "will never happen again".

When it is wrong: a date of a planned maintenance.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks, warns

_END = re.compile(
    r"\bETA\b|\b(?:will|should|expect\w*|hope|going) (?:to )?(?:be |have (?:it|this|everything) )?(?:fixed"
    r"|resolved|restored|back|over|normal|solved|recover\w*)"
    r"|\b(?:fix|resolution|restoration|recovery) (?:is )?(?:expected|within|in the next|in \d|by \d|shortly|soon)"
    r"|\b(?:back|fixed|resolved|normal|over) (?:shortly|soon|within|in (?:the next|about|under|less)|by \d"
    r"|by the end)"
    r"|\bexpect\w* (?:a |the )?(?:fix|resolution|recovery|service|everything)"
    r"|\b(?:shortly|any (?:minute|moment) now|momentarily)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\bnever (?:happen )?again\b|\bguarantee\w*|\bwill not (?:happen|recur)|\b100 ?% sure", re.IGNORECASE
)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """Blocks in front of customers, warns elsewhere."""
    del facts
    judged = blocks if draft.outside else warns
    for pattern, says in ((_END, "says when it will be over"), (_NEVER, "promises what nobody can")):
        for line, match in draft.found(pattern):
            if not re.search(r"next update|update you", match.string, re.IGNORECASE):
                yield judged("promises", line, f"`{match[0]}` {says}", "say when the next update comes instead")
