"""One name for each service, whatever the tools call it. What did not match is said, never guessed."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from codriver.model import Change, Dependency, FailureMode, Gap, Matters, Observation, Runbook, Service, Signal
from codriver.telemetry.naming import match

MOST_NAMED = 12
UNIT = re.compile(
    r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:api|app|backend|bff|consumer|controller|cron|db|frontend|gateway|gw|job|proxy"
    r"|scheduler|server|service|srv|svc|ui|web|worker)"
)
Named = TypeVar("Named", Observation, Change, FailureMode, Runbook)


def names(declared: Iterable[Service], used: Iterable[str]) -> dict[str, str]:
    """Every name in use -> the one name of its service: declared first (by name or alias), else the shortest spelling.

    Two spellings are the same only when they are the same up to case, separators, and the suffixes that tools add.
    """
    known: dict[str, str] = {}
    for service in sorted(declared):
        for alias in (service.name, *service.aliases):
            known.setdefault(alias, service.name)
    for name in sorted({name for name in used if name}, key=lambda name: (len(name), name.swapcase())):
        known[name] = match(name, known) or name
    return known


def spelt(services: Collection[Service]) -> dict[str, str]:
    """Every name and alias of the services -> the one name."""
    return names(services, (service.name for service in services))


def meant(name: str, known: Mapping[str, str]) -> str:
    """The service that somebody means by `name`; empty when none of the known is."""
    return (match(name, known) or "") if name else ""


def unknown(name: str, known: Mapping[str, str]) -> Gap:
    """Said when somebody asks for a service that nothing tells of, with the names that come near."""
    every = sorted(set(known.values()))
    close = get_close_matches(name, sorted(known), n=1)
    guess = f"did you mean {known[close[0]]}? " if close else ""
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return Gap(
        what=f"--service {name}",
        why=f"nothing is known of a service {name}: it was left out of account",
        hint=f"{guess}known: {', '.join(every[:MOST_NAMED])}{more}",
        source="request",
        matters=Matters.MUCH,
    )


def renamed(items: Iterable[Named], known: Mapping[str, str]) -> tuple[Named, ...]:
    """The items with their services under the one name."""
    return tuple(_renamed(item, known) for item in items)


def _renamed(item: Named, known: Mapping[str, str]) -> Named:
    item = replace(item, service=known.get(item.service, item.service))
    if isinstance(item, Observation):
        return replace(item, peer=known.get(item.peer, item.peer))
    return item


def spoken(observations: Iterable[Observation], told: Iterable[str]) -> tuple[Observation, ...]:
    """The observations, those of no service under the name with which their words begin, if that names a service.

    It does when alerts, changes or the configuration tell of it, or when it ends as units of deployment are named.
    """
    known = {name: name for name in told if name}
    return tuple(_spoken(seen, known) for seen in observations)


def _spoken(seen: Observation, known: Mapping[str, str]) -> Observation:
    if seen.service or seen.signal not in (Signal.LOG, Signal.EXCEPTION):
        return seen
    word, _, rest = seen.text.lstrip("[(").partition(" ")
    first = word.rstrip(":])")
    named = match(first, known) or (first if UNIT.fullmatch(first) else "")
    return replace(seen, service=named) if named and rest else seen


def of_kin(changes: Iterable[Change], running: Iterable[str]) -> tuple[Change, ...]:
    """The changes, each of a name that nothing runs under given to the one service that bears the same first word."""
    kin: dict[str, set[str]] = {}
    services = set(running)
    for name in services:
        kin.setdefault(_first_word(name), set()).add(name)
    return tuple(_of_kin(change, services, kin) for change in changes)


def _of_kin(change: Change, services: Collection[str], kin: Mapping[str, set[str]]) -> Change:
    found = kin.get(_first_word(change.service), set()) if change.service not in services else set()
    return replace(change, service=next(iter(found))) if len(found) == 1 else change


def _first_word(name: str) -> str:
    return re.split(r"[-_./]", name.lower(), maxsplit=1)[0]


def joined(dependencies: Iterable[Dependency], known: Mapping[str, str]) -> tuple[Dependency, ...]:
    """Dependencies under the one name; the same one from several sources keeps all its citations; none to itself."""
    found: dict[tuple[str, str], Dependency] = {}
    for edge in sorted(dependencies):
        caller, callee = known.get(edge.caller, edge.caller), known.get(edge.callee, edge.callee)
        before = found.get((caller, callee))
        cites = tuple(dict.fromkeys((*(before.cites if before else ()), *edge.cites)))
        found[caller, callee] = Dependency(caller=caller, callee=callee, cites=cites)
    return tuple(edge for pair, edge in sorted(found.items()) if pair[0] != pair[1])


def united(services: Iterable[Service], known: Mapping[str, str], used: Iterable[str]) -> tuple[Service, ...]:
    """One Service a name: what several sources say of it put together, and a bare one for names only seen in use."""
    found: dict[str, Service] = {}
    for service in (*services, *(Service(name=name) for name in sorted(set(used)) if name)):
        name = known.get(service.name, service.name)
        found[name] = _united(found[name], service) if name in found else replace(service, name=name)
    return tuple(found[name] for name in sorted(found))


def _united(first: Service, other: Service) -> Service:
    return replace(
        first,
        owner=first.owner or other.owner,
        repo=first.repo or other.repo,
        criticality=other.criticality if first.criticality == "normal" else first.criticality,
        external=first.external or other.external,
        platform=first.platform or other.platform,
        depends_on=tuple(dict.fromkeys((*first.depends_on, *other.depends_on))),
        aliases=tuple(dict.fromkeys((*first.aliases, *other.aliases))),
    )


def unmatched(told: Mapping[str, str], running: Iterable[str]) -> tuple[Gap, ...]:
    """A Gap for each name that nothing which runs is known by. `told`: the name -> who used it."""
    known = set(running)
    return tuple(
        Gap(
            what=f"the service that {who} calls {name}",
            why="no log, metric, trace or topology knows that name",
            hint=f'if it runs under another name, say so in codriver.toml: [services.NAME] aliases = ["{name}"]',
            source=who,
            matters=Matters.SOME if who == "an alert" else Matters.LITTLE,
        )
        for name, who in sorted(told.items())
        if known and name and name not in known
    )
