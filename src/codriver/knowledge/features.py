"""What speaks for each document that a voice might mean: named shares between 0 and 1, for the ranker to weigh."""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from codriver.knowledge.chunks import called, is_index
from codriver.knowledge.heard import LOUD
from codriver.knowledge.layout import lay
from codriver.knowledge.store import PIECES
from codriver.knowledge.titles import SYNONYM, of_title, titles
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codriver.knowledge.heard import Heard
    from codriver.knowledge.layout import Layout
    from codriver.knowledge.store import Entry

_FEW, _EVERY_FIFTH, _ENOUGH_WORDS = 500, 0.2, 3
MOST = 50  # documents that are looked at closely
_TITLE, _PLACE, _HEADING, _BODY = range(4)
_MEANT = 0.5
_IN_FIELDS = (2.5, 1.0, 0.6)  # what a word is worth the more in a title, a folder, a heading
_LOOSELY = 0.6  # how far a word of the same meaning stands for it in a text
_SHORTEST, _LONG = 4, 20
_COMPARED = (
    *("said_near", "described_near", "line_near", "said_body", "line_body", "described_anywhere", "name_heading"),
    *("line_piece", "said_means_heading", "said_means_body", "answers_title", "meant_body"),
)  # also held against the best document, as `_best`
_OF_INCIDENTS = ("runbook", "alert", "playbook", "troubleshoot", "debug", "operation_guide", "incident")

Features = dict[str, float]


class Seen(NamedTuple):
    """A document with what speaks for it, and the piece of it that fits best."""

    entry: Entry
    features: Features
    piece: int


def features(heard: Heard) -> list[Seen]:
    """The documents that share most with the voice, each with its features."""
    ids = _candidates(heard)
    store = heard.corpus.store
    entries = list(store.entries(ids))
    store.learn([text for entry in entries for text in (entry.title, called(entry.name))])
    layouts = lay([store.text(entry.id) for entry in entries], heard.wanted, store.stemmer)
    seen = [_seen(heard, entry, layout) for entry, layout in zip(entries, layouts, strict=True)]
    compare([one.features for one in seen])
    return seen


def _seen(heard: Heard, entry: Entry, layout: Layout) -> Seen:
    pieces, best = _pieces(heard, layout)
    found = {
        **_by_words(heard, entry, layout),
        **pieces,
        **_in_order(heard, entry, layout),
        **_of_names(heard, entry),
        **_of_service(heard, entry),
        **_of_meaning(heard, entry, layout),
        **of_title(heard, entry),
        "usual": _usual(heard, layout),
    }
    return Seen(entry, found, entry.id * PIECES + best)


def _saturated(count: float, half: float) -> float:
    return count / (count + half)


def _candidates(heard: Heard) -> list[int]:
    scores = _scores(heard)
    ordered = nsmallest(MOST, scores, key=lambda number: (-scores[number], number))
    name = heard.slugs[0]
    bearing = heard.corpus.store.bearing(name) if name else set()
    return list(dict.fromkeys([*ordered, *sorted(bearing)]))


def _scores(heard: Heard) -> dict[int, float]:
    """What chooses the candidates: rare words and meanings, those of the title first; a long text has all somewhere."""
    corpus = heard.corpus
    somewhere, scores = defaultdict[int, float](float), defaultdict[int, float](float)
    most = max(_FEW, corpus.many * _EVERY_FIFTH)
    for word in _telling(heard, most):
        worth = heard.loudness[word] * corpus.rarity(word)
        anywhere, *fields = corpus.store.having(word)
        _add(somewhere, anywhere, worth)
        for where, much in zip(fields, _IN_FIELDS, strict=True):
            _add(scores, where, worth * much)
    for meaning, much in heard.emphasis.items():
        meant = corpus.meant(meaning)
        if len(meant.anywhere) <= most or not somewhere:
            _add(somewhere, meant.anywhere, _MEANT * much * meant.rare)
            _add(scores, meant.title, _MEANT * much * meant.rare * _IN_FIELDS[0])
    short = corpus.shortness
    for document, score in somewhere.items():
        scores[document] += score * short[document]
    return scores


