"""What the code says about an incident: read as it was deployed, once for each repository and revision."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from codriver.codebase.opened import Codebase
from codriver.errors import SourceError
from codriver.model import CodeLine, Gap, Observation, Situation
from codriver.room.code.deployed import Deployed, deployed
from codriver.room.code.fix_lines import fix_lines
from codriver.room.code.log_lines import log_lines, logged_by
from codriver.room.code.neighbours import changes_near, neighbours, thrown_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from codriver.model import Change
    from codriver.room.code.neighbours import Thrown

MOST_FILES, MOST_REVISIONS = 6_000, 4


@dataclass(frozen=True, slots=True)
class Told:
    """Observations about changes, lines to look at, and what could not be read."""

    observations: tuple[Observation, ...] = ()
    lines: tuple[CodeLine, ...] = ()
    gaps: tuple[Gap, ...] = ()


def told_by_code(situation: Situation, repositories: Mapping[str, Path], state: Path | None = None) -> Told:
    """Frames and log lines led to code, and changes held against what leads there."""
    thrown, logged, changes = thrown_by(situation), logged_by(situation), changes_near(situation)
    fixes = fix_lines(situation, repositories)
    if not repositories or not (logged or (thrown and changes)):
        return Told(lines=fixes)
    services = (*(seen.service for seen, _ in thrown), *(seen.service for seen in logged))
    places, gaps = deployed(situation, repositories, services)
    found = list(_read(places, thrown, logged, changes, state))
    observations = dict.fromkeys(one for one in found if isinstance(one, Observation))
    known = {(line.file, line.line) for line in fixes}
    more = dict.fromkeys(one for one in found if isinstance(one, CodeLine) and (one.file, one.line) not in known)
    return Told(tuple(observations), (*fixes, *more), gaps)


def _read(
    places: Sequence[Deployed],
    thrown: Sequence[Thrown],
    logged: Sequence[Observation],
    changes: Sequence[Change],
    state: Path | None,
) -> Iterator[Observation | CodeLine]:
    at = sorted(places, key=lambda one: (one.name, one.rev, one.service))
    for number, ((_, rev), some) in enumerate(groupby(at, key=lambda one: (one.name, one.rev))):
        group = list(some)
        if number >= MOST_REVISIONS:
            return
        try:
            with Codebase(group[0].path, rev=rev, tests=False, state=state) as base:
                for where in group if len(base.paths) <= MOST_FILES else ():
                    ours = [pair for pair in thrown if pair[0].service == where.service]
                    yield from neighbours(base, where, ours, changes) if changes else ()
                    yield from log_lines(base, where, [seen for seen in logged if seen.service == where.service])
        except SourceError:
            continue  # the history's connector tells of it
