"""Finds the runbook that fits: what the alert links to, is named after it, quotes the message, shares its rare words.

Simple retrieval, in memory. When it is wrong: it knows no synonyms ("standby" does not find "replica"), and a short
log line may share its rare words with the wrong page; `because` says which words it went by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from codriver.knowledge import bm25
from codriver.knowledge.quotes import quoted
from codriver.knowledge.words import slug, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from codriver.model import Runbook

_LINKS = ("runbook_url", "runbook", "runbook_link", "runbooks", "playbook", "playbook_url")
_IN_TITLE, _IN_HEADING, _IN_TEXT = 4.0, 2.0, 1.0  # a title says what a page is about, a text also what it is not about
_ITS_SERVICE, _ANOTHERS_SERVICE = 1.5, 0.5
_STATUS, _SHORT = 3, 4
_MOST_LOGS = 20
_ENOUGH = 0.45  # of the question's weight; below it, pages share words with a question by chance
_NEAR = 0.5  # of the best score; a page far behind the first is not an alternative to it
_SHOWN_WORDS = 4
_TELLS_LITTLE = frozenset(
    """alert api app broken client connect critical down error exception fail failur fault found health high http https
    incident issu job level line log low messag new number on page play playbook problem rate request respons runbook
    server servic slow start statu stop system time troubl trouble unavailabl unhealthy up user warn""".split()  # noqa: SIM905 - quoted words read worse
)  # stems that stand on every other page: one of them makes no page fit
_MASK = re.compile(r"<\w+>")  # what a fold of log lines put in the place of numbers and ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; all may be empty.

    The alerts' names, their texts in the same order, their labels and annotations; the services in trouble; log
    lines, the weightiest first; and a phrase in a person's own words.
    """

    alerts: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class _Paper:
    """The sections of one document."""

    name: str
    sections: tuple[Runbook, ...]


@dataclass(frozen=True, slots=True)
class _Voice:
    """One thing that asks: its words with their weights, and how many of them a page must have at `least`."""

    words: Mapping[str, float]
    least: int


def find(runbooks: Iterable[Runbook], asked: Asked, *, limit: int = 3) -> tuple[Runbook, ...]:
    """The fitting sections, best first, one per document, each with its `because`; nothing when nothing fits.

    First what an alert's label links to (`runbook_url`), then what bears an alert's name, what quotes a log line or an
    alert's text, then by words; at last what is written for a service in trouble and shares a word of its title.
    """
    papers = _papers(runbooks)
    told = replace(asked, logs=tuple(_MASK.sub(" ", line) for line in asked.logs[:_MOST_LOGS]))
    ranked = (
        *_linked(papers, asked),
        *_named(papers, asked),
        *_quoting(papers, asked),
        *_by_words(papers, told),
        *_of_a_service(papers, told),
    )
    best: dict[str, Runbook] = {}
    for name, runbook in ranked:
        best.setdefault(name, runbook)
    return tuple(best.values())[:limit]


def _papers(runbooks: Iterable[Runbook]) -> tuple[_Paper, ...]:
    ordered = sorted(runbooks, key=_place)
    return tuple(_Paper(name, tuple(some)) for name, some in groupby(ordered, key=lambda one: _place(one)[0]))


def _place(runbook: Runbook) -> tuple[str, int]:
    name, _, line = runbook.cites[0].ref.locator.rpartition(":")
    return name, int(line) if line.isdigit() else 0


def _linked(papers: Sequence[_Paper], asked: Asked) -> Iterator[tuple[str, Runbook]]:
    for key, link in asked.labels:
        if key.lower() in _LINKS:
            path, fragment = _parts(link)
            fitting = [(shared, paper) for paper in papers if (shared := _shared_end(path, _path_of(paper.name)))]
            for _, paper in sorted(fitting, key=lambda pair: (-pair[0], pair[1].name))[:1]:
                section = _section_called(paper, fragment) or paper.sections[0]
                yield paper.name, replace(section, because=f"the alert's {key} leads here")


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


def _named(papers: Sequence[_Paper], asked: Asked) -> Iterator[tuple[str, Runbook]]:
    for alert in sorted({*asked.alerts}):
        for paper in papers:
            called = slug(alert) in (slug(paper.sections[0].title), slug(_path_of(paper.name)[-1]))
            section = paper.sections[0] if called else _section_called(paper, slug(alert))
            if section and slug(alert):
                yield paper.name, replace(section, because=f"bears the name of the alert {alert}")


def _section_called(paper: _Paper, name: str) -> Runbook | None:
    called = (section for section in paper.sections if slug(section.section.rpartition(" > ")[2]) == name)
    return next(called, None) if name else None


def _quoting(papers: Sequence[_Paper], asked: Asked) -> Iterator[tuple[str, Runbook]]:
    """What quotes a message, the longest quote first."""
    lines = (*asked.logs[:_MOST_LOGS], *asked.texts)
    every = (
        (quoted(line, section.text), paper, section) for paper in papers for section in paper.sections for line in lines
    )
    found = [(quote, paper, section) for quote, paper, section in every if quote]
    for quote, paper, section in sorted(found, key=lambda one: (-len(one[0].split()), one[1].name, _place(one[2]))):
        yield paper.name, replace(_to_act_on(section, paper), because=f"quotes “{quote}”")


