"""How prepared the team is for each service, and the three documents that are worth most to write next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codriver.knowledge.lint import Known
from codriver.knowledge.lint.coverage import covered_by
from codriver.knowledge.lint.documents import day_of
from codriver.knowledge.words import slug
from codriver.model import Service
from codriver.room.knowledge.reading import known
from codriver.room.request import Room

_WORTH = {"critical": 4.0, "high": 2.0, "normal": 1.0, "low": 0.5}
_FRESH_DAYS, _NEXT = 365, 3
_PARTS = (
    ("runbook", 0.35, "a runbook"),
    ("failure mode", 0.3, "a failure mode"),
    ("checks", 0.1, "checks in its failure modes"),
    ("remedies", 0.1, "remedies that can be verified and taken back"),
    ("fresh", 0.15, "a review within the last year"),
)
_DOCUMENTS = ("a runbook", "a failure mode")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A service: its score from 0 to 100, what is there, and what is missing."""

    service: str
    criticality: str
    score: int
    there: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """A document to write: for which service, what, and why."""

    service: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Preparedness:
    """Every service, the least prepared first among the most critical; what to write next; what cannot be read."""

    services: tuple[Prepared, ...]
    next: tuple[Worth, ...]
    documents: int
    broken: tuple[str, ...]


def preparedness(room: Room, paths: Iterable[Path], today: date) -> Preparedness:
    """The score of each declared service, and of each that a document names.

    Raises:
        ConfigError: there are no documents.
    """
    found = known(room, paths, (), today)
    services = {one.name: one for one in room.services if not one.external}
    for mode in found.modes:
        services.setdefault(mode.service, Service(name=mode.service)) if mode.service else None
    needed = [need for one in room.services for need in one.depends_on]
    scored = [
        (
            _prepared(found, one),
            _WORTH.get(one.criticality, 1.0) * (1 + needed.count(one.name) / 4),
            needed.count(one.name),
        )
        for one in services.values()
    ]
    scored.sort(key=lambda row: (-row[1] * (100 - row[0].score), row[0].service))
    return Preparedness(
        services=tuple(one for one, _, _ in scored),
        next=tuple(_worth(scored))[:_NEXT],
        documents=len(found.documents),
        broken=tuple(error.message for error in found.broken),
    )


def _prepared(found: Known, service: Service) -> Prepared:
    names = {slug(one) for one in (service.name, *service.aliases)}
    books = [d for d in found.documents if names & covered_by(d.word("service") or d.word("services"), d.name)]
    modes = [mode for mode in found.modes if slug(mode.service) in names]
    remedies = [one for mode in modes for one in mode.remedies]
    reviews = [day_of(text) for text in (*(d.word("last_reviewed") for d in books), *(m.last_reviewed for m in modes))]
    holds = {
        "runbook": bool(books),
        "failure mode": bool(modes),
        "checks": bool(modes) and all(mode.checks for mode in modes),
        "remedies": bool(remedies) and all(one.verify and (one.rollback or one.irreversible) for one in remedies),
        "fresh": any(day and (found.today - day).days <= _FRESH_DAYS for day in reviews),
    }
    score = round(100 * sum(share for name, share, _ in _PARTS if holds[name]))
    there = tuple(words for name, _, words in _PARTS if holds[name])
    missing = tuple(words for name, _, words in _PARTS if not holds[name])
    return Prepared(service.name, service.criticality, score, there, missing)


def _worth(scored: Iterable[tuple[Prepared, float, int]]) -> Iterator[Worth]:
    """What is missing anywhere, that which would help most first: how much it adds, and to how important a service."""
    shares = {words: share for _, share, words in _PARTS}
    missing = [
        (shares[what] * weight, one, needs, what)
        for one, weight, needs in scored
        for what in one.missing
        if what in _DOCUMENTS or not set(_DOCUMENTS) & set(one.missing)  # first what is to be looked over, then that
    ]
    for _, one, needs, what in sorted(missing, key=lambda row: -row[0]):  # stable: otherwise the order of services
        yield _next(one, needs, what)


def _next(one: Prepared, needs: int, what: str) -> Worth:
    callers = f", {needs} services need it" if needs > 1 else ", another service needs it" if needs else ""
    return Worth(one.service, what, f"{one.criticality}{callers}, prepared to {one.score} of 100")
