"""Okapi BM25 over pages of words: rare words count more than common ones, the tenth repeat less than the first."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SATURATION = 1.2  # the two constants of every BM25 since 1994
_LENGTH = 0.75


@dataclass(frozen=True, slots=True)
class Page:
    """How often each word stands on a page (a heading's may count several times), and how many words its text has."""

    counts: Mapping[str, float]
    length: int


@dataclass(frozen=True, slots=True)
class Score:
    """How well a page answers.

    `value` adds up over the question's `words` that it has, the weightiest first; `covered` in [0, 1] is the share of
    the question's weight that they carry.
    """

    value: float
    covered: float
    words: tuple[str, ...]


def page(fields: Iterable[tuple[float, Iterable[str]]], length: int) -> Page:
    """A page from its fields: how much a word counts there, and the words."""
    counts: Counter[str] = Counter()
    for weight, words in fields:
        for word, count in Counter(words).items():
            counts[word] += weight * count  # type: ignore[assignment]  # a Counter of floats
    return Page(counts, length)


def scores(pages: Sequence[Page], question: Mapping[str, float]) -> tuple[Score, ...]:
    """A score for each page, in their order. `question` gives each word's weight."""
    rarity = _rarity(pages, question)
    usual = sum(one.length for one in pages) / len(pages) if pages else 0.0
    return tuple(_score(one, question, rarity, usual or 1.0) for one in pages)


def _rarity(pages: Sequence[Page], question: Iterable[str]) -> dict[str, float]:
    """A word that no page has counts as one that a single page has: else five pages could not cover any question."""
    having = {word: max(1, sum(word in one.counts for one in pages)) for word in question}
    return {word: math.log1p((len(pages) - count + 0.5) / (count + 0.5)) for word, count in having.items()}


def _score(one: Page, question: Mapping[str, float], rarity: Mapping[str, float], usual: float) -> Score:
    worth = {word: weight * rarity[word] for word, weight in question.items()}
    present = sorted((word for word in worth if word in one.counts), key=lambda word: (-worth[word], word))
    slack = _SATURATION * (1 - _LENGTH + _LENGTH * one.length / usual)
    value = sum(worth[word] * one.counts[word] * (_SATURATION + 1) / (one.counts[word] + slack) for word in present)
    covered = sum(worth[word] for word in present) / (sum(worth.values()) or 1.0)
    return Score(value, covered, tuple(present))
