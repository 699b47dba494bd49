"""A repository of our own over somebody else's objects, and the questions that it answers."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from codriver.access.files.limits import MIB, Problem, amount
from codriver.access.git.answers import (
    Commit,
    FileChange,
    read_blobs,
    read_changes,
    read_commit,
    read_objects,
    read_paths,
    read_ranges,
    text,
)
from codriver.access.git.layout import Layout, find_layout
from codriver.access.git.objects import bring_objects
from codriver.access.git.plumbing import Answer, Plumbing, complaint, found_git, furnish
from codriver.access.git.refs import MAKE_A_BUNDLE, Ref, as_object
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

__all__ = ["Commit", "FileChange", "Ref", "Repository", "open_history"]

_DIFF = ("diff-tree", "--stdin", "-r", "--root", "--no-ext-diff", "--no-textconv", "--no-color", "--no-commit-id")
_FILES = ("diff-tree", "--stdin", "-z", "-r", "--root", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv")


def open_history(path: Path, *, deadline: float = 30.0) -> Repository:
    """The history at `path`: a work tree (also linked, also a submodule), a bare repository or a `.bundle` file.

    Use it in a `with`, or close it. `deadline` is in seconds, for each call of git.

    Raises:
        SourceError: there is no history that can be read safely, or no git.
    """
    program = found_git()
    layout = find_layout(path)
    with ExitStack() as undo:
        home = Path(undo.enter_context(TemporaryDirectory(prefix="codriver-git-", ignore_cleanup_errors=True)))
        furnish(home, layout.width, layout.shallow)
        git = Plumbing(program, home, deadline)
        bring_objects(git, layout)
        return Repository(layout, git, undo.pop_all())


class Repository:
    """History that can be read; made by `open_history`. `problems` grows with what an answer had to leave out.

    A revision is a hash (also shortened), a ref (also shortened, as git does), `HEAD`, each with `~N` or `^N` after it.
    """

    def __init__(self, layout: Layout, git: Plumbing, undo: ExitStack) -> None:
        self._layout = layout
        self._git = git
        self._undo = undo
        self._problems = list(layout.problems)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Remove our repository. The target is as it was."""
        self._undo.close()

    @property
    def head(self) -> Ref | None:
        """What is checked out: the branch, or `HEAD` when detached; None in a repository without commits."""
        return self._layout.names.head

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read so far, each said once."""
        return tuple(self._problems)

    def refs(self) -> tuple[Ref, ...]:
        """All refs, in order of name; an annotated tag names its tag object."""
        return self._layout.names.refs

    def commits(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 1_000,
        paths: Sequence[str] = (),
        start: str = "",
    ) -> tuple[Commit, ...]:
        """Commits reachable from `start` (a revision; by default HEAD, or all branches without one), newest first.

        `since` and `until` (aware) bound the commit date, both included. With `paths`, only commits that touched one
        of them (each taken literally). Three calls of git, however many commits.

        Raises:
            SourceError: nothing can be read in time. (What could be read in time is an answer, and the rest is said.)
        """
        shas = self._listed(self._starts(start), (*_window(since, until), f"--max-count={limit + 1}"), paths)
        if len(shas) > limit:
            self._say("history", f"more than {limit} commits: older ones are not read", "narrow the time window")
        commits = self._read(shas[:limit])
        files = self._changed(commits)
        return tuple(replace(commit, files=files.get(commit.sha, ())) for commit in commits)

    def diff(self, sha: str, path: str | None = None, max_bytes: int = MIB) -> str:
        """The patch of one commit (a merge: against its first parent), cut at a line end to `max_bytes`, which is said.

        Raises:
            SourceError: no such commit, or an object is missing.
        """
        answer = self._patch(sha, ("-p", "-M"), path, max_bytes)
        if not answer.cut:
            return text(answer.out)
        self._say(sha, f"only the first {amount(max_bytes)} of its patch were read", "ask for one path")
        return text(answer.out[: answer.out.rfind(b"\n") + 1])

    def lines_changed(self, sha: str) -> Mapping[str, tuple[range, ...]]:
        """New path -> ranges of lines (from 1) that the commit wrote; a mere removal is an empty range where it was.

        Deleted and binary files are not in it.

        Raises:
            SourceError: no such commit, an object is missing, or the patch is too large.
        """
        answer = self._patch(sha, ("-p", "-U0", "-M"), None, 64 * MIB)
        if answer.cut:
            raise SourceError(f"commit {sha}: its patch is too large", hint="ask for the diff of one path")
        return read_ranges(answer.out)

    def file(self, rev: str, path: str, max_bytes: int = 32 * MIB) -> bytes:
        """The content of one file at a revision; of a symbolic link, where it points.

        Raises:
            SourceError: no such revision or file, or it is larger than `max_bytes`.
        """
        answer = self._git.ask("cat-file", "blob", f"{self._object(rev)}:{_inside(path)}", limit=max_bytes)
        if answer.cut:
            raise SourceError(f"{path} at {rev}: larger than {amount(max_bytes)}", hint="read it from a checkout")
        if answer.code:
            raise SourceError(f"{path} at {rev}: no such file", hint="list the files with `tree`; or a partial clone")
        return answer.out

    def tree(self, rev: str, under: str = "") -> tuple[str, ...]:
        """The paths of all files at a revision, below `under`, from the root of the repository; no submodules.

        Raises:
            SourceError: no such revision or folder, or more files than can be read.
        """
        inside = _inside(under).strip("/")
        answer = self._git.ask("ls-tree", "-r", "-z", "--full-tree", f"{self._object(rev)}:{inside}", limit=64 * MIB)
        if not answer.whole:
            why = "too many files" if answer.cut else "no such folder"
            raise SourceError(f"{inside or 'the tree'} at {rev}: {why}", hint="check the revision and the folder")
        return tuple(f"{inside}/{path}" if inside else path for path in read_paths(answer.out))

    def blobs(self, rev: str) -> tuple[tuple[str, str], ...]:
        """Path and object of every regular file at a revision, no links, no submodules; SourceError as in `tree`."""
        answer = self._git.ask("ls-tree", "-r", "-z", "--full-tree", self._object(rev), limit=64 * MIB)
        if not answer.whole:
            raise SourceError(f"the tree at {rev}: {complaint(answer)}", hint="check the revision")
        return read_blobs(answer.out)

    def sizes(self, objects: Sequence[str]) -> Mapping[str, int]:
        """The size of each object that is here, in bytes."""
        asked = "".join(f"{name}\n" for name in objects).encode()
        lines = self._git.ask("cat-file", "--batch-check", stdin=asked).out.decode("ascii", "replace").splitlines()
        rows = (line.split(" ") for line in lines)
        return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[2].isdigit()}  # noqa: PLR2004 - as git says

    def contents(self, objects: Sequence[str]) -> Mapping[str, bytes]:
        """The content of each object that is here; ask for as many as may be held at once."""
        answer = self._git.ask("cat-file", "--batch", stdin="".join(f"{name}\n" for name in objects).encode())
        return {name: content for name, _, content in read_objects(answer.out)}

    def _starts(self, start: str) -> tuple[str, ...]:
        if start:
            return (self._object(start),)
        if self.head:
            return (self.head.sha,)
        heads = tuple(ref.sha for ref in self.refs() if ref.name.startswith(("refs/heads/", "refs/remotes/")))
        if heads:
            self._say("HEAD", "leads to no commit: all branches are read", "check out the branch that runs")
        else:
            self._say("history", "no commits yet", "give the repository that is deployed")
        return tuple(sorted(set(heads)))

    def _listed(self, starts: Iterable[str], bounds: Sequence[str], paths: Sequence[str]) -> list[str]:
        asked = "".join(f"{sha}\n" for sha in starts)
        if not asked:
            return []
        inside = [_inside(path) for path in paths]
        answer = self._git.ask_for_some("rev-list", *bounds, "--stdin", "--", *inside, stdin=asked.encode())
        shas = answer.out.decode("ascii", "replace").split()
        if not answer.whole and not shas:
            raise SourceError(f"history cannot be read: {complaint(answer)}", hint=MAKE_A_BUNDLE)
        if not answer.whole:
            self._say("history", f"breaks off: {complaint(answer)}", MAKE_A_BUNDLE)
        return shas

    def _read(self, shas: Sequence[str]) -> tuple[Commit, ...]:
        if not shas:
            return ()
        answer = self._git.ask("cat-file", "--batch", stdin="".join(f"{sha}\n" for sha in shas).encode())
        commits = tuple(read_commit(sha, raw) for sha, kind, raw in read_objects(answer.out) if kind == "commit")
        if len(commits) < len(shas):
            self._say("history", f"{len(shas) - len(commits)} commits are missing or too large", MAKE_A_BUNDLE)
        return commits

    def _changed(self, commits: Sequence[Commit]) -> dict[str, tuple[FileChange, ...]]:
        """The files of each commit; without line counts where a file's content is missing."""
        known = self._files(commits, "--numstat", "-M")
        rest = [commit for commit in commits if commit.sha not in known]
        if not rest:
            return known
        self._say("history", "some contents are missing or too much to compare: line counts left out", MAKE_A_BUNDLE)
        known |= self._files(rest, "--no-renames")
        if any(commit.sha not in known for commit in rest):
            self._say("history", "some trees are missing or too large: their commits show no files", MAKE_A_BUNDLE)
        return known

    def _files(self, commits: Sequence[Commit], *options: str) -> dict[str, tuple[FileChange, ...]]:
        """Commit -> files, for those commits that git could answer for before it gave up."""
        asked = "".join(map(self._pair, commits))
        if not asked:
            return {commit.sha: () for commit in commits}
        answer = self._git.ask_for_some(*_FILES, "--always", *options, stdin=asked.encode())
        changes = read_changes(answer.out, self._layout.width)
        if not answer.whole and changes:
            changes.popitem()  # the commit at which git gave up
        return changes | {commit.sha: () for commit in commits if not self._pair(commit)}

    def _pair(self, commit: Commit) -> str:
        """A line for `diff-tree --stdin`: the commit and its first parent; empty where history was cut."""
        if commit.sha in self._layout.shallow:
            self._say(commit.sha, "its parent is not here: what it changed is not known", "`git fetch --unshallow`")
            return ""
        return " ".join((commit.sha, *commit.parents[:1])) + "\n"

    def _patch(self, rev: str, options: Sequence[str], path: str | None, limit: int) -> Answer:
        asked = self._pair(self._commit(rev))
        if not asked:
            return Answer(b"", "", 0)
        only = [_inside(path)] if path else []
        answer = self._git.ask(*_DIFF, *options, "--", *only, stdin=asked.encode(), limit=limit)
        if answer.code and not answer.cut:
            raise SourceError(f"commit {rev}: its patch cannot be read: {complaint(answer)}", hint=MAKE_A_BUNDLE)
        return answer

    def _commit(self, rev: str) -> Commit:
        asked = f"{self._object(rev)}^{{commit}}\n"
        answer = self._git.ask("cat-file", "--batch", stdin=asked.encode())
        found = next((read_commit(sha, raw) for sha, kind, raw in read_objects(answer.out) if kind == "commit"), None)
        if found is None:
            raise SourceError(f"{rev}: no such commit here", hint="give a full hash or the name of a branch or tag")
        return found

    def _object(self, rev: str) -> str:
        return as_object(rev, self._layout.names)

    def _say(self, where: str, why: str, hint: str) -> None:
        problem = Problem(where, why, hint)
        if problem not in self._problems:
            self._problems.append(problem)


def _window(since: datetime | None, until: datetime | None) -> tuple[str, ...]:
    """Whole seconds, as commits have; a time before 1970 is no bound for git."""
    after = (f"--max-age={max(0, math.ceil(since.timestamp()))}",) if since else ()
    before = (f"--min-age={max(0, math.floor(until.timestamp()))}",) if until else ()
    return (*after, *before)


def _inside(path: str) -> str:
    """A path that can be an argument: no NUL, no half of a surrogate pair."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"{path!a}: no path that git can hold", hint="check its spelling") from error
    if "\0" in path:
        raise SourceError(f"{path!a}: no path that git can hold", hint="check its spelling")
    return path
