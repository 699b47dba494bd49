"""Text -> the words by which knowledge is found: parts of names apart, endings off, words that say nothing left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST = 40  # longer runs are encoded bytes, not words
SAYS_NOTHING = frozenset(
    """a about after all also am an and any are as at be been before but by can cannot could did do does doing don
    due for from get gets getting got had has have having he help here hey hi how i if in into is it its just keep
    keeps let lot make may me might more most much must my need no not now of off on one or our out over please
    really see seem seems should so some still than thank thanks that the their them then there these they thing
    things this those to too up us very want was we were what when where which while who why will with without would
    you your""".split()  # noqa: SIM905 - a list of a hundred quoted words reads worse
)


def words(text: str) -> Iterator[str]:
    """The words of `text` in order, with repeats; a name like `KafkaConsumerLag` as its parts and as a whole."""
    for run in _RUN.findall(text):
        if len(run) <= _LONGEST:
            yield from _of_run(run)


def slug(name: str) -> str:
    """A name without case, blanks and punctuation, to tell `Kafka consumer-lag` and `KafkaConsumerLag` for the same."""
    return "".join(_RUN.findall(name)).lower()


@lru_cache(maxsize=65_536)
def _of_run(run: str) -> tuple[str, ...]:
    parts = _HUMP.split(run)
    whole = [run] if len(parts) > 1 else []
    every = (part.lower() for part in (*parts, *whole))
    return tuple(_stem(word) for word in every if word not in SAYS_NOTHING and len(word) > 1)


def _stem(word: str) -> str:
    """A word without a common English ending; crude, the same on both sides, and never shorter than three letters."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):  # noqa: PLR2004 - three letters are left
            return _single(word.removesuffix(ending) + instead)
    return word


def _single(stem: str) -> str:
    """`stopp` -> `stop`, as `stopping` and `stop` are one word."""
    return stem[:-1] if stem[-1:] == stem[-2:-1] and stem[-1] not in "ls" else stem
