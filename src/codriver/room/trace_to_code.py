"""From the frames of a trace to the files of a repository: paths matched by their end, candidates ranked."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.model import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from codriver.access.git import Commit
    from codriver.telemetry.stacktraces import StackTrace

RECENT_DAYS = 30  # before the newest commit
MOST_CANDIDATES = 8
_SCHEME = re.compile(r"^(?:[a-z][a-z+.-]+://[^/]*|webpack-internal:///|webpack:///|file:|package:[^/]+|app:)/?")
_QUERY = re.compile(r"[?#].*$")
_DOTTED = re.compile(r"\.(?:java|kts?|scala|groovy|cljc?)$")
_AFTERMATH = re.compile(
    r"assert|panic|fail|raise|throw|report|handle_?(?:error|exception)|on_?error|logg?(?:er|ing)?\b|middleware|retry|wrap",
    re.IGNORECASE,
)
_TEST = re.compile(r"(?:^|/)(?:tests?|spec|__tests__)/|(?:^|/)test_|_test\.|\.(?:test|spec)\.", re.IGNORECASE)
_NEW, _OF_TEST, _AFTER = 1.3, 0.4, 0.5  # how much a recent change adds, and a test's or a crash handler's frame loses


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame of ours and the file of the repository that it runs; `alike` others end in the same way."""

    frame: Frame
    path: str
    alike: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may need the fix: its score (the first has most), why, and the commits that touched it of late."""

    path: str
    score: float
    why: tuple[str, ...]
    commits: tuple[Commit, ...]


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


def ranked(trace: StackTrace, places: Sequence[Placed], commits: Sequence[Commit]) -> tuple[Candidate, ...]:
    """The files behind our frames: the nearer to where the root was thrown, the higher; recent changes add a little."""
    recent = _recent(commits)
    scores: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    for rank, one in enumerate(_by_nearness(trace, places)):
        scores[one.path] = max(scores[one.path], _weight(rank, one))
        reason = f"frame {rank + 1} of ours from where it was thrown: {one.frame.function or 'line'}:{one.frame.line}"
        why[one.path] += [reason] if len(why[one.path]) < 2 else []  # noqa: PLR2004 - two tell enough
    found = [_candidate(path, scores[path], why[path], recent.get(path, ())) for path in scores]
    return tuple(sorted(found, key=lambda one: (-one.score, one.path))[:MOST_CANDIDATES])


def _by_nearness(trace: StackTrace, places: Sequence[Placed]) -> list[Placed]:
    """From the throw site of the root outwards, then the exceptions around it; each file and function once."""
    by_frame = {one.frame: one for one in places}
    chain = (trace.root, *(one for one in reversed((trace, *reversed(trace.causes))) if one is not trace.root))
    frames = [frame for one in chain for frame in reversed(one.frames) if frame in by_frame]
    once = {(by_frame[frame].path, frame.function): by_frame[frame] for frame in reversed(frames)}
    return list(reversed(once.values()))


def _weight(rank: int, one: Placed) -> float:
    near = 1 / (1 + rank)
    after = _AFTER if rank == 0 and _AFTERMATH.search(f"{one.path} {one.frame.function}") else 1
    return near * after * (_OF_TEST if _TEST.search(one.path) else 1) / (1 + one.alike)


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
