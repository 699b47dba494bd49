"""Untraced facts: every number and clock time has to stand in the record, or follow from it.

When it is wrong: a number that is no fact ("24/7", "one of two"): write it in words.
"""

import re
from collections.abc import Iterator

from codriver.drafts.facts import Facts, numbers_in
from codriver.drafts.rules import Offence, Words, blocks

_NAMES = re.compile(
    r"\[[^\]\s]*#\d+\]|\binc-[0-9a-f]+(?:#\d+)?|\b[a-z]{1,4}-[0-9a-f]{6,}\b|\bSEV\d\b|\bp\d{2,3}\b|\bHTTP/\d(?:\.\d)?"
)
_PLANNED = re.compile(r"(?:next update|update you)[^.\n]*?\d{1,2}:\d{2}", re.IGNORECASE)  # a plan, not a fact
_LISTED = re.compile(r"^\s*\d+\.\s")


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """One offence a number that nobody recorded."""
    known = facts.numbers | {_plain(number) for number in facts.numbers}
    for line, text in enumerate(draft.text.splitlines(), 1):
        bare = _LISTED.sub("", _NAMES.sub(" ", _PLANNED.sub(" ", text)))
        for number in sorted(numbers_in(bare)):
            if number not in known and _plain(number) not in known and not _parts_known(number, known):
                hint = "take it from the record, or note where it comes from: codriver note"
                yield blocks("untraced", line, f"{number} is not in the record", hint)


def _plain(number: str) -> str:
    """The same number in one spelling: no thousands, no zeros behind the point."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number):
        return number.replace(",", "")
    return number.replace(",", ".").rstrip("0").rstrip(".") if re.fullmatch(r"\d+[.,]\d+", number) else number


def _parts_known(number: str, known: frozenset[str] | set[str]) -> bool:
    """`02:41` is known when `02:41:10` is."""
    return ":" in number and any(one.startswith(f"{number}:") for one in known)