def _telling(heard: Heard, most: float) -> list[str]:
    """The words that bring documents in: not those that every fifth has, while there are others."""
    rare = [word for word in heard.every if len(heard.corpus.store.having(word).anywhere) <= most]
    return sorted(rare if len(rare) >= _ENOUGH_WORDS else heard.every)


def _add(scores: dict[int, float], documents: Iterable[int], worth: float) -> None:
    for document in documents:
        scores[document] += worth


def _usual(heard: Heard, layout: Layout) -> float:
    """What a textbook would rank by: rare words, those of the title first, and how often they stand there."""
    corpus, score = heard.corpus, 0.0
    for word, counts in layout.counts.items():
        score += heard.loudness[word] * corpus.rarity(word) * _firmly(counts)
    for meaning, counts in layout.meant.items():
        score += _MEANT * heard.emphasis[meaning] * corpus.meant(meaning).rare * _firmly(counts)
    return score


def _firmly(counts: Sequence[int]) -> float:
    title, place, heading, body = counts
    return (2.5 if title else 0.0) + (1.0 if place else 0.0) + 1.2 * heading / (heading + 1) + body / (body + 1.5)


_SHARES = {
    "name": ("title", "place", "heading"),
    "said": ("title", "body"),
    "described": ("anywhere",),
    "labels": ("place", "heading", "anywhere"),
    "line": ("body", "anywhere"),
}


def _by_words(heard: Heard, entry: Entry, layout: Layout) -> Features:
    """For each part of the voice: what share of its words, by rarity, stands where."""
    long = _long(heard, entry)
    found: Features = {}
    for part, wanted in _SHARES.items():
        if heard.weight[part]:
            here = [(heard.rarity(word), layout.counts[word]) for word in heard.words[part] if word in layout.counts]
            for where in wanted:
                whole = sum(rarity * _standing(where, counts, long) for rarity, counts in here)
                found[f"{part}_{where}"] = whole / heard.weight[part]
    return found


def _long(heard: Heard, entry: Entry) -> float:
    return 1.2 * (0.3 + 0.7 * entry.length / heard.corpus.usual_length)


def _standing(where: str, counts: Sequence[int], long: float) -> float:
    """How firmly a word stands in a field: once is enough for a title, a long text has everything once."""
    match where:
        case "title":
            return float(counts[_TITLE] > 0)
        case "place":
            return float(counts[_PLACE] > 0)
        case "heading":
            return _saturated(counts[_HEADING], 0.5)
        case "body":
            return _saturated(counts[_BODY], long)
    return 1.0


def _pieces(heard: Heard, layout: Layout) -> tuple[Features, int]:
    """For each part of the voice: what share of its words stands together in one piece; and the piece with most."""
    found: Features = {}
    total = defaultdict[int, float](float)
    for part, words in heard.words.items():
        if part == "labels" or not heard.weight[part]:
            continue
        sums = defaultdict[int, float](float)
        for word in words:
            for piece in layout.pieces.get(word, ()):
                sums[piece] += heard.rarity(word)
        sums.pop(0, None)
        for piece, worth in sums.items():
            total[piece] += worth / heard.weight[part] * LOUD[part]
        found[f"{part}_piece"] = max(sums.values(), default=0.0) / heard.weight[part]
        if part == "said":
            found["said_means_piece"] = _in_other_words(heard, layout, sums) / heard.weight[part]
    return found, min(total, key=lambda piece: (-total[piece], piece), default=0)


def _in_other_words(heard: Heard, layout: Layout, sums: Mapping[int, float]) -> float:
    """What the piece with most is worth when words of the same meaning stand for those of the first line."""
    loose = defaultdict[int, float](float, sums)
    for word in heard.words["said"]:
        meant = set[int]().union(*(layout.meant_pieces.get(one, ()) for one in heard.meanings.get(word, ())))
        for piece in meant - layout.pieces.get(word, set()) - {0}:
            loose[piece] += SYNONYM * heard.rarity(word)
    return max(loose.values(), default=0.0)


