"""Does a change touch what leads to the failing line?

Its lines are held against the callers of the throw site, and against what writes the state on that line.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from codriver.codebase import questions
from codriver.codebase.answers import Site, Tier
from codriver.codebase.opened import Codebase
from codriver.errors import ConfigError, SourceError
from codriver.model import Change, Citation, Frame, Observation, Ref, Signal, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

KIND = "altered neighbour"
LOOKBACK = timedelta(hours=24)
MOST_THROWN, MOST_CHANGES, MOST_FILES = 3, 10, 6_000
NEAR = 2  # lines around a site that count as the same place


def neighbours(situation: Situation, repositories: Mapping[str, Path]) -> tuple[Observation, ...]:
    """One observation for each change that altered a caller of a throw site, or a writer of the state on its line."""
    thrown, changes = _thrown(situation), _changes(situation)
    if not thrown or not changes:
        return ()
    return tuple(seen for name, path in sorted(repositories.items()) for seen in _in(name, path, thrown, changes))


def _thrown(situation: Situation) -> list[tuple[Observation, Frame]]:
    """Exceptions of ours that are new or more frequent, with the line that threw, the most frequent first."""
    found = [o for o in situation.observations if o.frames and not (o.before and o.deviation < 1)]
    ours = ((o, [frame for frame in o.frames if frame.ours and frame.line]) for o in found)
    pairs = [(o, frames[-1]) for o, frames in ours if frames]
    return sorted(pairs, key=lambda pair: (-pair[0].count, pair[0].id))[:MOST_THROWN]


def _changes(situation: Situation) -> list[Change]:
    window = situation.window
    if window is None:
        return []
    near = (c for c in situation.changes if c.lines and c.stage == Stage.DEPLOYED)
    return [c for c in near if window.onset - LOOKBACK <= c.at <= window.until][-MOST_CHANGES:]


def _in(
    name: str, path: Path, thrown: Sequence[tuple[Observation, Frame]], changes: Sequence[Change]
) -> Iterator[Observation]:
    try:
        with Codebase(path, rev="HEAD", tests=False) as base:
            if len(base.paths) <= MOST_FILES:
                for error, frame in thrown:
                    sites = list(_leading(base, frame))
                    yield from (seen for change in changes for seen in _touched(name, change, error, frame, sites))
    except SourceError:
        return  # the history's connector tells of it


def _leading(base: Codebase, frame: Frame) -> Iterator[tuple[str, Site]]:
    """What leads to the line: calls of its function, and writes of the state that stands on it."""
    place = f"{frame.file}:{frame.line}"
    for words, ask in (("calls", questions.callers), ("writes", questions.writers)):
        try:
            answer = ask(base, place)
        except ConfigError:
            continue  # no definition there: another program's frame, or another version of the file
        sure = (site for site in answer.sites if site.tier.rank <= Tier.LIKELY.rank)
        yield from ((f"{words} {answer.target.qual}", site) for site in sure)


def _touched(
    name: str, change: Change, error: Observation, frame: Frame, sites: Sequence[tuple[str, Site]]
) -> Iterator[Observation]:
    for words, site in sites:
        altered = any(f == site.file and first - NEAR <= site.line <= last + NEAR for f, first, last in change.lines)
        if altered and not (site.file.endswith(frame.file) and site.line == frame.line):
            says = f"it altered {site.file}:{site.line}, which {words} ({site.tier}), where {error.name} is thrown"
            put = Citation(Ref("git", f"{name}@HEAD:{site.file}:{site.line}"), site.code)
            yield Observation(
                signal=Signal.CODE,
                source="git",
                service=change.service,
                at=change.at,
                name="a changed neighbour of the failing line",
                says=says,
                cites=(put, *error.cites[:2]),
                kind=KIND,
                text=words.partition(" ")[0],
                labels=(("change", change.version or change.id),),
            )
            return
