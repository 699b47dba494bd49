"""Have we seen this? Past incidents that read alike, with what resolved them: context, never evidence by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codriver.knowledge import ranker as ranking
from codriver.knowledge.asked import Asked, voices
from codriver.knowledge.chunks import Page, page
from codriver.knowledge.features import features
from codriver.knowledge.fitting import FREE
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.same_error import keys
from codriver.knowledge.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from codriver.knowledge.ranker import Ranker

LEAST = 0.05  # sure: a past incident is shown sooner than a runbook, because nobody acts on it alone
SAME = 0.95  # the very same error may still have another cause
_TITLES = 0.5
_ENDED = re.compile(r"(?i)\b(?:resol(?:ved|ution)|mitigat(?:ed|ion)|fix(?:ed)?|remed(?:y|iation)|action)\b")
_ABOUT = re.compile(r"(?i)post-?mortem|incident|outage|lesson|retrospective")
_MOST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A past incident: where it is written, what it was called, what is known of it, and what resolved it."""

    id: str
    title: str
    text: str
    ended: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A past incident that reads alike, how sure that is, and the error that both have, if they share one exactly."""

    past: Past
    sure: float
    same: str = ""


def is_past(name: str) -> bool:
    """Whether a document's name says that it tells of an incident."""
    return _ABOUT.search(name) is not None


def from_document(name: str, text: str) -> Past:
    """A post-mortem as a past incident; what resolved it stands under a heading or behind a word that says so."""
    read = page(name, text)
    ended = next((one.text for one in read.chunks if _ENDED.search(one.heading.rpartition(" > ")[2])), "")
    ended = ended or next((line for line in text.splitlines() if _ENDED.search(line[:40])), "")
    return Past(id=name, title=read.title, text=text, ended=_short(ended), service=read.service)


def alike(past: Iterable[Past], asked: Asked, ranker: Ranker, *, limit: int = 3) -> tuple[Alike, ...]:
    """The past incidents that read most like what is asked, each once."""
    return looked_into(past, ranker, limit=limit)(asked)


def looked_into(past: Iterable[Past], ranker: Ranker, *, limit: int = 3) -> Callable[[Asked], tuple[Alike, ...]]:
    """`alike` for many questions: the past incidents are read once."""
    every = {one.id: one for one in past}
    store, told = Store(), _for_incidents(ranker)
    store.add(_page(one) for one in every.values())
    corpus = Corpus(store)

    def ask(asked: Asked) -> tuple[Alike, ...]:
        same = dict(_same(every.values(), asked))
        found = [
            (place, ranked.sure, ranked.seen.entry.name)
            for voice in voices(asked)
            for place, ranked in enumerate(ranking.rank(features(Heard(corpus, voice)), told)[: 2 * limit])
        ]
        best = dict.fromkeys(same, SAME)
        for _, sure, name in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
            best.setdefault(name, sure)
        kept = ((name, sure) for name, sure in best.items() if sure >= LEAST)
        return tuple(Alike(every[name], round(sure, 3), same.get(name, "")) for name, sure in kept)[:limit]

    return ask


def _same(past: Iterable[Past], asked: Asked) -> Iterator[tuple[str, str]]:
    """The incidents that had exactly one of the errors that are asked about, and that error."""
    mine = keys("\n".join((*asked.logs, *asked.texts, asked.phrase)))
    for one in past if mine else ():
        shared = mine.keys() & keys(one.text).keys()
        if shared:
            yield one.id, mine[max(shared, key=lambda key: (len(key), key))]


def _for_incidents(ranker: Ranker) -> Ranker:
    """A post-mortem is long, is no runbook, and its title says when it was rather than what was wrong."""
    weights = {name: weight * (_TITLES if "title" in name else 1.0) for name, weight in ranker.weights.items()}
    return replace(ranker, weights=weights | dict.fromkeys(FREE, 0.0))


def _page(one: Past) -> Page:
    read = page(one.id, one.text)
    return Page(one.id, one.title, one.service, read.chunks)


def _short(text: str) -> str:
    return " ".join(text.split())[:_MOST_WORDS]


def texts(documents: Iterable[tuple[str, str]]) -> Iterator[Past]:
    """The past incidents among documents (name, text)."""
    return (from_document(name, text) for name, text in documents if is_past(name))
