"""Finds where a repository, a linked work tree, a submodule or a bundle keeps its history. Runs nothing.

A pointer (`.git` file, `commondir`, link, alternates) is followed only when both ends agree; a folder that someone sent
us must not lead us into another repository on this machine.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codriver.access.files.limits import KIB, MIB, Problem
from codriver.access.files.opening import open_regular, read_small, unreadable
from codriver.access.git.refs import MAKE_A_BUNDLE, SHA, Names, Ref, is_ref_name, read_refs
from codriver.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

SHA1_WIDTH = 40
_BUNDLE = re.compile(rb"# v[23] git bundle\n")
_FAN_OUT = re.compile(r"[0-9a-f]{2}")
_MOST_HEADER = 16 * MIB


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the objects are (folders to link, by name), what the refs say, where history was cut.

    `pack` is the place of a bundle's pack in its file: the path and the offset in bytes.
    """

    names: Names
    width: int = SHA1_WIDTH
    shallow: frozenset[str] = frozenset()
    folders: tuple[Path, ...] = ()
    pack: tuple[Path, int] | None = None
    problems: tuple[Problem, ...] = ()


def find_layout(path: Path) -> Layout:
    """What stands at `path`: a work tree, a `.git` folder or file, a bare repository, or a bundle.

    Raises:
        SourceError: none of these, or one that cannot be read safely.
    """
    try:
        real = path.resolve(strict=True)
        folder = real.is_dir()
    except (OSError, ValueError) as error:
        raise unreadable(path.name or str(path), error) from error
    except RuntimeError as error:
        raise SourceError(f"{path.name}: a link that leads to itself", hint="give the repository itself") from error
    if not folder and real.name != ".git":
        return _bundle(real)
    gitdir = _gitdir(real)
    return _one_width(_repository(gitdir, _common(gitdir)))


def kept_in(path: Path) -> Path:
    """The folder in which the repository at `path` (a work tree or a bare repository) keeps refs and objects.

    Raises:
        SourceError: none, or one that cannot be trusted to be its own.
    """
    return _common(_gitdir(path.resolve()))


def top_of(path: Path) -> tuple[Path, str]:
    """The repository that holds `path`, and the way down to it from there.

    Raises:
        SourceError: it lies in none.
    """
    real = path.resolve()
    if (real / "HEAD").is_file() and (real / "objects").is_dir():
        return real, ""
    above = next((folder for folder in (real, *real.parents) if os.path.lexists(folder / ".git")), None)
    if above is None:
        raise SourceError(f"{real.name}: in no git repository", hint="`git init` there, or give a repository")
    return above, real.relative_to(above).as_posix() if real != above else ""


def _gitdir(real: Path) -> Path:
    dot = real if real.name == ".git" else real / ".git"
    if dot.is_symlink():
        raise SourceError(f"{real.name}/.git is a link", hint=f"give the repository itself: {dot.readlink()}")
    if dot.is_dir():
        return dot
    if dot.is_file():
        return _pointed_at(dot)
    if (real / "HEAD").is_file() and (real / "objects").is_dir():
        return real
    raise SourceError(f"{real.name}: no git repository", hint=_nearest(real))


def _nearest(real: Path) -> str:
    above = next((folder for folder in real.parents if (folder / ".git").exists()), None)
    return f"give the top of the repository: {above}" if above else "give a clone, a bare repository or a .bundle"


def _pointed_at(dot: Path) -> Path:
    """The folder that a `.git` file names, if that folder knows of it."""
    text = _line(dot, ".git")
    if not text.startswith("gitdir:"):
        raise SourceError(
            f"{dot.parent.name}/.git: not a git file", hint="give a clone, a bare repository or a .bundle"
        )
    gitdir = (dot.parent / text.removeprefix("gitdir:").strip()).resolve()
    if not gitdir.is_dir():
        raise SourceError(f"{dot.parent.name}/.git names a folder that is not there", hint=f"it should be at {gitdir}")
    if _knows(gitdir, dot) or _is_submodule(gitdir, dot):
        return gitdir
    raise SourceError(
        f"{dot.parent.name}/.git leads to a repository that does not know it", hint=f"if you trust it, give {gitdir}"
    )


def _knows(gitdir: Path, dot: Path) -> bool:
    """A linked work tree: its folder inside the repository points back."""
    back = gitdir / "gitdir"
    return os.path.lexists(back) and (gitdir / _line(back, "gitdir")).resolve() == dot


def _is_submodule(gitdir: Path, dot: Path) -> bool:
    """A submodule: its folder is kept by a repository that holds it."""
    return any(gitdir.is_relative_to(above / ".git" / "modules") for above in dot.parent.parents)


def _common(gitdir: Path) -> Path:
    """Where refs and objects are: for a linked work tree, the repository that it belongs to."""
    pointer = gitdir / "commondir"
    if not os.path.lexists(pointer):
        return gitdir
    common = (gitdir / _line(pointer, "commondir")).resolve()
    if gitdir.parent != common / "worktrees":
        raise SourceError(
            "commondir leads to a repository that does not know it", hint=f"if you trust it, give {common}"
        )
    return common


