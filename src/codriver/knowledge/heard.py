"""One voice as the index hears it: its words, how rare each is here, where each stands, what they mean."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from codriver.knowledge import thesaurus
from codriver.knowledge.asked import PARTS, Voice
from codriver.knowledge.store import spread
from codriver.knowledge.words import SAYS_NOTHING, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codriver.knowledge.store import Store
    from codriver.knowledge.thesaurus import Thesaurus

_RUN = re.compile(r"[^\W_]+")
_A_SERVICE = re.compile(r"\b([A-Za-z][\w-]{2,}) (?:service|app|application|cluster|server)\b")
_SERVICE_NAMED = re.compile(r"([A-Z]\w+?)Service(?=[A-Z])")
_FEW, _NEARLY_ALL = 50, 0.6  # documents: what nearly all speak of tells none apart
_NO_SERVICE = frozenset({"the", "this", "service", "your", "our", "any", "same"})


class Corpus:
    """A store, how many documents it has, and the words that both sides leave out."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.many, self.usual_length = store.count()
        self.silent = frozenset(word for stems in store.all_stems(sorted(SAYS_NOTHING)) for word in stems) | {
            "t",
            "s",
            "x",
        }
        self.thesaurus: Thesaurus = thesaurus.shipped(store.all_stems)
        self._meant: dict[int, Mapping[int, Sequence[int]]] = {}
        self._rarity: dict[str, float] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text that say something, in order."""
        stems = self.store.stems(spread(text))
        return tuple(word for word in stems if word not in self.silent and len(word) > 1 and not word.isdigit())

    def rarity(self, word: str) -> float:
        """High for a word that few documents have, highest for one that none has."""
        if word not in self._rarity:
            self._rarity[word] = self.rare(len(self.store.places(word).documents))
        return self._rarity[word]

    def rare(self, having: int) -> float:
        """The rarity of what so many documents have."""
        return math.log1p((self.many - having + 0.5) / (having + 0.5))

    def meant(self, meaning: int) -> Mapping[int, Sequence[int]]:
        """By document: how often anything stands in each field that has this meaning; nothing if nearly all have it."""
        if meaning not in self._meant:
            found = self.store.phrases(self.thesaurus.written[meaning])
            self._meant[meaning] = found if len(found) <= max(_FEW, self.many * _NEARLY_ALL) else {}
        return self._meant[meaning]


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
    def spelling(self) -> Mapping[str, str]:
        """How the voice spells each word."""
        runs = list(dict.fromkeys(_RUN.findall(spread(f"{self.voice.whole} {self.voice.labels}"))))
        stems = self.corpus.store.all_stems(runs)
        return {of[0]: run for of, run in zip(reversed(stems), reversed(runs), strict=True) if len(of) == 1}

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """By part: what its words are worth together."""
        return {part: sum(map(self.corpus.rarity, words)) for part, words in self.words.items()}

    @cached_property
    def meanings(self) -> Mapping[str, set[int]]:
        """What each word means."""
        found: dict[str, set[int]] = {}
        for part in PARTS:
            if part != "labels":
                for word, numbers in thesaurus.meanings(self.spoken[part], self.corpus.thesaurus.said).items():
                    found.setdefault(word, set()).update(numbers)
        return found

    @cached_property
    def emphasis(self) -> Mapping[int, float]:
        """What is meant, and how loudly: half by a description."""
        loud = {part: 0.5 if part == "described" else 1.0 for part in PARTS if part != "labels"}
        found: dict[int, float] = {}
        for part, much in loud.items():
            for numbers in thesaurus.meanings(self.spoken[part], self.corpus.thesaurus.said).values():
                for number in numbers:
                    found[number] = max(found.get(number, 0.0), much)
        return found

    @cached_property
    def pressing(self) -> frozenset[str]:
        """The words that a title should answer: name, first line and log line; the description's if those are few."""
        words = frozenset(word for part in ("name", "said", "line") for word in self.words[part])
        return words if len(words) >= 3 else words | frozenset(self.words["described"])  # noqa: PLR2004 - two may be a name

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
        """`Corpus.rarity`."""
        return self.corpus.rarity(word)

    def worth(self, words: Iterable[str]) -> float:
        """What words are worth together."""
        return sum(map(self.corpus.rarity, words))
