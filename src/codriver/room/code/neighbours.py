"""Does a change touch what leads to the failing line?

Its lines are held against the callers of the throw site, and against what writes the state on that line. When both
revisions and every failing frame are known, and the diff is far from all of it, that speaks against the change.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from codriver.access.git import open_history
from codriver.codebase import questions
from codriver.codebase.answers import Answer, Site, Tier
from codriver.codebase.languages import grammars
from codriver.codebase.opened import PYTHON, Codebase
from codriver.codebase.symbols import matching
from codriver.errors import ConfigError, SourceError
from codriver.model import Change, Citation, Frame, Observation, Ref, Signal, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.room.code.deployed import Deployed

KIND, FAR = "altered neighbour", "far from the failing code"
LOOKBACK = timedelta(hours=24)
MOST_THROWN, MOST_CHANGES = 3, 10
NEAR = 2  # lines around a site that count as the same place
Thrown = tuple[Observation, Frame]


def thrown_by(situation: Situation) -> list[Thrown]:
    """Exceptions of ours that are new or more frequent, with the line that threw, the most frequent first."""
    found = [o for o in situation.observations if o.frames and not (o.before and o.deviation < 1)]
    ours = ((o, [frame for frame in o.frames if frame.ours and frame.line]) for o in found)
    pairs = [(o, frames[-1]) for o, frames in ours if frames]
    return sorted(pairs, key=lambda pair: (-pair[0].count, pair[0].id))[:MOST_THROWN]


def changes_near(situation: Situation) -> list[Change]:
    """What was deployed in the day before, with lines."""
    window = situation.window
    if window is None:
        return []
    near = (c for c in situation.changes if c.lines and c.stage == Stage.DEPLOYED)
    return [c for c in near if window.onset - LOOKBACK <= c.at <= window.until][-MOST_CHANGES:]


def neighbours(
    base: Codebase, where: Deployed, thrown: Sequence[Thrown], changes: Sequence[Change]
) -> Iterator[Observation]:
    """What changes altered near the failing lines; else, of the service's own deploy, that it altered nothing there."""
    touching: set[str] = set()
    reached: list[Answer] = []
    known = bool(thrown)
    for error, frame in thrown:
        answers = _leading(base, frame)
        known = known and bool(answers) and all(matching(base, one.file) for one in error.frames if one.ours)
        reached += [answer for _, answer in answers]
        for change in changes:
            for seen in _touched(where, change, error, frame, answers):
                touching.add(change.id)
                yield seen
    if known and where.change is not None and where.change.id not in touching:
        yield from _far(base, where, where.change, thrown, reached)


def _leading(base: Codebase, frame: Frame) -> list[tuple[str, Answer]]:
    """What leads to the line: calls of its function, and writes of the states that stand on it."""
    try:
        asked = (questions.callers(base, f"{frame.file}:{frame.line}"),)
    except ConfigError:
        return []  # no definition there: another program's frame, or another version of the file
    states = questions.writers_near(base, frame.file, frame.line)
    return [
        (f"{words} {one.target.qual}", one) for words, every in (("calls", asked), ("writes", states)) for one in every
    ]


def _touched(
    where: Deployed, change: Change, error: Observation, frame: Frame, answers: Sequence[tuple[str, Answer]]
) -> Iterator[Observation]:
    for words, answer in answers:
        for site in (one for one in answer.sites if one.tier.rank <= Tier.LIKELY.rank):
            altered = any(f == site.file and a - NEAR <= site.line <= b + NEAR for f, a, b in change.lines)
            if altered and not (site.file.endswith(frame.file) and site.line == frame.line):
                says = f"it altered {site.file}:{site.line}, which {words} ({site.tier}), where {error.name} is thrown"
                yield _seen(change, KIND, says, (_cite(where, site), *error.cites[:2]), words.partition(" ")[0])
                return


def _cite(where: Deployed, site: Site) -> Citation:
    return Citation(Ref("git", f"{where.name}@{where.rev}:{site.file}:{site.line}"), site.code)


def _seen(change: Change, kind: str, says: str, cites: tuple[Citation, ...], words: str) -> Observation:
    name = "a changed neighbour of the failing line" if kind == KIND else "a change far from the failing code"
    return Observation(
        signal=Signal.CODE,
        source="git",
        service=change.service,
        at=change.at,
        name=name,
        says=says,
        cites=cites,
        kind=kind,
        text=words,
        labels=(("change", change.version or change.id),),
    )


def _far(
    base: Codebase, where: Deployed, change: Change, thrown: Sequence[Thrown], reached: Sequence[Answer]
) -> Iterator[Observation]:
    """Nothing of the deploy lies in a file of a failing frame, of what calls it, or of what writes its state."""
    altered = _altered(where)
    code = PYTHON | grammars().keys()
    if not altered or not all(any(path.endswith(one) for one in code) for path in altered):
        return  # nothing known, or something else than code, which can break anything
    if any(one.unparsed or "by their words" in " ".join(one.notes) for one in reached):
        return
    near = {path for error, _ in thrown for one in error.frames if one.ours for path in matching(base, one.file)}
    near |= {site.file for answer in reached for site in answer.sites}
    if not near & altered:
        some = ", ".join(sorted(altered)[:3])
        error = thrown[0][0]
        says = f"it altered only {some}: no frame of {error.name} lies there, no caller, nothing that writes its state"
        yield _seen(change, FAR, says, (*change.cites, *error.cites[:2]), "")


def _altered(where: Deployed) -> frozenset[str]:
    """The files that differ between the two revisions; none when one is not known."""
    if not where.previous:
        return frozenset()
    try:
        with open_history(where.path) as history:
            before, after = (dict(history.blobs(rev)) for rev in (where.previous, where.rev))
    except SourceError:
        return frozenset()
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
