"""How the words that are looked for lie in one document: how often in which field, in which pieces, how close."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codriver.knowledge.store import FIELDS, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from codriver.knowledge.stemming import Stemmer
    from codriver.knowledge.thesaurus import Openings

_LONGEST = 20_000  # words of one document that are looked at
_CLOSE = 3  # at most two words between
_HEADING = FIELDS.index("heading")
_NOTHING: Sequence[tuple[tuple[str, ...], int]] = ()


def _zeros() -> list[int]:
    return [0] * len(FIELDS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: stems, which of them are the question's, and phrases that mean it."""

    stems: AbstractSet[str]
    words: AbstractSet[str]
    phrases: Openings


@dataclass(frozen=True, slots=True)
class Layout:
    """By word: how often in each of `FIELDS`, and in which pieces; words that stand close; the same by meaning.

    Of a meaning it is counted in how many pieces it stands.
    """

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(_zeros))
    pieces: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    close: set[tuple[str, str]] = field(default_factory=set)
    meant: dict[int, list[int]] = field(default_factory=lambda: defaultdict(_zeros))
    meant_pieces: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def lay(texts: Iterable[str], wanted: Wanted, stemmer: Stemmer) -> list[Layout]:
    """The layouts of documents, as the store spells them."""
    every = [text.split()[:_LONGEST] for text in texts]
    stems = _spellings(set().union(*every), wanted.stems, stemmer) | dict(zip(MARKS, MARKS, strict=True))
    return [_laid(words, wanted, stems) for words in every]


def _spellings(words: AbstractSet[str], wanted: AbstractSet[str], stemmer: Stemmer) -> dict[str, str]:
    """Which of the words have a wanted stem. A stem begins as its words do, but for its last letter."""
    three, two = {one[:3] for one in wanted if len(one) > 3}, {one[:2] for one in wanted if len(one) <= 3}  # noqa: PLR2004 - its last letter may be another
    near = [word for word in words if word[:3] in three or word[:2] in two]
    stems = stemmer.of(near)
    return {word: stem for word in near if (stem := stems[word]) in wanted}


def _laid(text: Sequence[str], wanted: Wanted, stems: Mapping[str, str]) -> Layout:
    words, phrases = wanted.words, wanted.phrases
    hits = [(at, stems[word]) for at, word in enumerate(text) if word in stems]
    standing = dict(hits)
    found, meant = Layout(), set[tuple[int, int, int]]()
    column = piece = 0
    recent: list[tuple[int, str]] = []
    for at, stem in hits:  # the one hot loop of a question
        if stem in MARKS:
            column, recent = MARKS[stem], []
            piece += column == _HEADING
            continue
        if stem in words:
            found.counts[stem][column] += 1
            found.pieces[stem].add(piece)
            recent = [one for one in recent if at - one[0] <= _CLOSE]
            for _, before in recent:
                found.close.update(((before, stem), (stem, before)))
            recent.append((at, stem))
        for phrase, meaning in phrases.get(stem, _NOTHING):
            if len(phrase) == 1 or all(standing.get(at + n) == part for n, part in enumerate(phrase)):
                meant.add((meaning, column, piece))
    for meaning, column, of in meant:
        found.meant[meaning][column] += 1
        found.meant_pieces[meaning].add(of)
    return found
