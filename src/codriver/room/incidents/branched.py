"""The documents that a lesson changes, and the branch on which a lesson stands, where somebody wants one."""

from collections.abc import Iterator
from pathlib import Path

from codriver.access.files.walk import Found, walk
from codriver.access.git.branching import Branch, write_branch
from codriver.access.git.layout import top_of
from codriver.errors import CodriverError, ConfigError, SourceError
from codriver.knowledge.lesson_text import dashed
from codriver.knowledge.lessons import Lesson
from codriver.room.incidents.act import Act
from codriver.room.knowledge.from_git import as_files, laid_out, parted
from codriver.room.request import Room

_LARGEST = 1 << 20
_NO_REPOSITORY = "keep the documents in git and name their folder in codriver.toml ([knowledge] paths)"


def documents_of(room: Room, *, committed: bool = False) -> Iterator[tuple[str, str]]:
    """The team's markdown by root-relative name, as it lies there, or as it is committed."""
    for root in room.knowledge:
        try:
            folder = laid_out(room, parted(root)[0], "")[1] if committed else as_files(room, root)
            found = [item for item in walk(folder) if isinstance(item, Found) and item.name.endswith(".md")]
        except CodriverError:
            continue
        for item in found:
            said = _read(item.path)
            if said is not None:
                yield item.name, said


def branched(room: Room, act: Act, incident: str, lesson: Lesson) -> Branch:
    """The lesson as one commit on a branch of its own.

    Raises:
        ConfigError: the documents lie in no repository that can be written.
    """
    home = _home(room, lesson.file)
    try:
        top, under = top_of(home)
        told = f"Lesson of {incident}: {lesson.says}\n\nProposed by codriver for {act.by}; read it before you merge it."
        name = f"codriver/lesson-{dashed(lesson.says.rpartition(' ')[2])[:60]}"
        file = f"{under}/{lesson.file}" if under else lesson.file
        return write_branch(top, name, file, lesson.after.encode(), message=told, who=act.by, when=act.now)
    except SourceError as error:
        raise ConfigError(f"no branch: {error.message}", hint=error.hint) from error


def _home(room: Room, file: str) -> Path:
    """The configured folder that has the file, else the first."""
    if not room.knowledge:
        raise ConfigError("no documents to make a branch of", hint=_NO_REPOSITORY)
    places = [parted(root)[0] for root in room.knowledge]
    return next((place for place in places if (place / file).is_file()), places[0])


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8") if path.stat().st_size <= _LARGEST else None
    except (OSError, UnicodeDecodeError):
        return None
