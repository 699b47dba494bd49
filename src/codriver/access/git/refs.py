"""A repository's refs and HEAD, read as text by us: bounded, every name and every object name checked."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access.files.limits import KIB, MIB, Problem
from codriver.access.files.opening import read_small
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAKE_A_BUNDLE = "make a bundle and give that: `git -C REPO bundle create history.bundle --all`"
MOST_REFS = 200_000
SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DEEPEST = 20
_LONGEST_NAME = 1024
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|$)|[/.]$")
_REVISION = re.compile(r"(?P<name>[^~^]+)(?P<steps>(?:[~^]\d{0,6}){0,20})")
_HEX = re.compile(r"[0-9a-f]{4,64}")
_SHORT_FOR = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")  # in git's order
_SYMBOLIC = "ref:"
_HOPS = 5  # as many symbolic refs as git follows


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A name (`refs/heads/main`, or `HEAD` when it is detached) and the object that it names, in hex."""

    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class Names:
    """All refs of a repository in order of name, its HEAD if it leads to one, and what could not be read."""

    refs: tuple[Ref, ...]
    head: Ref | None
    problems: tuple[Problem, ...]


def read_refs(gitdir: Path, common: Path) -> Names:
    """The refs of the repository at `common`, and the HEAD of the work tree at `gitdir`.

    Raises:
        SourceError: packed refs that cannot be read, or refs in a format that we do not know.
    """
    if (common / "reftable").exists():
        raise SourceError("the repository keeps its refs as a reftable", hint=MAKE_A_BUNDLE)
    problems: list[Problem] = []
    written = _packed(common)
    for name, text in _loose(common / "refs", "refs", 0, problems):
        written[name] = text
        if len(written) > MOST_REFS:
            problems.append(Problem("refs", f"more than {MOST_REFS} refs: the rest are not read", ""))
            break
    resolved = {name: sha for name in written if (sha := _followed(name, written))}
    refs = tuple(Ref(name, sha) for name, sha in sorted(resolved.items()))
    return Names(refs, _head(gitdir, resolved, problems), tuple(problems))


def is_ref_name(name: str) -> bool:
    """Whether git would accept this as the full name of a ref."""
    return name.startswith("refs/") and len(name) <= _LONGEST_NAME and not _FORBIDDEN.search(name)


def as_object(rev: str, names: Names) -> str:
    """A revision as a hash with its steps: it begins with a hex digit, so git cannot take it for an option.

    Raises:
        SourceError: it is neither a name that we know nor a hash.
    """
    parts = _REVISION.fullmatch(rev)
    name, steps = (parts["name"], parts["steps"]) if parts else ("", "")
    if name == "HEAD" and names.head:
        return names.head.sha + steps
    known = {ref.name: ref.sha for ref in names.refs}
    sha = next((known[long] for short in _SHORT_FOR if (long := short + name) in known), "")
    if sha or _HEX.fullmatch(name):
        return (sha or name) + steps
    raise SourceError(f"{rev}: no such revision", hint="give a hash, a branch, a tag or HEAD, with ~N or ^N")


def _packed(common: Path) -> dict[str, str]:
    path = common / "packed-refs"
    if not os.path.lexists(path):
        return {}
    lines = read_small(path, 64 * MIB, name="packed-refs").decode("utf-8", "replace").split("\n")
    pairs = (line.partition(" ") for line in lines[: MOST_REFS * 2])
    return {name: sha for sha, _, name in pairs if SHA.fullmatch(sha) and is_ref_name(name)}


def _loose(folder: Path, name: str, depth: int, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for entry in _entries(folder, name, problems):
        full = f"{name}/{os.fsencode(entry.name).decode('utf-8', 'replace')}"
        if entry.is_symlink():
            problems.append(Problem(full, "a ref that is a link is not followed", "name the commit by its hash"))
        elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            yield from _loose(folder / entry.name, full, depth + 1, problems)
        elif is_ref_name(full) and entry.is_file(follow_symlinks=False):
            yield full, _text(folder / entry.name, full, problems)


def _entries(folder: Path, name: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    if folder.is_symlink():
        problems.append(Problem(name, "refs that are a link are not followed", MAKE_A_BUNDLE))
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(name, f"refs cannot be read: {error}", "check the folder's permissions"))
        return []


def _text(path: Path, name: str, problems: list[Problem]) -> str:
    try:
        return read_small(path, 4 * KIB, name=name).decode("utf-8", "replace").strip()
    except SourceError as error:
        problems.append(Problem(name, error.message.removeprefix(f"{name}: "), error.hint))
        return ""


def _followed(name: str, written: Mapping[str, str]) -> str:
    """The object that a ref leads to; empty when it is broken or goes in circles."""
    text = written.get(name, "")
    for _ in range(_HOPS):
        if not text.startswith(_SYMBOLIC):
            break
        text = written.get(text.removeprefix(_SYMBOLIC).strip(), "")
    return text if SHA.fullmatch(text) else ""


def _head(gitdir: Path, resolved: Mapping[str, str], problems: list[Problem]) -> Ref | None:
    text = _text(gitdir / "HEAD", "HEAD", problems)
    name = text.removeprefix(_SYMBOLIC).strip()
    if text.startswith(_SYMBOLIC):
        return Ref(name, resolved[name]) if name in resolved else None
    return Ref("HEAD", text) if SHA.fullmatch(text) else None
