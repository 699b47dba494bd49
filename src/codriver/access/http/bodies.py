"""The body of an answer, read piece by piece: never more than the bounds, never past the deadline, gzip or plain."""

import zlib
from collections.abc import Iterable

from codriver.access.http.deadline import Deadline
from codriver.access.http.places import place
from codriver.errors import SourceError

PIECE = 1 << 20
ANY_GZIP = 32 + zlib.MAX_WBITS  # zlib or gzip, told apart by the header


class Slow(Exception):  # noqa: N818 - it is caught and told in the client's words
    """The deadline passed while the body was coming."""


def body_of(pieces: Iterable[bytes], encoding: str, most: int, deadline: Deadline, url: str) -> bytes:
    """The whole body, unpacked.

    Raises:
        SourceError: it is larger than `most` bytes, or packed in a way that cannot be undone.
        Slow: it did not come in time.
    """
    unpacker = zlib.decompressobj(ANY_GZIP) if encoding in ("gzip", "deflate") else None
    if encoding not in ("", "identity", "gzip", "deflate"):
        raise SourceError(f"packed as `{encoding[:20]}` ({place(url)})", hint="a proxy packs it unasked: turn that off")
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        for part in _unpacked(piece, unpacker, url) if unpacker else (piece,):
            kept.append(part)
            size += len(part)
            if size > most:
                raise SourceError(f"answered with more than {most // PIECE} MiB ({place(url)})", hint=_LESS)
        if deadline.over:
            raise Slow
    return b"".join(kept)


_LESS = "ask for less: a shorter time, or a narrower selection in the source's settings; or raise its max_mb"


def _unpacked(piece: bytes, unpacker: "zlib._Decompress", url: str) -> Iterable[bytes]:
    """Bounded parts of what a packed piece holds, so that a small bomb cannot fill the memory at one blow."""
    rest = piece
    while rest:
        try:
            part = unpacker.decompress(rest, PIECE)
        except zlib.error as error:
            raise SourceError(
                f"its gzip is broken ({place(url)})", hint="a proxy may have cut the answer off"
            ) from error
        rest = unpacker.unconsumed_tail
        yield part
