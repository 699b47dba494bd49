"""Documents of a git repository, read at a commit without a checkout: a bare repository, a bundle, a folder `@REV`.

They are laid out as files in the state folder, below a name that carries the commit, so that citations do.
"""

import hashlib
import shutil
from pathlib import Path, PurePosixPath

from codriver.access.files.limits import MIB
from codriver.access.git import Repository, open_history
from codriver.access.git.layout import top_of
from codriver.errors import ConfigError, SourceError
from codriver.knowledge.folder import is_knowledge
from codriver.room.request import Room

_HEAD = "HEAD"
_ALSO = (".yml", ".yaml")
_MOST_FILES, _LARGEST, _AT_ONCE = 20_000, 2 * MIB, 500
_SHOWN = 12  # digits of a commit


def is_history(path: Path) -> bool:
    """Whether the path is a bare repository or a bundle, which hold documents that no folder shows."""
    if path.is_dir():
        return (path / "HEAD").is_file() and (path / "objects").is_dir() and not (path / ".git").exists()
    return path.suffix == ".bundle" and path.is_file()


def parted(path: Path) -> tuple[Path, str]:
    """The path, and the revision behind its `@`; empty when a path of that name is there."""
    before, mark, rev = str(path).rpartition("@")
    return (Path(before), rev) if mark and before and rev and not path.exists() else (path, "")


def laid_out(room: Room, path: Path, rev: str) -> tuple[str, Path]:
    """What citations call the documents at a revision, and the folder in which they were laid out.

    Raises:
        ConfigError: there is no such repository, revision or folder.
    """
    try:
        top, under = (path, "") if path.is_file() else top_of(path)
        with open_history(top) as history:
            sha = _commit(history, rev or _HEAD)
            name = f"{path.name.removesuffix('.git').removesuffix('.bundle')}@{sha[:_SHOWN]}"
            folder = _place(room, path) / name
            if not folder.exists():
                _lay(history, sha, under, folder)
    except SourceError as error:
        raise ConfigError(error.message, hint=error.hint) from error
    return name, folder


def _commit(history: Repository, rev: str) -> str:
    commits = history.commits(start=rev, limit=1)
    if not commits:
        raise SourceError(f"{rev}: no commit to read", hint="commit the documents first")
    return commits[0].sha


def as_files(room: Room, path: Path) -> Path:
    """Where the documents of a configured path lie: the folder itself, or its history laid out.

    Raises:
        ConfigError: there is no such path, repository or revision.
    """
    place, rev = parted(path)
    return laid_out(room, place, rev)[1] if rev or is_history(place) else path


def _place(room: Room, path: Path) -> Path:
    return room.state / "documents" / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]


def _lay(history: Repository, sha: str, under: str, folder: Path) -> None:
    """Into a folder beside it first: half of a layout is never taken for a whole one; older ones go."""
    wanted = dict(_wanted(history, sha, under))
    sizes = history.sizes(sorted(set(wanted.values())))
    objects = [name for name in sorted(set(wanted.values())) if sizes.get(name, _LARGEST + 1) <= _LARGEST]
    half = folder.with_name(f"{folder.name}.half")
    for old in folder.parent.iterdir() if folder.parent.is_dir() else ():
        shutil.rmtree(old, ignore_errors=True)
    half.mkdir(parents=True)
    for at in range(0, len(objects), _AT_ONCE):
        contents = history.contents(objects[at : at + _AT_ONCE])
        for name, blob in wanted.items():
            if blob in contents:
                file = half / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(contents[blob])
    half.rename(folder)


def _wanted(history: Repository, sha: str, under: str) -> list[tuple[str, str]]:
    """Name below `under` -> object, of documents and rule files; names that lead elsewhere are passed by."""
    start = f"{under}/" if under else ""
    found = [(path.removeprefix(start), blob) for path, blob in history.blobs(sha) if path.startswith(start)]
    kept = [(name, blob) for name, blob in found if _is_plain(name) and (is_knowledge(name) or name.endswith(_ALSO))]
    if not kept:
        raise SourceError(f"{under or 'the repository'} at {sha[:_SHOWN]}: no documents", hint="name another folder")
    return kept[:_MOST_FILES]


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and not {"..", ".", ".git"} & set(parts) and "\0" not in name
