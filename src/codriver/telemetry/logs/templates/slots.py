"""What the slots of a template hold: the most frequent values among a few of its records.

When it is wrong: a value that holds the very words that follow it in the template; then that record tells nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codriver.telemetry.logs.templates.marks import TYPES

SHOWN = 3  # values of one slot
ENOUGH = 5  # records from which "always the same" means something
_SLOT = re.compile("<(" + "|".join(map(re.escape, TYPES)) + ")>")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot in order of the template: its kind, its most frequent values with their counts, records looked at."""

    kind: str
    values: tuple[tuple[str, int], ...]
    looked_at: int

    @property
    def always(self) -> str:
        """The one value it had in every record that was looked at, if these were enough; else ""."""
        same = self.looked_at >= ENOUGH and self.values and self.values[0][1] == self.looked_at
        return self.values[0][0] if same else ""


def values_of(template: str, texts: Iterable[str]) -> list[tuple[str, ...]]:
    """What each of these records has in the slots of its template; () for one that cannot be laid beside it."""
    words = _SLOT.split(template)[::2]
    return [tuple(_values(words, _SPACES.sub(" ", text).strip())) for text in texts]


def slots(template: str, texts: Iterable[str]) -> tuple[Slot, ...]:
    """The slots of the template, read from these records; none where no record can be laid beside it."""
    pieces = _SLOT.split(template)
    words, kinds = pieces[::2], pieces[1::2]
    read = [values for text in texts if (values := _values(words, _SPACES.sub(" ", text).strip()))]
    if not read:
        return ()
    return tuple(
        Slot(kind, tuple(sorted(Counter(column).items(), key=_first)[:SHOWN]), len(read))
        for kind, column in zip(kinds, zip(*read, strict=True), strict=True)
    )


def _first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _values(words: list[str], text: str) -> list[str]:
    """What stands between the words of the template, in order; nothing when a word is missing."""
    if not (text.startswith(words[0]) and text.endswith(words[-1])):
        return []
    found = list(_between(words, text))
    return found if len(found) == len(words) - 1 else []  # a record that fits half is no record of this template


def _between(words: list[str], text: str) -> Iterator[str]:
    at = len(words[0])
    for place, word in enumerate(words[1:], 1):
        last = place == len(words) - 1
        end = len(text) - len(word) if last else text.find(word, at + (not word))
        if end < at:
            return
        yield text[at:end]
        at = end + len(word)
