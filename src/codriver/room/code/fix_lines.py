"""Which lines of a repository likely need the fix, given the exceptions of an incident: the ranking of `stacktrace`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from codriver.access.git import Repository, open_history
from codriver.errors import SourceError
from codriver.model import Citation, CodeLine, Frame, Observation, Ref, Situation
from codriver.room.trace_to_code import Candidate, Placed, placed, ranked
from codriver.telemetry.stacktraces import StackTrace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

MOST_THROWN, MOST_FILES, MOST_COMMITS = 3, 3, 200  # of one service: exceptions looked at, files told
LONGEST_QUOTE = 200
_Found = tuple[Candidate, Observation]


def fix_lines(situation: Situation, repositories: Mapping[str, Path]) -> tuple[CodeLine, ...]:
    """Lines of the files behind the exceptions that are new or more frequent, of each service the likeliest first."""
    thrown, until = _thrown(situation), situation.window.until if situation.window else None
    if not thrown:
        return ()
    told = (_in(name, path, thrown, until) for name, path in sorted(repositories.items()))
    return max(told, key=len, default=())  # the repository that has most of their files


def _thrown(situation: Situation) -> dict[str, list[Observation]]:
    """By service: exceptions with frames of ours, the most frequent first."""
    new = [o for o in situation.observations if not (o.before and o.deviation < 1) and any(_ours(o))]
    new.sort(key=lambda seen: (seen.service, -seen.count, seen.id))
    return {service: list(of)[:MOST_THROWN] for service, of in groupby(new, key=lambda seen: seen.service)}


def _ours(seen: Observation) -> list[Frame]:
    """Frames of ours, from where the root was thrown outwards."""
    return [frame for frame in reversed((*seen.frames, *seen.beneath)) if frame.ours and frame.line]


def _in(
    name: str, path: Path, thrown: Mapping[str, Sequence[Observation]], until: datetime | None
) -> tuple[CodeLine, ...]:
    try:
        with open_history(path) as history:
            latest = history.commits(until=until, limit=1)
            then = latest[0].sha if latest else "HEAD"
            paths = history.tree(then)
            found = [one for of in thrown.values() for one in _files(history, paths, of, until)]
            return tuple(_line(history, f"{name}@{then}", then, one) for one in found)
    except SourceError:
        return ()  # the history's connector tells of it


def _files(
    history: Repository, paths: Sequence[str], thrown: Sequence[Observation], until: datetime | None
) -> list[_Found]:
    """The likeliest files of one service; a file that several exceptions lead to stands once, at its best."""
    best: dict[str, _Found] = {}
    for seen in thrown:
        for one in _ranked(history, placed(_ours(seen), paths), seen, until):
            if one.path not in best or one.score > best[one.path][0].score:
                best[one.path] = one, seen
    order = {seen.id: at for at, seen in enumerate(thrown)}
    found = sorted(best.values(), key=lambda pair: (-pair[0].score, order[pair[1].id], pair[0].path))
    return found[:MOST_FILES]


def _ranked(
    history: Repository, places: Sequence[Placed], seen: Observation, until: datetime | None
) -> tuple[Candidate, ...]:
    touched = sorted({place.path for place in places})
    commits = history.commits(until=until, limit=MOST_COMMITS, paths=touched) if touched else ()
    language, root = seen.label("language"), seen.label("root")
    causes = (StackTrace(language, root, "", seen.beneath),) if seen.beneath else ()
    return ranked(StackTrace(language, seen.name, seen.text, seen.frames, causes), places, commits)


def _line(history: Repository, place: str, rev: str, found: _Found) -> CodeLine:
    candidate, seen = found
    frame = candidate.frame or Frame(file=candidate.path, line=1, function="")
    lines = history.file(rev, candidate.path).decode("utf-8", "replace").splitlines()
    quote = lines[frame.line - 1].strip()[:LONGEST_QUOTE] if frame.line <= len(lines) else ""
    put = (Citation(Ref("git", f"{place}:{candidate.path}"), quote),) if quote else ()
    return CodeLine(
        file=candidate.path,
        line=frame.line,
        function=frame.function,
        service=seen.service,
        says=f"likely needs the fix of {seen.name}: {'; '.join(candidate.why)}",
        cites=(*put, *seen.cites[:2]),
    )
