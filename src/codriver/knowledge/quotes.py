"""Whether a page quotes a message: the same words in the same order, with nothing between them."""

from __future__ import annotations

import re
from functools import lru_cache

from codriver.knowledge.words import words

_WORD = re.compile(r"<\w+>|[^\W_]+(?:'[^\W_]+)?")
_TELLING = 3  # words that say something: fewer stand together by chance
_FEW_TELLING, _LONG = 2, 5  # or so many of them, when the quote has so many words in all
_LONGEST = 60  # words of a message that are looked for; beyond that it is a dump
_LARGEST = 5000  # words of a section


def quoted(message: str, text: str) -> str:
    """The longest run of the message's words that the text has in the same order; empty when it says too little.

    It says enough with three telling words (no number, no `the`, no `could not`), or with two in a run of five.
    """
    said, page = _spelt(message)[:_LONGEST], _spelt(text)[:_LARGEST]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(page):
        places.setdefault(word, []).append(at)
    runs = ((_run(said[start:], page, at), start) for start, word in enumerate(said) for at in places.get(word, ()))
    length, start = max(((length, -start) for length, start in runs), default=(0, 0))
    found = said[-start : length - start]
    return " ".join(found) if _says_enough(found) else ""


def _run(said: tuple[str, ...], page: tuple[str, ...], at: int) -> int:
    pairs = zip(said, page[at:], strict=False)
    return next((size for size, (left, right) in enumerate(pairs) if left != right), min(len(said), len(page) - at))


def _says_enough(run: tuple[str, ...]) -> bool:
    telling = len({stem for word in run if word.isalpha() for stem in words(word)})
    return telling >= _TELLING or (telling >= _FEW_TELLING and len(run) >= _LONG)


@lru_cache(maxsize=4096)
def _spelt(text: str) -> tuple[str, ...]:
    """The words in small letters; a mask such as `<num>` is one that no page has."""
    return tuple(_WORD.findall(text.lower()))
