"""What speaks for each document that a voice might mean: named shares between 0 and 1, for the ranker to weigh."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from codriver.knowledge.asked import PARTS
from codriver.knowledge.chunks import called, is_index
from codriver.knowledge.store import PIECES
from codriver.knowledge.titles import SYNONYM, of_title, titles
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from codriver.knowledge.heard import Heard
    from codriver.knowledge.store import Entry

_FEW, _EVERY_FIFTH, _ENOUGH_WORDS = 500, 0.2, 3
MOST = 60  # documents that are looked at closely
_TITLE, _PLACE, _HEADING, _BODY = range(4)
_LOUD = {"labels": 0.5, "described": 0.5, "line": 1.0, "said": 1.2, "name": 2.0}
_MEANT = 0.5
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
    scores = _scores(heard)
    ids = _candidates(heard, scores)
    if not ids:
        return []
    pieces, best_piece = _pieces(heard, ids)
    neighbours = _neighbours(heard)
    top = max(scores.values(), default=0.0) or 1.0
    seen = [
        Seen(
            entry,
            {
                **_by_words(heard, entry),
                **pieces[entry.id],
                **_in_order(heard, entry, neighbours),
                **_of_names(heard, entry),
                **_of_service(heard, entry),
                **_of_meaning(heard, entry),
                **of_title(heard, entry),
                "usual": scores.get(entry.id, 0.0) / top,
            },
            best_piece.get(entry.id, entry.id * PIECES),
        )
        for entry in heard.corpus.store.entries(ids)
    ]
    compare([one.features for one in seen])
    return seen


def _saturated(count: float, half: float) -> float:
    return count / (count + half)


def _scores(heard: Heard) -> dict[int, float]:
    """What a textbook would rank by: rare words, those of the title first."""
    corpus = heard.corpus
    scores = defaultdict[int, float](float)
    most = max(_FEW, corpus.many * _EVERY_FIFTH)
    for word in _telling(heard, most):
        loud = max(_LOUD[part] for part in PARTS if word in heard.words[part])
        _add(scores, corpus.store.places(word).documents, loud * corpus.rarity(word))
    for meaning, much in heard.emphasis.items():
        places = corpus.meant(meaning)
        if places and (len(places) <= most or not scores):
            _add(scores, places, _MEANT * much * corpus.rare(len(places)))
    return scores


def _telling(heard: Heard, most: float) -> list[str]:
    """The words that bring documents in: not those that every fifth has, while there are others."""
    rare = [word for word in heard.every if len(heard.corpus.store.places(word).documents) <= most]
    return sorted(rare if len(rare) >= _ENOUGH_WORDS else heard.every)


def _add(scores: dict[int, float], places: Mapping[int, Sequence[int]], worth: float) -> None:
    for document, (title, place, heading, body) in places.items():  # the one hot loop: nothing is called in it
        fields = (2.5 if title else 0.0) + (1.0 if place else 0.0) + 1.2 * heading / (heading + 1) + body / (body + 1.5)
        scores[document] += worth * fields


def _candidates(heard: Heard, scores: Mapping[int, float]) -> list[int]:
    ordered = sorted(scores, key=lambda number: (-scores[number], number))[:MOST]
    name = heard.slugs[0]
    bearing = heard.corpus.store.bearing(name) if name else set()
    return list(dict.fromkeys([*ordered, *sorted(bearing)]))


_SHARES = {
    "name": ("title", "place", "heading"),
    "said": ("title", "body"),
    "described": ("anywhere",),
    "labels": ("place", "heading", "anywhere"),
    "line": ("body", "anywhere"),
}


def _by_words(heard: Heard, entry: Entry) -> Features:
    """For each part of the voice: what share of its words, by rarity, stands where."""
    corpus = heard.corpus
    long = 1.2 * (0.3 + 0.7 * entry.length / corpus.usual_length)
    found: Features = {}
    for part, wanted in _SHARES.items():
        if heard.weight[part]:
            sums = dict.fromkeys(wanted, 0.0)
            for word in heard.words[part]:
                counts = corpus.store.places(word).documents.get(entry.id)
                if counts:
                    rarity = corpus.rarity(word)
                    for where in wanted:
                        sums[where] += rarity * _standing(where, counts, long)
            found |= {f"{part}_{where}": one / heard.weight[part] for where, one in sums.items()}
    return found


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


def _pieces(heard: Heard, ids: Collection[int]) -> tuple[dict[int, Features], dict[int, int]]:
    """For each part of the voice: what share of its words stands together in one piece; and the piece with most."""
    wanted = set(ids)
    found: dict[int, Features] = {number: {} for number in ids}
    total = Counter[int]()
    for part, words in heard.words.items():
        if part != "labels" and heard.weight[part]:
            sums, everywhere = _in_pieces(heard, words, wanted)
            for piece, here in sums.items():
                of, one = found[piece // PIECES], here + everywhere[piece // PIECES]
                of[f"{part}_piece"] = max(of.get(f"{part}_piece", 0.0), one / heard.weight[part])
                total[piece] += one / heard.weight[part] * _LOUD[part]  # type: ignore[assignment]  # a Counter of floats
    best: dict[int, int] = {}
    for piece in sorted(total, key=lambda number: (-total[number], number)):
        best.setdefault(piece // PIECES, piece)
    return found, best


def _in_pieces(
    heard: Heard, words: Collection[str], wanted: AbstractSet[int]
) -> tuple[dict[int, float], dict[int, float]]:
    """What the words of each piece are worth; and, by document, those that stand in nearly every piece."""
    sums, everywhere = defaultdict[int, float](float), defaultdict[int, float](float)
    for word in words:
        places, rarity = heard.corpus.store.places(word), heard.rarity(word)
        if places.pieces is None:
            for number in wanted & places.documents.keys():
                everywhere[number] += rarity
        for piece in places.pieces or ():
            if piece // PIECES in wanted and piece % PIECES:
                sums[piece] += rarity
    return sums, everywhere


Pairs = dict[tuple[str, str], set[int]]


def _neighbours(heard: Heard) -> Pairs:
    """For words that follow each other in the voice: the documents in which they stand close together."""
    store = heard.corpus.store
    found: Pairs = {}
    for part in ("name", "said", "described", "line"):
        for one, other in pairwise(heard.spoken[part]):
            if one != other and (one, other) not in found:
                both = store.places(one).documents.keys() & store.places(other).documents.keys()
                found[one, other] = store.near(one, other) if both else set()
    return found


def _in_order(heard: Heard, entry: Entry, neighbours: Pairs) -> Features:
    found: Features = {}
    titled_pairs = [pair for words in titles(heard, entry) for pair in pairwise(words)]
    for part in ("name", "said", "described", "line"):
        pairs = list(pairwise(heard.spoken[part]))
        whole = sum(heard.worth(pair) for pair in pairs)
        if whole:
            near = sum(heard.worth(pair) for pair in pairs if entry.id in neighbours.get(pair, ()))
            titled = sum(heard.worth(pair) for pair in pairs if pair in titled_pairs)
            found |= {f"{part}_near": near / whole, f"{part}_title_order": titled / whole}
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


def _of_meaning(heard: Heard, entry: Entry) -> Features:
    """What share of the meanings stands where, in whatever words; and of the first line's words, each as it can."""
    corpus = heard.corpus
    long = 1.2 * (0.3 + 0.7 * entry.length / corpus.usual_length)
    title = body = whole = 0.0
    for meaning, much in heard.emphasis.items():
        places = corpus.meant(meaning)
        worth = much * corpus.rare(len(places)) if places else 0.0
        whole += worth
        counts = places.get(entry.id)
        if counts:
            title += worth * (counts[_TITLE] > 0)
            body += worth * _saturated(counts[_BODY], long)
    shares = {"meant_title": title / whole, "meant_body": body / whole} if whole else {}
    return {**shares, **_loosely(heard, entry, "said"), **_loosely(heard, entry, "described")}


def _loosely(heard: Heard, entry: Entry, part: str) -> Features:
    corpus = heard.corpus
    whole = heard.weight[part]
    if not whole:
        return {}
    heading = body = 0.0
    for word in heard.words[part]:
        counts = corpus.store.places(word).documents.get(entry.id)
        high, low = float(bool(counts and (counts[_TITLE] or counts[_HEADING]))), float(bool(counts))
        for meaning in heard.meanings.get(word, ()) if not high else ():
            other = corpus.meant(meaning).get(entry.id)
            if other:
                high = max(high, SYNONYM * bool(other[_TITLE] or other[_HEADING]))
                low = max(low, _LOOSELY)
        heading += corpus.rarity(word) * high
        body += corpus.rarity(word) * low
    return {f"{part}_means_heading": heading / whole, f"{part}_means_body": body / whole}


def compare(every: Sequence[Features]) -> None:
    """Hold each against the best of them, in place."""
    for name in _COMPARED:
        best = max((one.get(name, 0.0) for one in every), default=0.0)
        if best > 0:
            for one in every:
                one[f"{name}_best"] = one.get(name, 0.0) / best
