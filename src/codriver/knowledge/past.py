"""Have we seen this? Past incidents that read alike, with what resolved them: context, never evidence by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.knowledge import ranker as ranking
from codriver.knowledge.asked import Asked, voices
from codriver.knowledge.chunks import Page, page
from codriver.knowledge.features import features
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.knowledge.ranker import Ranker

LEAST = 0.1  # sure: a past incident is shown sooner than a runbook, because nobody acts on it alone
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
    """A past incident that reads alike, and how sure that is."""

    past: Past
    sure: float


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
    every = {one.id: one for one in past}
    with Store() as store:
        store.add(_page(one) for one in every.values())
        corpus = Corpus(store)
        found = [
            (ranked.sure, ranked.seen.entry.name)
            for voice in voices(asked)
            for ranked in ranking.rank(features(Heard(corpus, voice)), ranker)[: 2 * limit]
        ]
    best: dict[str, float] = {}
    for sure, name in sorted(found, key=lambda pair: (-pair[0], pair[1])):
        best.setdefault(name, sure)
    return tuple(Alike(every[name], round(sure, 3)) for name, sure in best.items() if sure >= LEAST)[:limit]


def _page(one: Past) -> Page:
    read = page(one.id, one.text)
    return Page(one.id, one.title, one.service, read.chunks)


def _short(text: str) -> str:
    return " ".join(text.split())[:_MOST_WORDS]


def texts(documents: Iterable[tuple[str, str]]) -> Iterator[Past]:
    """The past incidents among documents (name, text)."""
    return (from_document(name, text) for name, text in documents if is_past(name))
