"""Over: nothing is called resolved without what shows it, in the record and under a name.

When it is wrong: another incident that was resolved is mentioned.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, blocks

_OVER = re.compile(
    r"\b(?:is|are|was|were|been|now|fully|has|have) (?:been |now |fully |completely )*(?:resolved|fixed"
    r"|restored|solved|mitigated"
    r"|back to normal|operating normally|recovered)\b|^\W*(?:\w+ )?resolved\b|\bthe (?:incident|issue|problem"
    r"|outage) is over\b"
    r"|\ball systems (?:are )?(?:operational|normal)\b|\bservice (?:is |has been )?restored\b"
    r"|\bstatus: resolved\b|\bit is over\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|until|once|when|if|whether|nor|before)\b[^.]{0,40}$", re.IGNORECASE)


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """One offence a line that says that it is over while the record does not, or does not say what shows it."""
    if facts.resolved_by and facts.evidence:
        return
    for line, match in draft.found(_OVER):
        if not _NOT.search(match.string[: match.start() + len(match[0].split()[0])]) and "#" not in match.string:
            hint = "codriver resolve --evidence WORDS: what shows that it is over"
            yield blocks("over", line, f"`{match[0].strip()}`: nobody recorded what shows it", hint)
