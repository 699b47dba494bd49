"""One voice as the index hears it: its words, how rare each is here, where each stands, what they mean."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from codriver.knowledge import thesaurus
from codriver.knowledge.asked import PARTS, Voice
from codriver.knowledge.layout import Wanted
from codriver.knowledge.spelt import spread
from codriver.knowledge.words import SAYS_NOTHING, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codriver.knowledge.store import Store
    from codriver.knowledge.thesaurus import Thesaurus

_RUN = re.compile(r"[^\W_]+")
_A_SERVICE = re.compile(r"\b([A-Za-z][\w-]{2,}) (?:service|app|application|cluster|server)\b")
_SERVICE_NAMED = re.compile(r"([A-Z]\w+?)Service(?=[A-Z])")
_FEW, _NEARLY_ALL = 50, 0.6  # documents: what nearly all speak of tells none apart
_BY_CHANCE = 0.1  # of the documents: so many have common words somewhere, not next to each other
SHORTEST = 4  # letters that tell a beginning from chance
LOUD = {"labels": 0.5, "described": 0.5, "line": 1.0, "said": 1.2, "name": 2.0}
_NO_SERVICE = frozenset({"the", "this", "service", "your", "our", "any", "same"})


class Corpus:
    """A store, how many documents it has, and the words that both sides leave out."""

    def __init__(self, store: Store) -> None:
        self.store = store
        lengths = store.lengths()
        self.many, self.usual_length = len(lengths), sum(lengths.values()) / (len(lengths) or 1) or 1.0
        self.shortness = {number: 0.8 / (0.3 + length / self.usual_length) for number, length in lengths.items()}
        said = (word for stems in store.all_stems(sorted(SAYS_NOTHING)) for word in stems)
        self.silent = frozenset(said) | {"t", "s", "x"}
        self.thesaurus: Thesaurus = thesaurus.shipped(store.all_stems)
        self._meant: dict[int, Meant] = {}
        self._rarity: dict[str, float] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text that say something, in order."""
        stems = self.store.stems(spread(text))
        return tuple(word for word in stems if word not in self.silent and len(word) > 1 and not word.isdigit())

    def rarity(self, word: str) -> float:
        """High for a word that few documents have, highest for one that none has."""
        found = self._rarity.get(word)
        if found is None:
            found = self._rarity[word] = self.rare(len(self.store.having(word).anywhere))
        return found

    def rare(self, having: int) -> float:
        """The rarity of what so many documents have."""
        return math.log1p((self.many - having + 0.5) / (having + 0.5))

    def meant(self, meaning: int) -> Meant:
        """The documents that may have this meaning, and those that may have it in the title; none if nearly all do.

        Of several words it is known only that a document has them all: where many have, that says nothing.
        """
        if meaning not in self._meant:
            most = max(_FEW, self.many * _NEARLY_ALL)
            phrases = self.thesaurus.written[meaning]
            anywhere = self._with_all(phrases, 0, self.many * _BY_CHANCE)
            found = Meant(anywhere, self._with_all(phrases, 1, most), self.rare(len(anywhere)))
            self._meant[meaning] = found if len(anywhere) <= most else Meant(frozenset(), frozenset(), 0.0)
        return self._meant[meaning]

    def _with_all(self, phrases: Iterable[Sequence[str]], field: int, most: float) -> frozenset[int]:
        found = set[int]()
        for phrase in phrases:
            first, *others = sorted((self.store.having(word)[field] for word in phrase), key=len)
            both = set(first).intersection(*others) if others and first else first
            if not others or len(both) <= most:
                found.update(both)
        return frozenset(found)


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """All that the words begin with, of `SHORTEST` letters or more."""
    return frozenset(word[:end] for word in words for end in range(SHORTEST, len(word) + 1))


class Meant(NamedTuple):
    """The documents that have a meaning, those that have it in the title, and how rare it is."""

    anywhere: frozenset[int]
    title: frozenset[int]
    rare: float