def _line(path: Path, name: str) -> str:
    return os.fsdecode(read_small(path, 16 * KIB, name=name)).strip().replace("\0", "")


def _repository(gitdir: Path, common: Path) -> Layout:
    names = read_refs(gitdir, common)
    folders, problems = _object_folders(common)
    shallow = _shallow(common)
    if shallow:
        more = Problem("shallow", "a shallow clone: older history is not here", "`git fetch --unshallow`")
        problems = (*problems, more)
    return Layout(names, shallow=shallow, folders=folders, problems=(*names.problems, *problems))


def _object_folders(common: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    objects = common / "objects"
    if objects.is_symlink() or not objects.is_dir():
        raise SourceError("the repository's objects are not in it", hint=MAKE_A_BUNDLE)
    try:
        entries = sorted(entry for entry in objects.iterdir() if entry.name == "pack" or _FAN_OUT.fullmatch(entry.name))
        folders = tuple(entry for entry in entries if entry.is_dir() and not entry.is_symlink())
        return folders, (*_led_out(entries), *_borrowed(objects), *_promised(objects / "pack"))
    except OSError as error:
        raise unreadable("objects", error) from error


def _led_out(entries: list[Path]) -> tuple[Problem, ...]:
    links = (entry.name for entry in entries if entry.is_symlink())
    return tuple(Problem(f"objects/{name}", "a link is not followed", MAKE_A_BUNDLE) for name in links)


def _borrowed(objects: Path) -> tuple[Problem, ...]:
    if not os.path.lexists(objects / "info" / "alternates"):
        return ()
    why = "objects borrowed from another repository are not read"
    return (Problem("objects/info/alternates", why, "make the clone whole: `git repack -a -d`"),)


def _promised(pack: Path) -> tuple[Problem, ...]:
    """A partial clone would fetch on demand; we never do."""
    if not pack.is_dir() or not any(entry.suffix == ".promisor" for entry in pack.iterdir()):
        return ()
    why = "a partial clone: what was never fetched is not read"
    return (Problem("objects", why, "fetch it whole: `git fetch --refetch --no-filter`"),)


def _shallow(common: Path) -> frozenset[str]:
    path = common / "shallow"
    if not os.path.lexists(path):
        return frozenset()
    lines = read_small(path, 16 * MIB, name="shallow").decode("ascii", "replace").split()
    return frozenset(line for line in lines if SHA.fullmatch(line))


def _one_width(layout: Layout) -> Layout:
    """SHA-1 or SHA-256, told by the length of the object names; names of another length are dropped, and said."""
    names = layout.names
    lengths = Counter(len(ref.sha) for ref in (*names.refs, *((names.head,) if names.head else ())))
    if not lengths:
        return layout
    width = min(lengths, key=lambda length: (-lengths[length], length))
    refs = tuple(ref for ref in names.refs if len(ref.sha) == width)
    head = names.head if names.head and len(names.head.sha) == width else None
    odd = (Problem("refs", "object names of two lengths", "run `git fsck` there"),) if len(lengths) > 1 else ()
    shallow = frozenset(sha for sha in layout.shallow if len(sha) == width)
    kept = replace(names, refs=refs, head=head)
    return replace(layout, names=kept, width=width, shallow=shallow, problems=(*layout.problems, *odd))


def _bundle(path: Path) -> Layout:
    with open_regular(path) as file:
        start = file.read(64 * KIB)
        if not _BUNDLE.match(start):
            raise SourceError(f"{path.name}: not a git bundle", hint="give a clone, a bare repository or a .bundle")
        while b"\n\n" not in start and len(start) <= _MOST_HEADER and (more := file.read(64 * KIB)):
            start += more
    header, end, _ = start.partition(b"\n\n")
    if not end:
        raise SourceError(f"{path.name}: the bundle ends too early", hint="copy it again")
    return _from_header(path, header)


def _from_header(path: Path, header: bytes) -> Layout:
    lines = header.decode("utf-8", "replace").split("\n")[1:]
    if any(line.startswith("-") for line in lines):
        hint = "make a whole one: `git bundle create history.bundle --all`"
        raise SourceError(f"{path.name}: the bundle builds on commits that are not in it", hint=hint)
    pairs = [(name, sha) for sha, _, name in (line.partition(" ") for line in lines) if SHA.fullmatch(sha)]
    refs = tuple(sorted(Ref(name, sha) for name, sha in pairs if is_ref_name(name)))
    head = next((Ref(name, sha) for name, sha in pairs if name == "HEAD"), None)
    layout = Layout(Names(refs, _named(head, refs), ()), pack=(path, len(header) + 2), problems=_filtered(lines))
    return _one_width(layout)


def _named(head: Ref | None, refs: tuple[Ref, ...]) -> Ref | None:
    """A bundle's HEAD is a bare commit; a branch that stands on the same one gives it a name."""
    same = (ref for ref in refs if head and ref.sha == head.sha and ref.name.startswith("refs/heads/"))
    return next(same, head)


def _filtered(lines: list[str]) -> tuple[Problem, ...]:
    if not any(line.startswith("@filter") for line in lines):
        return ()
    return (Problem("bundle", "a filtered bundle: some objects are not in it", "make it without --filter"),)
