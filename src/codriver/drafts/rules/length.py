"""Length: nobody reads a long update.

When it is wrong: several incidents told as one.
"""

from collections.abc import Iterator, Mapping

from codriver.drafts.facts import Facts
from codriver.drafts.rules import Offence, Words, warns

MOST: Mapping[tuple[str, str], int] = {
    ("update", "customers"): 120,
    ("update", "executive"): 120,
    ("update", "internal"): 400,
    ("handoff", ""): 800,
}


def check(draft: Words, facts: Facts) -> Iterator[Offence]:
    """One warning, with the number of words."""
    del facts
    words, most = len(draft.text.split()), MOST.get((draft.form, draft.audience), 0)
    if most and words > most:
        yield warns("length", 1, f"{words} words, {most} are enough", "cut it")
