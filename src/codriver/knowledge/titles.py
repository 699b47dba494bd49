"""How well a title answers a voice, and the voice a title: by the same words, their beginnings, or their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.knowledge import thesaurus
from codriver.knowledge.chunks import called
from codriver.knowledge.heard import SHORTEST, beginnings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from codriver.knowledge.heard import Heard
    from codriver.knowledge.store import Entry

ALIKE, SYNONYM = 0.8, 0.7  # how far a word's beginning, or another of its meaning, stands for the word
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
    begun, begin = heard.pressing_beginnings, beginnings(words)
    asked = sum(heard.rarity(w) * _credit(w, pressing, begun, named.get(w, _NOTHING) & of_pressing) for w in words)
    told = heard.meanings
    answers = sum(heard.rarity(w) * _credit(w, words, begin, told.get(w, _NOTHING) & of_title) for w in pressing)
    asked, answers = asked / (heard.worth(words) or 1.0), answers / (heard.worth(pressing) or 1.0)
    return asked / 2 + answers, asked, answers


def _credit(word: str, others: AbstractSet[str], begun: AbstractSet[str], shared: AbstractSet[int]) -> float:
    """`config` and `configuration`, `repo` and `repository` are alike: one begins with the other."""
    if word in others:
        return 1.0
    if word in begun or any(word[:end] in others for end in range(SHORTEST, len(word))):
        return ALIKE
    return SYNONYM if shared else 0.0
