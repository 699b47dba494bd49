"""Does a change touch the code that fails? Frames of stack traces against the files and lines of its diff."""

from collections.abc import Iterator
from dataclasses import dataclass

from codriver.engine.evidence import few
from codriver.model import NO_TIME, UNNAMED, Change, Citation, Frame, Observation, Situation

LINE, FILE, DEEPER = 1.0, 0.7, 0.5
NEIGHBOUR = 0.6  # a caller of the failing line, or what writes its state: less than the file itself
NEARBY = 5  # lines: a defect is often raised just beside the altered line


@dataclass(frozen=True, slots=True)
class Hit:
    """One frame in a file that the change touched."""

    size: float
    because: str
    cites: tuple[Citation, ...]


def touched(situation: Situation, change: Change) -> tuple[Hit, ...]:
    """The plainest hit of this change, if any: the throw site's line, its file, or a file further out."""
    hits = sorted(_hits(situation, change), key=lambda hit: (-hit.size, hit.because))
    return tuple(hits[:1])


def far_from(situation: Situation, change: Change) -> tuple[Observation, ...]:
    """That the whole diff is known, and touches no file of a failing frame, its callers or what writes its state."""
    far = (seen for seen in situation.observations if seen.kind == "far from the failing code")
    return tuple(seen for seen in far if seen.label("change") in (change.version or change.id, change.id))


def same_file(frame: str, path: str) -> bool:
    """Whether a frame's file and a repository path are the same, by the longest common tail of whole folders.

    A lone file name (`app.py`) matches only a path that ends in it; containers and checkouts put folders before it.
    """
    ours, theirs = _folders(frame), _folders(path)
    tail = 0
    while tail < min(len(ours), len(theirs)) and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    return tail > 0 and (tail == min(len(ours), len(theirs)) or tail > 1)


def _folders(path: str) -> list[str]:
    return [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]


def _hits(situation: Situation, change: Change) -> Iterator[Hit]:
    for seen in situation.observations:
        if seen.kind == "altered neighbour" and seen.label("change") in (change.version or change.id, change.id):
            yield Hit(NEIGHBOUR, seen.says, few((*change.cites, *seen.cites)))
        ours = [frame for frame in seen.frames if frame.ours]
        if ours and seen.service in (change.service, "", UNNAMED) and not (seen.before and seen.deviation < 1):
            for frame in ours:
                yield from _hit(situation, change, seen, frame, innermost=frame == ours[-1])


def _rewritten(situation: Situation, change: Change, path: str, thrown: Observation) -> bool:
    """Whether a later change had touched the file again before it threw: then it is that one's doing."""
    later = (other for other in situation.changes if other.stage == change.stage and other.at > change.at)
    return any(path in other.files and (thrown.at == NO_TIME or other.at <= thrown.at) for other in later)


def _hit(situation: Situation, change: Change, seen: Observation, frame: Frame, *, innermost: bool) -> Iterator[Hit]:
    for path in change.files:
        if same_file(frame.file, path) and not _rewritten(situation, change, path, seen):
            near = any(
                same_file(frame.file, file) and first - NEARBY <= frame.line <= last + NEARBY
                for file, first, last in change.lines
            )
            size = (LINE if near else FILE) * (1.0 if innermost else DEEPER)
            place = "the very lines" if near else "the file"
            because = f"{seen.name} is thrown in {place} it changed ({frame.file}:{frame.line})"
            yield Hit(size, because, few((*change.cites, *seen.cites)))
