"""Which folders hold the team's documents, and the ranker that was tuned on them, if any."""

from collections.abc import Iterable
from pathlib import Path

from codriver.access.files import read_text
from codriver.errors import ConfigError, SourceError
from codriver.knowledge import ranker
from codriver.knowledge.ranker import Ranker
from codriver.room.papers import KNOWLEDGE
from codriver.room.request import Room

TUNED = "runbooks-ranker.json"
_ABOVE = ("", "docs")


def roots_of(room: Room, paths: Iterable[Path] = ()) -> list[tuple[str, Path]]:
    """The folders with the prefix of their names: those given, else the configured ones, else those that are here.

    Raises:
        ConfigError: there are none, or one is missing.
    """
    chosen = [path.resolve() for path in paths] or list(room.knowledge) or _here(Path.cwd())
    if not chosen:
        raise ConfigError(
            "no documents to look in",
            hint="name them in codriver.toml ([knowledge] paths), or use a verb with --in FOLDER",
        )
    missing = next((path for path in chosen if not path.exists()), None)
    if missing:
        raise ConfigError(f"no such folder: {missing}", hint="give a path that exists")
    if len(chosen) == 1:
        return [("", chosen[0])]
    named: dict[str, Path] = {}
    for path in chosen:
        name, number = path.name, 2
        while name in named:
            name, number = f"{path.name}~{number}", number + 1
        named[name] = path
    return list(named.items())


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
