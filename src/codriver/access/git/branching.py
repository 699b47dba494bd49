"""A new branch with one file changed: objects and a ref are written, nothing that is there is touched.

Git is not run in the repository, so that none of its settings or hooks run; the work tree, the index and HEAD stay.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from codriver.access.git.layout import SHA1_WIDTH, find_layout, kept_in
from codriver.access.git.refs import is_ref_name
from codriver.access.git.repository import open_history
from codriver.errors import SourceError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from codriver.access.git.repository import Repository

_FILE, _FOLDER = "100644", "40000"
_MOST = 100  # branches of one name
Entry = tuple[str, str]  # mode, object


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch, its commit, and whether it was made now: one with the same file is there once."""

    name: str
    commit: str
    new: bool


def write_branch(  # noqa: PLR0913 - what a commit holds
    path: Path, name: str, file: str, content: bytes, *, message: str, who: str, when: datetime
) -> Branch:
    """A branch of that name (numbered if it is taken) on top of HEAD, in which `file` has that content.

    Raises:
        SourceError: no repository that can be written, no commit to build on, or no name that git accepts.
    """
    objects = _Objects(kept_in(path), find_layout(path).width)
    with open_history(path) as history:
        if history.head is None:
            raise SourceError("the repository has no commit yet", hint="commit something first")
        base = history.head.sha
        tree = _with(objects, history, _tree_of(history, base), file.split("/"), content)
        taken = {ref.name: ref.sha for ref in history.refs()}
        ref = f"refs/heads/{name}"
        for number in count(2):
            if ref not in taken:
                break
            if _tree_of(history, taken[ref]) == tree:
                return Branch(name=ref.removeprefix("refs/heads/"), commit=taken[ref], new=False)
            if number >= _MOST:
                raise SourceError(f"{_MOST} branches {name} are there", hint="delete those that were merged")
            ref = f"refs/heads/{name}-{number}"
    by = f"{_plain(who)} <{_plain(who).replace(' ', '.')}@localhost> {int(when.timestamp())} +0000"
    told = f"tree {tree}\nparent {base}\nauthor {by}\ncommitter {by}\n\n{message.strip()}\n"
    commit = objects.write("commit", told.encode())
    objects.point(ref, commit)
    return Branch(name=ref.removeprefix("refs/heads/"), commit=commit, new=True)


def _tree_of(history: Repository, commit: str) -> str:
    head = history.contents((commit,)).get(commit, b"").partition(b"\n")[0]
    if not head.startswith(b"tree "):
        raise SourceError(f"{commit[:12]}: no commit that can be read", hint="run `git fsck` there")
    return head.removeprefix(b"tree ").decode("ascii", "replace")


def _with(objects: _Objects, history: Repository, tree: str, way: list[str], content: bytes) -> str:
    """The tree with the file at the end of the way down."""
    name, *further = way
    entries = _entries(history.contents((tree,)).get(tree, b"") if tree else b"", objects.width // 2)
    if further:
        mode, below = entries.get(name, (_FOLDER, ""))
        entries[name] = (_FOLDER, _with(objects, history, below if mode == _FOLDER else "", further, content))
    else:
        entries[name] = (_FILE, objects.write("blob", content))
    return objects.write("tree", b"".join(_row(name, *of) for name, of in sorted(entries.items(), key=_as_sorted)))


def _entries(raw: bytes, width: int) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    while raw:
        head, _, rest = raw.partition(b"\0")
        mode, _, name = head.partition(b" ")
        found[os.fsdecode(name)] = (mode.decode("ascii"), rest[:width].hex())
        raw = rest[width:]
    return found


def _as_sorted(one: tuple[str, Entry]) -> bytes:
    """As git sorts: a folder as if its name ended in a slash."""
    name, (mode, _) = one
    return os.fsencode(name) + (b"/" if mode == _FOLDER else b"")


def _row(name: str, mode: str, sha: str) -> bytes:
    return f"{mode} ".encode() + os.fsencode(name) + b"\0" + bytes.fromhex(sha)


def _plain(who: str) -> str:
    return "".join(char for char in who if char.isalnum() or char in " ._-").strip() or "codriver"


class _Objects:
    """Where a repository keeps its objects and refs; nothing there is written over."""

    def __init__(self, home: Path, width: int) -> None:
        self.width = width
        self._home = home

    def write(self, kind: str, content: bytes) -> str:
        """The object's name."""
        whole = f"{kind} {len(content)}\0".encode() + content
        digest = hashlib.sha1(whole, usedforsecurity=False) if self.width == SHA1_WIDTH else hashlib.sha256(whole)
        name = digest.hexdigest()
        file = self._home / "objects" / name[:2] / name[2:]
        if not file.exists():
            self._put(file, zlib.compress(whole))
        return name

    def point(self, ref: str, commit: str) -> None:
        """Make the ref, which must not be there."""
        if not is_ref_name(ref):
            raise SourceError(f"{ref}: no name of a branch", hint="use letters, digits and dashes")
        self._put(self._home / ref, f"{commit}\n".encode())

    def _put(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            half = file.with_name(f"{file.name[:40]}.codriver-{os.getpid()}")
            half.write_bytes(content)
            try:
                os.link(half, file)  # whole or not at all, and never over what is there
            finally:
                half.unlink()
        except FileExistsError as error:
            raise SourceError(f"{file.name}: is there already", hint="do it again") from error
        except OSError as error:
            raise SourceError(f"the repository cannot be written: {error.strerror}", hint="take the patch") from error
