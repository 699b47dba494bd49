"""A trace on its own: what was raised, where, what that often means, and the code behind it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from codriver.access.files.opening import open_regular
from codriver.access.git import Repository, open_history
from codriver.errors import SourceError
from codriver.knowledge.likely_causes import LikelyCause, fitting, read_table
from codriver.model import Frame, Gap, Matters
from codriver.room.trace_to_code import Candidate, Placed, placed, ranked
from codriver.telemetry.fingerprints import fingerprint
from codriver.telemetry.stacktraces import StackTrace, best, readers

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Code", "StackTrace", "Told", "tell"]

MOST_BYTES = 64 << 20
LOOKED_AT = 4096  # bytes: text has no zero in them
MOST_PLACES = 6  # places whose code is shown
AROUND = 3  # lines on each side
MOST_COMMITS = 200
TABLE = "likely_causes.md"
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of one file at HEAD around the line that a frame names; `first` is the number of the first of them."""

    place: Placed
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one trace. `trace` is None when the text holds none."""

    trace: StackTrace | None
    fingerprint: str = ""
    likely: tuple[LikelyCause, ...] = ()
    code: tuple[Code, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    gaps: tuple[Gap, ...] = ()


def tell(file: Path, repo: Path | None = None, causes: Path | None = None) -> Told:
    """The trace in the file that says most, and with a repository the code behind it at HEAD.

    `causes` is a further table of likely causes, which comes before our own.

    Raises:
        SourceError: the file cannot be read.
        KnowledgeError: a table of likely causes cannot be understood.
    """
    text, gaps = _text(file)
    trace = best(text, readers())
    if trace is None:
        return Told(None, gaps=gaps)
    likely = fitting(_table(causes), trace.root.exception, f"{trace.root.message}\n{trace.message}")
    code, candidates, unseen = _in_repository(trace, repo) if repo else ((), (), ())
    return Told(trace, fingerprint(trace), likely, code, candidates, (*gaps, *unseen))


def _text(file: Path) -> tuple[str, tuple[Gap, ...]]:
    with open_regular(file) as opened:
        data = opened.read(MOST_BYTES + 1) or b""
    why = f"only the first {MOST_BYTES >> 20} MiB were read"
    cut = (
        (Gap(what=file.name, why=why, hint="cut out the part with the trace", source="file"),)
        if len(data) > MOST_BYTES
        else ()
    )
    binary = (_binary(file.name),) if b"\0" in data[:LOOKED_AT] else ()
    return data[:MOST_BYTES].decode("utf-8", "replace"), (*binary, *cut)


def _binary(name: str) -> Gap:
    hint = "give the log or the text in which it was printed; a core dump needs its debugger first"
    return Gap(what=name, why="it is no text", hint=hint, source="file", matters=Matters.MUCH)


def _table(causes: Path | None) -> tuple[LikelyCause, ...]:
    ours = read_table(files("codriver.knowledge").joinpath(TABLE).read_text("utf-8"), TABLE)
    if causes is None:
        return ours
    return (*read_table(_text(causes)[0], causes.name), *ours)


def _in_repository(trace: StackTrace, repo: Path) -> tuple[tuple[Code, ...], tuple[Candidate, ...], tuple[Gap, ...]]:
    """Code, candidates, and what could not be seen of them."""
    frames = _ours(trace)
    try:
        with open_history(repo) as history:
            paths = tuple(history.tree(HEAD))
            places = placed(frames, paths)
            touched = sorted({place.path for place in places})
            commits = history.commits(limit=MOST_COMMITS, paths=touched) if touched else ()
            code, unread = _code(history, places)
            said = tuple(Gap(what=one.where, why=one.why, hint=one.hint, source="git") for one in history.problems)
    except SourceError as error:
        return (), (), (Gap(what="code", why=error.message, hint=error.hint, source="git"),)
    none = Gap(
        what="code",
        why="no frame in our code has a file in the repository",
        hint="is it the repository that runs?",
        source="git",
    )
    return code, ranked(trace, places, commits, paths), (*unread, *said, *(() if places else (none,)))


def _ours(trace: StackTrace) -> list[Frame]:
    """Frames of ours, from where the root was thrown outwards, each once."""
    chain = (*trace.causes, trace)
    return list(dict.fromkeys(frame for one in chain for frame in reversed(one.frames) if frame.ours))


def _code(history: Repository, places: tuple[Placed, ...]) -> tuple[tuple[Code, ...], tuple[Gap, ...]]:
    found: list[Code] = []
    gaps: list[Gap] = []
    for place in places[:MOST_PLACES]:
        lines = history.file(HEAD, place.path).decode("utf-8", "replace").splitlines()
        if 0 < place.frame.line <= len(lines):
            first = max(place.frame.line - AROUND, 1)
            found.append(Code(place, first, tuple(lines[first - 1 : place.frame.line + AROUND])))
        elif place.frame.line:
            why = f"line {place.frame.line} is beyond its {len(lines)} lines at HEAD"
            gaps.append(Gap(what=place.path, why=why, hint="check out the commit that runs", source="git"))
    return tuple(found), tuple(gaps)
