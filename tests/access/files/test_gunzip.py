import gzip

import pytest

from codriver.access.files.gunzip import BrokenGzip, gunzip


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1_000])
def test_members_are_joined_however_the_bytes_arrive(size: int) -> None:
    packed = gzip.compress(b"one\n") + b"\0\0" + gzip.compress(b"two\n") + b"\0"
    assert b"".join(gunzip(iter(pieces(packed, size)))) == b"one\ntwo\n"


@pytest.mark.parametrize("size", [1, 5, 1_000])
def test_a_wrong_checksum_is_said_after_all_that_was_read(size: int) -> None:
    packed = bytearray(gzip.compress(b"content"))
    packed[-8] ^= 1
    out: list[bytes] = []
    with pytest.raises(BrokenGzip, match="corrupt"):
        out.extend(gunzip(iter(pieces(bytes(packed), size))))
    assert b"".join(out) == b"content"
