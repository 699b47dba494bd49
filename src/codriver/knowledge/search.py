"""Finds the runbook that fits: what the alert links to, then what a trained ranker is sure enough of; else nothing.

When it is wrong: pages that differ in a word only, a phrase whose meaning the thesaurus does not know. `because` says
what it went by, `sure` how likely the page is the right one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from codriver.knowledge import ranker as ranking
from codriver.knowledge.asked import Asked, Voice, voices
from codriver.knowledge.chunks import Chunk, Page
from codriver.knowledge.features import features
from codriver.knowledge.heard import Corpus, Heard
from codriver.knowledge.quotes import quoted
from codriver.knowledge.semantic.closer import closer
from codriver.knowledge.store import PIECES, Store
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from codriver.knowledge.ranker import Ranked, Ranker
    from codriver.knowledge.semantic import Meaning
    from codriver.knowledge.store import Entry
    from codriver.model import Runbook

__all__ = ["Asked", "Hit", "find", "hits"]

_SHOWN_WORDS = 4
_LOOKED_INTO = 8  # of one voice's documents
_TWO = 2
_NEAR = 0.15  # sure: less is as good as nothing
_LINKED = 1.0  # how sure the team itself is


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that fits: the number of the piece to show (0 is its beginning), why, and how likely it is right."""

    name: str
    title: str
    piece: int
    because: str
    sure: float


def hits(
    corpus: Corpus, asked: Asked, ranker: Ranker, *, limit: int = 3, meaning: Meaning | None = None
) -> tuple[Hit, ...]:
    """The documents that fit, best first; nothing when the ranker is sure of none. `meaning`: a sentence model."""
    best: dict[str, Hit] = {hit.name: hit for hit in _linked(corpus, asked)}
    found = [hit for voice in voices(asked) for hit in _ranked(corpus, voice, ranker, meaning)]
    for hit in sorted(found, key=lambda one: (-one.sure, one.name)):
        best.setdefault(hit.name, hit)
    return tuple(best.values())[:limit]


def nearest(corpus: Corpus, asked: Asked, ranker: Ranker) -> Hit | None:
    """The best of those that the ranker is not sure enough of; None when it is as good as none."""
    found = hits(corpus, asked, replace(ranker, enough=_NEAR), limit=1)
    return found[0] if found else None


def find(runbooks: Iterable[Runbook], asked: Asked, *, limit: int = 3) -> tuple[Runbook, ...]:
    """The fitting sections among `runbooks`, best first, one per document, each with its `because`."""
    papers = {name: tuple(some) for name, some in groupby(sorted(runbooks, key=_place), key=lambda one: _place(one)[0])}
    with Store() as store:
        store.add(_page(name, sections) for name, sections in papers.items())
        found = hits(Corpus(store), asked, ranking.shipped(), limit=limit)
    return tuple(replace(_section(papers[hit.name], hit.piece), because=hit.because) for hit in found)


def _place(runbook: Runbook) -> tuple[str, int]:
    name, _, line = runbook.cites[0].ref.locator.rpartition(":")
    return name, int(line) if line.isdigit() else 0


def _page(name: str, sections: Sequence[Runbook]) -> Page:
    chunks = tuple(Chunk(one.section, one.text, _place(one)[1]) for one in sections)
    return Page(name, sections[0].title, sections[0].service, chunks)


def _section(sections: Sequence[Runbook], piece: int) -> Runbook:
    """The section of that number; for an introduction without commands the first section that has some."""
    section = sections[max(piece - 1, 0)]
    if section.section or section.commands:
        return section
    return next((one for one in sections if one.commands), section)


def _linked(corpus: Corpus, asked: Asked) -> Iterator[Hit]:
    for key, link in asked.links():
        path, fragment = _parts(link)
        names = ((shared, entry) for entry in corpus.store.all() if (shared := _shared_end(path, _path_of(entry.name))))
        for _, entry in sorted(names, key=lambda pair: (-pair[0], pair[1].name))[:1]:
            piece = corpus.store.headed(entry.id, fragment) if fragment else 0
            yield Hit(entry.name, entry.title, piece, f"the alert's {key} leads here", _LINKED)


def leads_to(link: str, name: str) -> bool:
    """Whether a link's path ends as the document's name does: the file, and its folder where both have one."""
    path, _ = _parts(link)
    return bool(path) and _shared_end(path, _path_of(name)) >= 1


def _parts(link: str) -> tuple[tuple[str, ...], str]:
    try:
        address = urlsplit(link.strip())
    except ValueError:
        return (), ""
    return _path_of(unquote(address.path)), slug(unquote(address.fragment))


def _path_of(path: str) -> tuple[str, ...]:
    """The folders and the name without its ending, in small letters."""
    *folders, last = [part.lower() for part in path.strip("/").split("/")]
    stem, dot, ending = last.rpartition(".")
    return (*folders, stem if dot and ending in ("md", "markdown", "html", "htm") else last)


def _shared_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many parts two paths share, counted from their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _ranked(corpus: Corpus, voice: Voice, ranker: Ranker, meaning: Meaning | None) -> Iterator[Hit]:
    heard = Heard(corpus, voice)
    ranked = ranking.rank(features(heard), ranker)
    if meaning and ranked and not voice.line:  # a log line is matched word for word
        ranked = closer(heard, ranked, ranker, meaning)
    for one in ranked[:_LOOKED_INTO]:
        if one.sure >= ranker.enough and not _by_chance(heard, one.seen.entry):
            yield _hit(heard, one)


def _by_chance(heard: Heard, entry: Entry) -> bool:
    """One word in common with a log line says nothing."""
    store = heard.corpus.store
    return bool(heard.voice.line) and sum(entry.id in store.having(word).anywhere for word in heard.every) < _TWO


def _hit(heard: Heard, ranked: Ranked) -> Hit:
    entry, store = ranked.seen.entry, heard.corpus.store
    piece = ranked.seen.piece
    name = slug(heard.voice.name)
    headed = store.headed(entry.id, name) if name else 0
    if ranked.seen.features.get("bears_name") or headed:
        because, piece = f"bears the name of the alert {heard.voice.name}", entry.id * PIECES + headed
    else:
        because = _because(heard, entry, store.piece(piece))
    return Hit(entry.name, entry.title, piece % PIECES, because, ranked.sure)


def _because(heard: Heard, entry: Entry, text: str) -> str:
    quote = quoted(heard.voice.line or heard.voice.said, text)
    if quote:
        return f"quotes “{quote}”"
    mine = sorted(one for one in heard.services if one in {slug(of) for of in entry.service.split(",")})
    shared = f"shares the words {', '.join(_shared(heard, entry))}"
    return f"written for {mine[0]}; {shared}" if mine else shared


def _shared(heard: Heard, entry: Entry) -> list[str]:
    """The rarest words that both have, as the question spells them; words for the same when there is none."""
    having = [word for word in heard.every if entry.id in heard.corpus.store.having(word).anywhere]
    rarest = sorted(having, key=lambda word: (-heard.rarity(word), word))[:_SHOWN_WORDS]
    return [heard.spelling.get(word, word) for word in rarest] or ["of the same meaning"]
