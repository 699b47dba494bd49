"""What git's plumbing printed, as values. Pure; trusts no name, no message and no date in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STAMP = re.compile(rb"(?P<name>.*?) ?<[^\n]*> (?P<seconds>-?\d{1,15}) (?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d)")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_ENCODINGS = re.compile(
    rb"(?i)(iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|shift_?jis|euc-(jp|kr)|gbk?|gb\d+|big5)"
)
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One path of a commit: lines added and removed (None: binary, or not known) and git's letter for the change.

    `status` is A(dded), M(odified), D(eleted), R(enamed, with its old path in `was`) or T(ype changed).
    """

    path: str
    added: int | None
    removed: int | None
    status: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. A date that cannot be is 1970-01-01. A merge's files are what it brought to its first parent."""

    sha: str
    parents: tuple[str, ...]
    author: str
    authored_at: datetime
    committed_at: datetime
    subject: str
    body: str
    files: tuple[FileChange, ...] = ()


def read_commit(sha: str, raw: bytes) -> Commit:
    """A commit from the bytes of its object."""
    head, _, message = raw.partition(b"\n\n")
    lines = [line.partition(b" ") for line in head.split(b"\n")]
    fields = {key: value for key, _, value in reversed(lines)}  # the first of each counts, as in git
    author, authored_at = _stamp(fields.get(b"author", b""), fields)
    _, committed_at = _stamp(fields.get(b"committer", b""), fields)
    subject, body = _message(message, fields)
    parents = tuple(value.decode("ascii", "replace") for key, _, value in lines if key == b"parent")
    return Commit(sha, parents, author, authored_at, committed_at, subject, body)


def read_objects(out: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Name, type and content of each whole object in the output of `cat-file --batch`; missing ones are left out."""
    at = 0
    while (end := out.find(b"\n", at)) >= 0:
        words = out[at:end].decode("utf-8", "replace").split(" ")
        at = end + 1
        if len(words) != 3 or not words[2].isdigit():  # noqa: PLR2004 - name, type, size; else "NAME missing"
            continue
        size = int(words[2])
        if at + size >= len(out):
            return
        yield words[0], words[1], out[at : at + size]
        at += size + 1


def read_changes(out: bytes, width: int) -> dict[str, tuple[FileChange, ...]]:
    """Commit -> its files, from `diff-tree --stdin -z --raw --numstat`; an unfinished last commit is left out."""
    changes: dict[str, tuple[FileChange, ...]] = {}
    tokens = iter(out.split(b"\0"))
    sha, found = "", _Files()
    for token in tokens:
        if token.startswith(b":"):
            found.say_status(token, tokens)
        elif len(token) == width and b"\t" not in token:
            changes[sha] = found.all()
            sha, found = token.decode("ascii", "replace"), _Files()
        elif token:
            found.say_counts(token, tokens)
    changes[sha] = found.all()
    return {name: files for name, files in changes.items() if name}


class _Files:
    """The files of one commit while its answer is read: first their statuses, then their line counts."""

    def __init__(self) -> None:
        self._statuses: list[tuple[str, bytes, bytes | None]] = []
        self._counts: dict[bytes, tuple[int | None, int | None]] = {}

    def say_status(self, token: bytes, tokens: Iterator[bytes]) -> None:
        status = token.rsplit(b" ", 1)[-1][:1].decode("ascii", "replace")
        first = next(tokens, b"")
        two = status in "RC"
        self._statuses.append((status, next(tokens, b"") if two else first, first if two else None))

    def say_counts(self, token: bytes, tokens: Iterator[bytes]) -> None:
        added, _, rest = token.partition(b"\t")
        removed, _, path = rest.partition(b"\t")
        if not path:
            next(tokens, b"")  # the old path of a rename
            path = next(tokens, b"")
        self._counts[path] = (_count(added), _count(removed))

    def all(self) -> tuple[FileChange, ...]:
        return tuple(
            FileChange(text(path), *self._counts.get(path, (None, None)), status, text(was) if was else None)
            for status, path, was in self._statuses
        )


def read_paths(out: bytes) -> tuple[str, ...]:
    """The paths of the files in `ls-tree -r -z`; submodules are left out."""
    entries = (entry.partition(b"\t") for entry in out.split(b"\0"))
    return tuple(text(path) for about, _, path in entries if b" blob " in about)


def read_blobs(out: bytes) -> tuple[tuple[str, str], ...]:
    """Path and object of each regular file in `ls-tree -r -z`; links and submodules are left out."""
    entries = (entry.partition(b"\t") for entry in out.split(b"\0"))
    return tuple((text(path), text(about.split(b" ")[2])) for about, _, path in entries if about.startswith(b"100"))


def read_ranges(out: bytes) -> Mapping[str, tuple[range, ...]]:
    """New path -> the line ranges (from 1) that a patch without context wrote; a removal is an empty range."""
    found: dict[str, list[range]] = {}
    path, left = "", 0
    for line in out.split(b"\n"):
        if left > 0 and line[:1] in (b"+", b"-"):
            left -= 1
        elif line.startswith(b"+++ "):
            path = _new_path(line[4:])
        elif path and (hunk := _HUNK.match(line)):
            old, start, new = (int(number) if number is not None else 1 for number in hunk.groups())
            left = old + new
            found.setdefault(path, []).append(range(start, start + new) if new else range(start + 1, start + 1))
    return {name: tuple(ranges) for name, ranges in sorted(found.items())}


def text(raw: bytes) -> str:
    """Bytes from a repository for the eye; what is no utf-8 becomes U+FFFD."""
    return raw.decode("utf-8", "replace")


def _new_path(written: bytes) -> str:
    """The path after `+++`: quoted when it holds odd bytes; empty when the file is gone."""
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written.rstrip(b"\t")[1:-1])
    else:
        written = written.removesuffix(b"\t")  # git closes a path that holds a blank with a tab
    return text(written[2:]) if written.startswith(b"b/") else ""


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    return bytes([int(what, 8) & 0xFF]) if len(what) > 1 else _LETTERS.get(what, what)


def _stamp(line: bytes, fields: Mapping[bytes, bytes]) -> tuple[str, datetime]:
    found = _STAMP.match(line)
    if found is None:
        return _decoded(line.partition(b"<")[0].strip(), fields), _EPOCH
    minutes = int(found["hours"]) * 60 + int(found["minutes"])
    offset = timedelta(minutes=-minutes if found["sign"] == b"-" else minutes)
    return _decoded(found["name"], fields), _moment(int(found["seconds"]), offset)


def _moment(seconds: int, offset: timedelta) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, timezone(offset))
    except (ValueError, OverflowError, OSError):
        return _EPOCH


def _message(raw: bytes, fields: Mapping[bytes, bytes]) -> tuple[str, str]:
    subject, _, body = _decoded(raw, fields).lstrip("\n").partition("\n\n")
    return " ".join(subject.split("\n")).strip(), body.strip("\n")


def _decoded(raw: bytes, fields: Mapping[bytes, bytes]) -> str:
    """As the commit's own `encoding` says, if it is one that people wrote messages in."""
    named = fields.get(b"encoding", b"utf-8")
    encoding = named.decode("ascii") if _ENCODINGS.fullmatch(named) else "utf-8"
    try:
        return raw.decode(encoding, "replace")
    except LookupError:
        return text(raw)


def _count(written: bytes) -> int | None:
    return int(written) if written.isdigit() else None