def _in_order(heard: Heard, entry: Entry, layout: Layout) -> Features:
    found: Features = {}
    titled = {pair for words in titles(heard, entry) for pair in pairwise(words)}
    for part, pairs in heard.pairs.items():
        whole = sum(worth for _, worth in pairs)
        if whole:
            found[f"{part}_near"] = sum(worth for pair, worth in pairs if pair in layout.close) / whole
            found[f"{part}_title_order"] = sum(worth for pair, worth in pairs if pair in titled) / whole
    return found


def _of_names(heard: Heard, entry: Entry) -> Features:
    """Names written as one word: an alert's, a title's, a file's."""
    name, *texts = heard.slugs
    titles = [one for one in (slug(entry.title), slug(called(entry.name))) if len(one) >= _SHORTEST]
    low = entry.name.lower()
    return {
        "bears_name": float(bool(name) and name in titles),
        "title_said": _longest(one for one in titles if any(one in text for text in (name, *texts))),
        "title_in_name": _longest(one for one in titles if one in name),
        "title_begins_name": _longest(one for one in titles if name.startswith(one)),
        "length": math.log1p(entry.length / 1000),
        "of_incidents": float(any(word in low for word in _OF_INCIDENTS)),
    }


def _longest(names: Iterable[str]) -> float:
    return max((min(len(name), _LONG) / _LONG for name in names), default=0.0)


def _of_service(heard: Heard, entry: Entry) -> Features:
    """Whether the document is about a service that is spoken of, lies in its folder, or begins with its name."""
    folders = [slug(folder) for folder in entry.name.split("/")[:-1]]
    own = {slug(entry.title), slug(called(entry.name)), *(slug(one) for one in entry.service.split(","))} - {""}
    index = is_index(entry.name)
    told = heard.services
    about = any(one in own or f"{one}service" in own or (index and folders[-1:] == [one]) for one in told)
    return {
        "service_page": float(about),
        "service_folder": float(any(one in folders for one in told)),
        "service_title": float(any(len(one) >= _SHORTEST and mine.startswith(one) for one in told for mine in own)),
    }


def _of_meaning(heard: Heard, entry: Entry, layout: Layout) -> Features:
    """What share of the meanings stands where, in whatever words; and of the first line's words, each as it can."""
    corpus, long = heard.corpus, _long(heard, entry)
    title = body = whole = 0.0
    for meaning, much in heard.emphasis.items():
        worth = much * corpus.meant(meaning).rare
        whole += worth
        counts = layout.meant.get(meaning)
        if counts:
            title += worth * (counts[_TITLE] > 0)
            body += worth * _saturated(counts[_BODY], long)
    shares = {"meant_title": title / whole, "meant_body": body / whole} if whole else {}
    return {**shares, **_loosely(heard, layout, "said"), **_loosely(heard, layout, "described")}


def _loosely(heard: Heard, layout: Layout, part: str) -> Features:
    whole = heard.weight[part]
    if not whole:
        return {}
    heading = body = 0.0
    for word in heard.words[part]:
        counts = layout.counts.get(word)
        high, low = float(bool(counts and (counts[_TITLE] or counts[_HEADING]))), float(bool(counts))
        for meaning in heard.meanings.get(word, ()) if not high else ():
            other = layout.meant.get(meaning)
            if other:
                high = max(high, SYNONYM * bool(other[_TITLE] or other[_HEADING]))
                low = max(low, _LOOSELY)
        heading += heard.rarity(word) * high
        body += heard.rarity(word) * low
    return {f"{part}_means_heading": heading / whole, f"{part}_means_body": body / whole}


def compare(every: Sequence[Features]) -> None:
    """Hold each against the best of them, in place."""
    top = max((one["usual"] for one in every), default=0.0) or 1.0
    for one in every:
        one["usual"] /= top
    for name in _COMPARED:
        best = max((one.get(name, 0.0) for one in every), default=0.0)
        if best > 0:
            for one in every:
                one[f"{name}_best"] = one.get(name, 0.0) / best