def _of_a_service(papers: Sequence[_Paper], asked: Asked) -> Iterator[tuple[str, Runbook]]:
    """What is written for a service in trouble, by its front matter, title or file, and shares a word of its title."""
    spoken = {word for text in (*asked.alerts, *asked.texts, *asked.logs, asked.phrase) for word in words(text)}
    for paper in papers:
        titled = _title(paper)
        for service in asked.services:
            own = set(words(service))
            shared = sorted(w for w in spoken & set(words(titled)) - own - _TELLS_LITTLE if not _is_number(w))
            if shared and own and (slug(service) in _service(paper) or own <= set(words(titled))):
                section = _best_section(paper, [_Voice(dict.fromkeys(shared, 1.0), least=1)])
                because = f"written for {service}; its title shares the words {', '.join(shared[:_SHOWN_WORDS])}"
                yield paper.name, replace(_to_act_on(section, paper), because=because)


def _to_act_on(section: Runbook, paper: _Paper) -> Runbook:
    """The section; for an introduction without commands the first section that has some: it says what to do."""
    if section.section or section.commands:
        return section
    return next((one for one in paper.sections if one.commands), section)


def _title(paper: _Paper) -> str:
    return f"{paper.sections[0].title} {_path_of(paper.name)[-1]}"


def _by_words(papers: Sequence[_Paper], asked: Asked) -> Iterator[tuple[str, Runbook]]:
    voices = _voices(asked)
    pages = [_page(paper) for paper in papers]
    heard = [bm25.scores(pages, voice.words) for voice in voices]
    fitting = [
        (_value(scores, paper, asked), scores, paper)
        for paper, scores in zip(papers, zip(*heard, strict=True), strict=False)
        if any(_answers(score, voice) for score, voice in zip(scores, voices, strict=True))
    ]
    best = max((value for value, _, _ in fitting), default=0.0)
    for value, scores, paper in sorted(fitting, key=lambda one: (-one[0], one[2].name)):
        if value >= best * _NEAR:
            section = _best_section(paper, voices)
            yield paper.name, replace(section, because=_because(max(scores, key=_by_value), paper, asked))


def _voices(asked: Asked) -> list[_Voice]:
    """Each alert with its text, the phrase, and each log line apart: a page answers one of them, not all at once."""
    alerts = [
        _Voice({**_weighted(1.0, text), **_weighted(3.0, name)}, least=2)
        for name, text in zip_longest(asked.alerts, asked.texts, fillvalue="")
    ]
    logs = [_Voice(_weighted(0.7, line), least=3) for line in asked.logs]
    spoken = _Voice(_weighted(2.0, asked.phrase), least=1)
    return [voice for voice in (*alerts, spoken, *logs) if voice.words]


def _weighted(weight: float, text: str) -> dict[str, float]:
    return {word: weight for word in words(text) if not _is_number(word)}


def _answers(score: bm25.Score, voice: _Voice) -> bool:
    return score.covered >= _ENOUGH and len(score.words) >= voice.least


def _is_number(word: str) -> bool:
    """Counts, addresses and ids: they are never the same twice. A status (503) and a name (p99, s3) stay."""
    digits = sum(char.isdigit() for char in word)
    return digits != _STATUS if digits == len(word) else digits > 1 and len(word) > _SHORT


def _page(paper: _Paper) -> bm25.Page:
    headings = " ".join(section.section for section in paper.sections)
    text = [word for section in paper.sections for word in words(section.text)]
    fields = ((_IN_TITLE, words(_title(paper))), (_IN_HEADING, words(headings)), (_IN_TEXT, text))
    return bm25.page(fields, len(text))


def _value(scores: Iterable[bm25.Score], paper: _Paper, asked: Asked) -> float:
    value = sum(map(_by_value, scores))
    service = _service(paper)
    if not service or not asked.services:
        return value
    return value * (_ITS_SERVICE if service & {slug(name) for name in asked.services} else _ANOTHERS_SERVICE)


def _by_value(score: bm25.Score) -> float:
    return score.value


def _service(paper: _Paper) -> set[str]:
    return {slug(name) for name in paper.sections[0].service.split(",")} - {""}


def _best_section(paper: _Paper, voices: Iterable[_Voice]) -> Runbook:
    pages = [
        bm25.page(((_IN_HEADING, words(one.section)), (_IN_TEXT, words(one.text))), len(one.text.split()))
        for one in paper.sections
    ]
    heard = zip(*(map(_by_value, bm25.scores(pages, voice.words)) for voice in voices), strict=True)
    values = [sum(values) for values in heard]
    return paper.sections[values.index(max(values))]


def _because(score: bm25.Score, paper: _Paper, asked: Asked) -> str:
    mine = sorted(name for name in asked.services if slug(name) in _service(paper))
    shared = f"shares the words {', '.join(score.words[:_SHOWN_WORDS])}"
    return f"written for {mine[0]}; {shared}" if mine else shared
