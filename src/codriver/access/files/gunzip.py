"""Gzip as it is met at night: several members, cut short, broken in the middle. What can be read comes out."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from codriver.access.files.limits import KIB

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MAGIC = b"\x1f\x8b"
_GZIP = 31  # zlib's number for: a gzip header, the largest window
_PIECE = 256 * KIB  # what one step may unpack, so that a bomb is met in small steps


class BrokenGzip(Exception):  # noqa: N818 - a word for the room next door, not for a screen
    """The rest cannot be unpacked; everything before it has been yielded."""


def gunzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The unpacked bytes of all members, in small pieces.

    Raises:
        BrokenGzip: after the last byte that could be unpacked; its text says why.
    """
    rest = yield from _member(b"", pieces)
    while rest := _next_member(rest, pieces):
        if not rest.startswith(MAGIC):
            raise BrokenGzip("bytes that are no gzip follow its end")
        rest = yield from _member(rest, pieces)


def _next_member(rest: bytes, pieces: Iterator[bytes]) -> bytes:
    """The first bytes after a member and its zero padding; empty at the end of the file."""
    rest = rest.lstrip(b"\0")
    while len(rest) < len(MAGIC) and (piece := next(pieces, b"")):
        rest = (rest + piece).lstrip(b"\0")
    return rest


def _member(packed: bytes, pieces: Iterator[bytes]) -> Generator[bytes, None, bytes]:
    """Unpacks one member and returns the bytes that follow it."""
    state = zlib.decompressobj(_GZIP)
    while not state.eof:
        packed = packed or next(pieces, b"")
        if not packed:
            raise BrokenGzip("the gzip file ends too early")
        before = state.copy()
        try:
            unpacked = state.decompress(packed, _PIECE)
        except zlib.error as error:
            yield from _up_to_the_break(before, packed)
            raise BrokenGzip(f"the gzip file is corrupt ({error})") from error
        packed = state.unconsumed_tail
        yield unpacked
    return state.unused_data


def _up_to_the_break(state: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    """What zlib had unpacked but threw away with its error: the same bytes again, one at a time."""
    for at in range(len(packed)):
        try:
            yield state.decompress(packed[at : at + 1])
        except zlib.error:
            return