@dataclass(frozen=True, eq=False)
class Heard:
    """A voice in a corpus."""

    corpus: Corpus
    voice: Voice
    spoken: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spoken", {part: self.corpus.words(self.voice.part(part)) for part in PARTS})

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each part, each once."""
        return {part: tuple(dict.fromkeys(words)) for part, words in self.spoken.items()}

    @cached_property
    def every(self) -> frozenset[str]:
        """The words of all parts."""
        return frozenset(word for words in self.words.values() for word in words)

    @cached_property
    def loudness(self) -> Mapping[str, float]:
        """How loudly each word is said."""
        return {word: max(LOUD[part] for part in PARTS if word in self.words[part]) for word in self.every}

    @cached_property
    def pairs(self) -> Mapping[str, Sequence[tuple[tuple[str, str], float]]]:
        """By part: words that follow each other, and what both are worth."""
        parts = (part for part in PARTS if part != "labels")
        return {part: [(pair, self.worth(pair)) for pair in pairwise(self.spoken[part])] for part in parts}

    @cached_property
    def spelling(self) -> Mapping[str, str]:
        """How the voice spells each word."""
        runs = list(dict.fromkeys(_RUN.findall(spread(f"{self.voice.whole} {self.voice.labels}"))))
        stems = self.corpus.store.all_stems(runs)
        return {of[0]: run for of, run in zip(reversed(stems), reversed(runs), strict=True) if len(of) == 1}

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """By part: what its words are worth together."""
        return {part: sum(map(self.rarity, words)) for part, words in self.words.items()}

    @cached_property
    def _meant(self) -> Mapping[str, Mapping[str, set[int]]]:
        """By part: what each of its words means."""
        said = self.corpus.thesaurus.said
        return {part: thesaurus.meanings(self.spoken[part], said) for part in PARTS if part != "labels"}

    @cached_property
    def meanings(self) -> Mapping[str, set[int]]:
        """What each word means."""
        found: dict[str, set[int]] = {}
        for of in self._meant.values():
            for word, numbers in of.items():
                found.setdefault(word, set()).update(numbers)
        return found

    @cached_property
    def emphasis(self) -> Mapping[int, float]:
        """What is meant, and how loudly: half by a description."""
        found: dict[int, float] = {}
        for part, of in self._meant.items():
            for number in {number for numbers in of.values() for number in numbers}:
                found[number] = max(found.get(number, 0.0), 0.5 if part == "described" else 1.0)
        return found

    @cached_property
    def wanted(self) -> Wanted:
        """What to look for in a document."""
        written = self.corpus.thesaurus.written
        meant = [number for number in self.emphasis if self.corpus.meant(number).anywhere]
        phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number in meant:
            for phrase in written[number]:
                phrases.setdefault(phrase[0], []).append((phrase, number))
        stems = self.every | {word for number in meant for phrase in written[number] for word in phrase}
        return Wanted(stems, self.every, phrases)

    @cached_property
    def pressing(self) -> frozenset[str]:
        """The words that a title should answer: name, first line and log line; the description's if those are few."""
        words = frozenset(word for part in ("name", "said", "line") for word in self.words[part])
        return words if len(words) >= 3 else words | frozenset(self.words["described"])  # noqa: PLR2004 - two may be a name

    @cached_property
    def pressing_beginnings(self) -> frozenset[str]:
        """What the pressing words begin with."""
        return beginnings(self.pressing)

    @cached_property
    def slugs(self) -> tuple[str, str, str]:
        """Name, first line and description without blanks and punctuation."""
        part = self.voice.part
        return slug(part("name")), slug(part("said") + part("line")), slug(part("described"))

    @cached_property
    def services(self) -> frozenset[str]:
        """Slugs of the services that are spoken of."""
        part = self.voice.part
        told = [name for text in (part("said"), part("described")) for name in _A_SERVICE.findall(text)]
        told += _SERVICE_NAMED.findall(part("name"))[:1]
        labelled = frozenset(map(slug, part("labels").split()))
        return ((frozenset(map(slug, told)) - _NO_SERVICE) | labelled) - {""}

    @cached_property
    def pressing_meanings(self) -> frozenset[int]:
        """What the pressing words mean."""
        return frozenset(number for word in self.pressing for number in self.meanings.get(word, ()))

    def rarity(self, word: str) -> float:
        """`Corpus.rarity`; a word that nothing here has is as rare as what it means, where that is written of."""
        return self._rarities.get(word) or self.corpus.rarity(word)

    @cached_property
    def _rarities(self) -> Mapping[str, float]:
        return {word: self._rarity(word) for word in self.every}

    def _rarity(self, word: str) -> float:
        if not self.corpus.store.having(word).anywhere:
            meant = max((self.corpus.meant(number).rare for number in self.meanings.get(word, ())), default=0.0)
            if meant:
                return meant
        return self.corpus.rarity(word)

    def worth(self, words: Iterable[str]) -> float:
        """What words are worth together."""
        return sum(map(self.rarity, words))
