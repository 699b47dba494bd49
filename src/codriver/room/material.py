"""What there is to read: the files behind the paths of a request, each with the name that citations will use."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from codriver.access.files.blocks import sample
from codriver.access.files.walk import Skipped, walk
from codriver.connectors import File
from codriver.errors import ConfigError, SourceError
from codriver.model import Gap
from codriver.room.knowledge.from_git import as_files
from codriver.room.papers import papers
from codriver.room.request import Request, Room

PASTED = "stdin"


@dataclass(frozen=True, slots=True)
class Material:
    """The files in order of their names, and what was passed by."""

    files: tuple[File, ...]
    gaps: tuple[Gap, ...]


def collect(room: Room, request: Request) -> Material:
    """Every file and repository of the request; without paths, those that the configuration names.

    Of a repository that is named as one its history is read, and with it its compose files and runbooks.

    Raises:
        ConfigError: a path that does not exist.
    """
    given = request.paths or (() if request.pasted else room.sources)
    roots = _named([*given, *(as_files(room, path) for path in room.knowledge)])
    found = [item for name, path in roots for item in _below(name, path)]
    repositories = [_existing(path) for path in (*request.repositories, *room.repositories)]
    found += [_repository(path) for path in repositories]
    read = {item.path for item in found if isinstance(item, File)}
    found += [item for path in repositories for item in _beside_history(path) if not _again(item, read)]
    if request.pasted:
        found += [_file(request.pasted, PASTED)]
    gaps = tuple(dict.fromkeys(item for item in found if isinstance(item, Gap)))
    return Material(_once([item for item in found if isinstance(item, File)]), gaps)


def _once(files: list[File]) -> tuple[File, ...]:
    """Each place once, in order of name; two places of one name are told apart, never dropped."""
    kept: dict[str, File] = {}
    places = set()
    for file in sorted(files, key=lambda file: (file.name, file.path)):
        if file.path not in places:
            places.add(file.path)
            name = _free(file.name, kept)
            kept[name] = replace(file, name=name)
    return tuple(kept[name] for name in sorted(kept))


def _free(name: str, taken: Container[str]) -> str:
    return next(one for number in count(1) if (one := name if number == 1 else f"{name}~{number}") not in taken)


def _named(paths: list[Path]) -> list[tuple[str, Path]]:
    """Each path with the prefix of its names: none for a single folder, else the folder's own name, made unique."""
    paths = sorted(dict.fromkeys(_existing(path) for path in paths), key=lambda path: (path.name, path))
    if len(paths) == 1 and paths[0].is_dir() and "@" not in paths[0].name:  # behind it stands a commit to cite
        return [("", paths[0])]
    named: dict[str, Path] = {}
    for path in paths:
        named[_free(path.name, named)] = path
    return list(named.items())


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ConfigError(
            f"no such file or folder: {path}", hint="give a path that exists, or `-` to read what is piped in"
        )
    return path.resolve()


def _below(prefix: str, root: Path) -> Iterator[File | Gap]:
    if is_repository(root):
        yield _repository(root)
    if root.is_dir() and _is_bare(root):
        return
    folders: set[Path] = set()
    for item in walk(root):
        if isinstance(item, Skipped):
            yield _skipped(item)
        else:
            name = prefix if root.is_file() else "/".join(part for part in (prefix, item.name) if part)
            yield _file(item.path, name)
            folders.update(parent for parent in item.path.parents if root in parent.parents)
    for folder in sorted(one for one in folders if (one / ".git").exists()):
        yield File(folder, "/".join(part for part in (prefix, folder.relative_to(root).as_posix()) if part))


def _beside_history(repository: Path) -> Iterator[File | Gap]:
    """The compose files and runbooks of a repository; nothing of a bare one or a bundle."""
    if repository.is_dir() and not _is_bare(repository):
        for item in papers(repository):
            if isinstance(item, Skipped):
                yield _skipped(item)
            else:
                yield _file(item.path, f"{repository.name}/{item.name}")


def _again(item: File | Gap, read: Container[Path]) -> bool:
    return isinstance(item, File) and item.path in read


def _skipped(item: Skipped) -> Gap:
    return Gap(what=item.path, why=item.why, hint=item.hint, source=item.path)


def _file(path: Path, name: str) -> File | Gap:
    try:
        return File(path, name, sample(path, name=name))
    except SourceError as error:
        return Gap(what=name, why=error.message, hint=error.hint, source=name)


def is_repository(path: Path) -> bool:
    """Whether git's history can be read there: a work tree or a bare repository."""
    return path.is_dir() and ((path / ".git").exists() or _is_bare(path))


def _is_bare(path: Path) -> bool:
    return all((path / name).exists() for name in ("HEAD", "objects", "refs"))


def _repository(path: Path) -> File:
    return File(_existing(path), path.resolve().name)
