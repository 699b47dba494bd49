"""Words that say the same in operations: who writes `nic` may mean the page called `network interface`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Phrase = tuple[str, ...]
Openings = Mapping[str, Sequence[tuple[Phrase, int]]]
"""By the first word of a phrase: the phrase, and the number of its meaning."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Meanings by number.

    `written` are the phrases that stand for a meaning on a page; `said` are those that mean it in a question, `named`
    those of `written`, both by their first word.
    """

    written: tuple[tuple[Phrase, ...], ...]
    said: Openings
    named: Openings


def shipped(stems: Callable[[Collection[str]], list[Phrase]]) -> Thesaurus:
    """The thesaurus that ships with codriver, in the words of an index."""
    lines = _lines()
    every = list(dict.fromkeys(word for to, by in lines for word in (*to, *by)))
    known = dict(zip(every, stems(every), strict=True))
    written = tuple(tuple(known[word] for word in to) for to, _ in lines)
    said = (tuple(known[word] for word in by) for _, by in lines)
    return Thesaurus(written, _openings(said), _openings(written))


def meanings(words: Sequence[str], openings: Openings) -> dict[str, set[int]]:
    """What each of the words means, alone or with those that follow it."""
    found = defaultdict[str, set[int]](set)
    for at, word in enumerate(words):
        for phrase, meaning in openings.get(word, ()):
            if len(phrase) == 1 or set(phrase) <= set(words[at : at + len(phrase) + 2]):
                for part in phrase:
                    found[part].add(meaning)
    return found


@cache
def _lines() -> tuple[tuple[Phrase, Phrase], ...]:
    """By line: what is spoken of, and by which words."""
    text = resources.files("codriver.knowledge").joinpath("thesaurus.txt").read_text("utf-8")
    kept = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(_line(line) for line in kept if line)


def _line(line: str) -> tuple[Phrase, Phrase]:
    to, _, by = line.partition("<-")
    return _listed(to), _listed(by) or _listed(to)


def _listed(words: str) -> Phrase:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _openings(of_meanings: Iterable[Iterable[Phrase]]) -> Openings:
    found = defaultdict[str, list[tuple[Phrase, int]]](list)
    for meaning, phrases in enumerate(of_meanings):
        for phrase in phrases:
            if phrase:
                found[phrase[0]].append((phrase, meaning))
    return found
