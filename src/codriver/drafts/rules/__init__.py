"""What a draft must not say, one rule a file. A rule sees the words and the facts, and yields offences.

What blocks: leaks, facts that are not in the record, causes that nobody confirmed. Style, length and cadence warn.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codriver.drafts.facts import Facts

CUSTOMERS, POSTMORTEM = "customers", "postmortem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The draft as its writer left it: what form, for whom, and the text."""

    form: str
    audience: str
    text: str

    @property
    def outside(self) -> bool:
        """Whether people outside the company read it."""
        return self.audience == CUSTOMERS

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Each match with its line, from 1."""
        for number, line in enumerate(self.text.splitlines(), 1):
            yield from ((number, match) for match in pattern.finditer(line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """One thing that is wrong with the words, where, and how to mend it."""

    rule: str
    blocks: bool
    line: int
    says: str
    hint: str


Rule = Callable[[Words, Facts], Iterator[Offence]]


def blocks(rule: str, line: int, says: str, hint: str) -> Offence:
    """An offence that stands in the way of approval."""
    return Offence(rule=rule, blocks=True, line=line, says=says, hint=hint)


def warns(rule: str, line: int, says: str, hint: str) -> Offence:
    """An offence that a person may let pass."""
    return Offence(rule=rule, blocks=False, line=line, says=says, hint=hint)
