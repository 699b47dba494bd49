"""Documents of other kinds into a folder of markdown; nothing that is there is written over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from codriver.access.files.walk import Found, walk
from codriver.errors import ConfigError, SourceError
from codriver.knowledge.importing import ENDINGS, Imported, convert
from codriver.knowledge.importing.converting import LARGEST


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what of its source was lost."""

    file: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Importing:
    """What was written, how many pictures with it, and what could not be converted."""

    written: tuple[Written, ...]
    pictures: int
    problems: tuple[tuple[str, str], ...]


def import_documents(sources: Iterable[Path], target: Path, *, service: str = "", owner: str = "") -> Importing:
    """Convert every document below the sources and write it into the folder.

    Raises:
        ConfigError: the target is no folder, nothing was given, or the extra is not installed.
    """
    sources = tuple(sources)
    if not sources:
        raise ConfigError("nothing to import", hint="codriver runbooks import export.zip --to runbooks")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{target}: {error.strerror}", hint="name a folder that can be made") from error
    written: list[Written] = []
    problems: list[tuple[str, str]] = []
    pictures = 0
    for one in (told for source in sources for told in _converted(source, service, owner)):
        if isinstance(one, SourceError):
            problems.append((one.message, one.hint))
            continue
        pictures += sum(_new(target / name, content) for name, content in one.pictures)
        if one.name:
            if _new(target / one.name, one.text.encode("utf-8")):
                written.append(Written(one.name, one.lost))
            else:
                problems.append((f"{one.name}: is there already", "move it away, or import into another folder"))
    return Importing(tuple(written), pictures, tuple(problems))


def _converted(source: Path, service: str, owner: str) -> Iterator[Imported | SourceError]:
    for item in walk(source):
        if isinstance(item, Found) and item.name.lower().endswith(ENDINGS):
            try:
                with item.path.open("rb") as stream:
                    content = stream.read(LARGEST + 1)
            except OSError as error:
                yield SourceError(f"{item.name}: {error.strerror}", hint="check its permissions")
                continue
            yield from convert(item.name or source.name, content, service=service, owner=owner)


def _new(file: Path, content: bytes) -> bool:
    """Written, unless something of that name is there."""
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        return False
    return True


def shape_of_importing(found: Importing) -> dict[str, object]:
    """`codriver runbooks import --json`."""
    return {
        "schema": "codriver.import/1",
        "written": [{"file": one.file, "lost": list(one.lost)} for one in found.written],
        "pictures": found.pictures,
        "problems": [{"says": says, "hint": hint} for says, hint in found.problems],
    }
