"""How well a title answers a voice, and the voice a title: by the same words, their beginnings, or their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.knowledge import thesaurus
from codriver.knowledge.chunks import called

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from codriver.knowledge.heard import Heard
    from codriver.knowledge.store import Entry

ALIKE, SYNONYM = 0.8, 0.7  # how far a word's beginning, or another of its meaning, stands for the word
_SHORTEST = 4
_NOTHING = frozenset[int]()


def titles(heard: Heard, entry: Entry) -> list[tuple[str, ...]]:
    """The title, and the name of the file."""
    return [heard.corpus.words(entry.title), heard.corpus.words(called(entry.name))]


def of_title(heard: Heard, entry: Entry) -> dict[str, float]:
    """How much of the title is asked for, and how much of the question it answers: by word, beginning or meaning."""
    best = max((_answer(heard, words) for words in titles(heard, entry) if words), default=None)
    if best is None:
        return {}
    _, asked, answers = best
    both = 2 * asked * answers / (asked + answers) if asked + answers else 0.0
    return {"title_asked": asked, "answers_title": answers, "title_both": both}


def _answer(heard: Heard, title: Sequence[str]) -> tuple[float, float, float]:
    named = thesaurus.meanings(title, heard.corpus.thesaurus.named)
    of_title = frozenset[int]().union(*named.values())
    pressing, of_pressing = heard.pressing, heard.pressing_meanings
    words = frozenset(title)
    asked = sum(heard.rarity(one) * _credit(one, pressing, named.get(one, _NOTHING) & of_pressing) for one in words)
    told = heard.meanings
    answers = sum(heard.rarity(one) * _credit(one, words, told.get(one, _NOTHING) & of_title) for one in pressing)
    asked, answers = asked / (heard.worth(words) or 1.0), answers / (heard.worth(pressing) or 1.0)
    return asked / 2 + answers, asked, answers


def _credit(word: str, others: Collection[str], shared: Collection[int]) -> float:
    if word in others:
        return 1.0
    if len(word) >= _SHORTEST and any(_alike(word, other) for other in others):
        return ALIKE
    return SYNONYM if shared else 0.0


def _alike(word: str, other: str) -> bool:
    """`config` and `configuration`, `repo` and `repository`."""
    return len(other) >= _SHORTEST and (word.startswith(other) or other.startswith(word))
