"""One topology out of everything that tells of it, with the source of each edge, and every name that tools use."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codriver.model import Citation, Gap, Service
from codriver.room.given import rows_of
from codriver.room.naming import meant, spelt
from codriver.room.reduce import Reduced
from codriver.room.request import Progress, Request, Room
from codriver.room.survey import survey

DECLARED = "codriver.toml"
ABOUT = frozenset({"topology"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`caller` needs `callee`; `sources` told so."""

    caller: str
    callee: str
    sources: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A service, where it was seen, and the other names that tools have for it: name -> where it is used."""

    service: Service
    seen_in: tuple[str, ...]
    learnt: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """The services in order of name, who needs whom, and what could not be seen."""

    services: tuple[Named, ...]
    edges: tuple[Edge, ...]
    gaps: tuple[Gap, ...]


def services(room: Room, request: Request, progress: Progress) -> Topology:
    """What the request's sources say of the services; nothing is remembered."""
    found = survey(room, request, progress)
    situation = found.situation
    known = spelt(situation.services)
    learnt: dict[str, set[tuple[str, str]]] = defaultdict(set)
    seen: dict[str, set[str]] = defaultdict(set)
    for name, where in _told_names(found.told):
        service = meant(name, known)
        if service:
            seen[service].add(where)
            learnt[service] |= {(name, where)} if name != service else set()
    return Topology(
        services=tuple(
            Named(service=one, seen_in=tuple(sorted(seen[one.name])), learnt=_learnt(one, learnt[one.name]))
            for one in situation.services
        ),
        edges=tuple(
            Edge(caller=one.caller, callee=one.callee, sources=_sources(one.cites), cites=one.cites)
            for one in situation.dependencies
        ),
        gaps=tuple(gap for gap in situation.gaps if gap.what in ABOUT or gap.what.startswith("the service that")),
    )


def _learnt(service: Service, names: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    places: dict[str, list[str]] = defaultdict(list)
    for name, where in sorted(names):
        if name not in service.aliases:
            places[name].append(where)
    return tuple((name, ", ".join(where)) for name, where in sorted(places.items()))


def _sources(cites: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.ref.source for cite in cites)) or (DECLARED,)


def _told_names(told: Reduced | None) -> Iterator[tuple[str, str]]:
    """Every name as it was spelt, and where."""
    if told is None:
        return
    yield from rows_of(told)
    yield from ((one.service, "changes") for one in told.changes)
    yield from ((one.service, one.signal.value) for one in told.observations)
    yield from ((one.name, "topology") for one in told.services)
    for edge in told.dependencies:
        yield from ((name, "topology") for name in (edge.caller, edge.callee))
