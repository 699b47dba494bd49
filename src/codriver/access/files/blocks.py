"""Streams a file of any size as blocks of whole lines, unpacked, in bounded memory. Says what it could not read."""

from __future__ import annotations

import itertools
import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from codriver.access.files.gunzip import MAGIC, BrokenGzip, gunzip
from codriver.access.files.limits import KIB, MIB, Limits, Problem, amount
from codriver.access.files.opening import open_regular, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE_BYTES = 64 * KIB
_READ = 256 * KIB
_FOREVER = 1 << 62  # a stream has no size that could be seen at its opening


class Reader:
    """One pass over a file or stream. Iterate once; then `problems` says what was not read, `bytes_read` how much was.

    The blocks joined are the bytes of the file (unpacked when it is gzip). Each block ends at a line end, except the
    last one and the pieces of a line longer than `max_line_bytes`. A file is read up to the size it had when opened.
    """

    def __init__(self, source: Path | BinaryIO, size: int, name: str, limits: Limits) -> None:
        self._source = source
        self._name = name or (source.name if isinstance(source, Path) else "stdin")
        self._size = max(size, limits.max_line_bytes)
        self._limits = limits
        self._torn = False
        self._problems: list[Problem] = []
        self.bytes_read = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was read in part only; complete once the iteration has ended."""
        return tuple(self._problems)

    def __iter__(self) -> Iterator[bytes]:
        """The blocks.

        Raises:
            SourceError: the file cannot be opened.
        """
        waiting = bytearray()
        for piece in self._bounded():
            waiting += piece
            while len(waiting) >= self._size:
                yield self._cut_from(waiting)
        while waiting:
            yield self._cut_from(waiting)

    def _cut_from(self, waiting: bytearray) -> bytes:
        end, torn = _block_end(waiting, self._size, self._limits.max_line_bytes)
        if torn and not self._torn:
            self._torn = True
            self._say(
                f"a line longer than {amount(self._limits.max_line_bytes)} was cut into pieces",
                "if this is one large JSON document, write one record per line",
            )
        block = bytes(waiting[:end])
        del waiting[:end]
        return block

    def _bounded(self) -> Iterator[bytes]:
        """Unpacked pieces, no more of them than `max_file_bytes`."""
        with _opened(self._source, self._name) as file:
            most = self._most(file)
            for piece in self._unpacked(file):
                room = most - self.bytes_read
                self.bytes_read += min(len(piece), room)
                yield piece[:room]
                if len(piece) > room:
                    self._say(f"only the first {amount(most)} were read", "if it is no bomb, unpack or split the file")
                    return

    def _most(self, file: BinaryIO) -> int:
        """How much may come out: a small gzip file that unpacks to gigabytes is a bomb."""
        if not isinstance(self._source, Path):
            return self._limits.max_file_bytes
        grown = os.fstat(file.fileno()).st_size * self._limits.max_growth
        return min(self._limits.max_file_bytes, max(grown, self._limits.growth_from))

    def _unpacked(self, file: BinaryIO) -> Iterator[bytes]:
        pieces = self._raw(file)
        start = b""
        while len(start) < len(MAGIC) and (piece := next(pieces, b"")):
            start += piece
        whole = itertools.chain((start,), pieces)
        if not start.startswith(MAGIC):
            yield from whole
            return
        try:
            yield from gunzip(whole)
        except BrokenGzip as broken:
            self._say(f"{broken}; what comes before was read", "copy the file again from where it was written")

    def _raw(self, file: BinaryIO) -> Iterator[bytes]:
        """What stands in the file, up to the size that it has now."""
        left = os.fstat(file.fileno()).st_size if isinstance(self._source, Path) else _FOREVER
        try:
            while left and (piece := file.read(min(_READ, left))):
                left -= len(piece)
                yield piece
        except OSError as error:
            said = unreadable(self._name, error)
            self._say(said.message.removeprefix(f"{self._name}: "), said.hint)
        else:
            if left and isinstance(self._source, Path):
                self._say("became shorter while it was read", "it was probably rotated: read the rotated file too")

    def _say(self, why: str, hint: str) -> None:
        self._problems.append(Problem(self._name, why, hint))


def blocks(source: Path | BinaryIO, size: int = 4 * MIB, *, name: str = "", limits: Limits | None = None) -> Reader:
    """A `Reader` over a path or a binary stream such as `sys.stdin.buffer`.

    `size` is the most bytes in one block (at least `max_line_bytes`). `name` stands in problems: the root-relative
    name, by default the file's own. A stream is not closed.
    """
    return Reader(source, size, name, limits or Limits())


def sample(path: Path, *, name: str = "") -> bytes:
    """The first bytes of a file, unpacked when it is gzip, at most `SAMPLE_BYTES`; broken gzip gives what it can.

    Raises:
        SourceError: the file cannot be opened.
    """
    limits = Limits(max_file_bytes=SAMPLE_BYTES, max_line_bytes=SAMPLE_BYTES)
    return b"".join(blocks(path, SAMPLE_BYTES, name=name, limits=limits))


def _opened(source: Path | BinaryIO, name: str) -> BinaryIO | nullcontext[BinaryIO]:
    return open_regular(source, name=name) if isinstance(source, Path) else nullcontext(source)


def _block_end(waiting: bytearray, size: int, longest: int) -> tuple[int, bool]:
    """Where the next block ends, and whether that tears a line longer than `longest` bytes."""
    end = 0
    while end < size:
        after = waiting.rfind(b"\n", end, min(end + longest, size)) + 1
        if not after:
            break
        end = after
    if end:
        return end, False
    return min(longest, len(waiting)), len(waiting) > longest
