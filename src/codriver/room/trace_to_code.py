"""From the frames of a trace to the files of a repository: paths matched by their end, candidates ranked."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codriver.model import Frame
from codriver.telemetry.blame import Blamed, blamed, named_after, subjects_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from codriver.access.git import Commit
    from codriver.telemetry.stacktraces import StackTrace

RECENT_DAYS = 30  # before the newest commit
MOST_CANDIDATES = 8
_SCHEME = re.compile(r"^(?:[a-z][a-z+.-]+://[^/]*|webpack-internal:///|webpack:///|file:|package:[^/]+|app:)/?")
_QUERY = re.compile(r"[?#].*$")
_DOTTED = re.compile(r"\.(?:java|kts?|scala|groovy|cljc?)$")
_NEW = 1.3  # how much a recent change adds
_NAMED = 0.6  # share of the words that a test and the file that it is named after have in common
_UNSEEN = 0.45  # a file that no frame names and a test is named after: less than the frame that threw


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame of ours and the file of the repository that it runs; `alike` others end in the same way."""

    frame: Frame
    path: str
    alike: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may need the fix: its score (the first has most), why, and the commits that touched it of late.

    `frame` is the one that speaks for it most, None when no frame is in it.
    """

    path: str
    score: float
    why: tuple[str, ...]
    commits: tuple[Commit, ...]
    frame: Frame | None = None


def placed(frames: Iterable[Frame], paths: Iterable[str]) -> tuple[Placed, ...]:
    """Each frame that a path of the repository ends like, in order; among equals the shortest path is taken."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        by_name[path.rpartition("/")[2]].append(path)
    found = ((frame, _matches(frame, by_name)) for frame in frames)
    return tuple(Placed(frame, matches[0], len(matches) - 1) for frame, matches in found if matches)


def _matches(frame: Frame, by_name: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths that share most of their end with the frame's file."""
    parts = _parts(frame)
    if not parts:
        return []
    shared = {path: _shared(parts, path.split("/")) for path in by_name.get(parts[-1], ())}
    most = max(shared.values(), default=0)
    return [path for path, count in shared.items() if count == most]


def _parts(frame: Frame) -> list[str]:
    """The file's path in parts; on the JVM its folders are the package that the function's name begins with."""
    file = _QUERY.sub("", _SCHEME.sub("", frame.file)).replace("\\", "/")
    if _DOTTED.search(file) and "/" not in file:
        file = "/".join((*frame.function.split(".")[:-2], file))
    return [part for part in file.split("/") if part not in ("", ".", "..")]


def _shared(parts: Sequence[str], path: Sequence[str]) -> int:
    pairs = enumerate(zip(reversed(parts), reversed(path), strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(parts), len(path)))


def ranked(
    trace: StackTrace, places: Sequence[Placed], commits: Sequence[Commit], paths: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """The files behind our frames: the nearer to where the root was thrown, the higher; recent changes add a little.

    `paths` are all of the repository: among them is what a failing test is named after.
    """
    recent = _recent(commits)
    scores: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    by_frame = {one.frame: one for one in places}
    heaviest: dict[str, Blamed] = {}
    for one in blamed(trace, by_frame):
        place = by_frame[one.frame]
        heaviest[place.path] = max(heaviest.get(place.path, one), one, key=lambda blame: blame.weight)
        scores[place.path] = max(scores[place.path], one.weight / (1 + place.alike))
        reason = (
            f"frame {one.rank + 1} of ours from where it was thrown: {one.frame.function or 'line'}:{one.frame.line}"
        )
        why[place.path] += [reason] if len(why[place.path]) < 2 else []  # noqa: PLR2004 - two tell enough
    for path, test in _tested(trace, paths, scores):
        scores[path], why[path] = _UNSEEN, [f"the failing test is named after it: {test}"]
    found = [_candidate(path, scores[path], why[path], recent.get(path, ())) for path in scores]
    found = [replace(one, frame=heaviest[one.path].frame) if one.path in heaviest else one for one in found]
    return tuple(sorted(found, key=lambda one: (-one.score, one.path))[:MOST_CANDIDATES])


def _tested(trace: StackTrace, paths: Iterable[str], seen: Collection[str]) -> list[tuple[str, str]]:
    """Files that no frame names and a test in the trace is named after, where that is one file alone."""
    chain = (trace, *trace.causes)
    found = []
    for subject in subjects_of(frame.file for one in chain for frame in one.frames if frame.ours):
        said = {path: named_after(path, subject) for path in paths}
        best = max(said.values(), default=0.0)
        alike = [path for path, share in said.items() if share == best]
        if best >= _NAMED and len(alike) == 1 and alike[0] not in seen:
            found.append((alike[0], subject))
    return found


def _recent(commits: Sequence[Commit]) -> dict[str, tuple[Commit, ...]]:
    newest: datetime | None = max((commit.committed_at for commit in commits), default=None)
    touched: dict[str, list[Commit]] = defaultdict(list)
    for commit in commits:
        if newest and (newest - commit.committed_at).days <= RECENT_DAYS:
            for change in commit.files:
                touched[change.path].append(commit)
    return {path: tuple(found) for path, found in touched.items()}


def _candidate(path: str, score: float, why: Sequence[str], commits: Sequence[Commit]) -> Candidate:
    changed = (f"changed in {len(commits)} of the last {RECENT_DAYS} days' commits",) if commits else ()
    return Candidate(path, round(score * (_NEW if commits else 1), 6), (*why, *changed), tuple(commits[:3]))
