"""Which folders hold the team's documents, and the ranker that was tuned on them, if any."""

from collections.abc import Iterable
from pathlib import Path

from codriver.access.files import read_text
from codriver.errors import ConfigError, SourceError
from codriver.knowledge import ranker
from codriver.knowledge.ranker import Ranker
from codriver.room.knowledge.from_git import is_history, laid_out, parted
from codriver.room.papers import KNOWLEDGE
from codriver.room.request import Room

TUNED = "runbooks-ranker.json"
_ABOVE = ("", "docs")


def roots_of(room: Room, paths: Iterable[Path] = ()) -> list[tuple[str, Path]]:
    """The folders with the prefix of their names: those given, else the configured ones, else those that are here.

    Raises:
        ConfigError: there are none, or one is missing.
    """
    chosen = [path.absolute() for path in paths] or list(room.knowledge) or _here(Path.cwd())
    if not chosen:
        raise ConfigError(
            "no documents to look in",
            hint="name them in codriver.toml ([knowledge] paths), or use a verb with --in FOLDER",
        )
    placed = [_placed(room, path) for path in chosen]
    if len(placed) == 1:
        return placed if "@" in placed[0][0] else [("", placed[0][1])]
    named: dict[str, Path] = {}
    for first, path in placed:
        name, number = first, 2
        while name in named:
            name, number = f"{first}~{number}", number + 1
        named[name] = path
    return list(named.items())


def _placed(room: Room, path: Path) -> tuple[str, Path]:
    """What its documents are called, and where they lie: for history, laid out at a commit."""
    place, rev = parted(path)
    if not place.exists():
        raise ConfigError(f"no such folder: {place}", hint="give a path that exists, or PATH@REVISION")
    return laid_out(room, place, rev) if rev or is_history(place) else (place.resolve().name, place.resolve())


def _here(folder: Path) -> list[Path]:
    places = (folder / above / name for above in _ABOVE for name in KNOWLEDGE)
    return [place for place in places if place.is_dir()]


def tuned(room: Room) -> Ranker | None:
    """The ranker that `codriver runbooks tune` wrote; None when there is none.

    Raises:
        KnowledgeError: the file is no ranker.
    """
    file = room.state / TUNED
    if not file.exists():
        return None
    try:
        return ranker.read(read_text(file, name=TUNED), TUNED)
    except SourceError as error:
        raise ConfigError(f"{TUNED}: {error.message}", hint="delete it") from error
