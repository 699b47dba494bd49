import gzip
import io
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.access.files.blocks import SAMPLE_BYTES, Reader, blocks, sample
from codriver.access.files.limits import Limits
from codriver.errors import SourceError

SMALL = Limits(max_line_bytes=8)
LINES = st.lists(st.binary(max_size=20)).map(b"\n".join)


def read(content: bytes, size: int = 16, limits: Limits = SMALL) -> tuple[list[bytes], Reader]:
    reader = blocks(io.BytesIO(content), size, limits=limits)
    return list(reader), reader


def whys(reader: Reader) -> list[str]:
    return [problem.why for problem in reader.problems]


@given(LINES, st.integers(1, 40))
def test_blocks_joined_are_the_original_bytes_and_bounded(content: bytes, size: int) -> None:
    if content.startswith(b"\x1f\x8b"):
        content = b" " + content
    found, reader = read(content, size)
    assert b"".join(found) == content
    assert reader.bytes_read == len(content)
    assert all(0 < len(block) <= max(size, 8) for block in found)


@given(LINES)
def test_only_lines_longer_than_the_limit_are_torn_and_that_is_said(content: bytes) -> None:
    content = b" \n" + content
    found, reader = read(content)
    torn = [block for block in found[:-1] if not block.endswith(b"\n")]
    assert bool(torn) == any(len(line) > 8 for line in split_at_newlines(content))
    assert whys(reader) == (["a line longer than 8 bytes was cut into pieces"] if torn else [])


def split_at_newlines(content: bytes) -> list[bytes]:
    *whole, last = content.split(b"\n")
    return [line + b"\n" for line in whole] + [last]


@given(st.lists(st.binary(), min_size=1, max_size=4), st.integers(0, 5))
def test_all_members_of_a_gzip_file_are_read_and_zeros_after_them_ignored(parts: list[bytes], zeros: int) -> None:
    packed = b"".join(map(gzip.compress, parts)) + b"\0" * zeros
    found, reader = read(packed, 10_000, Limits())
    assert b"".join(found) == b"".join(parts)
    assert reader.problems == ()


@given(st.binary(max_size=3_000), st.data())
def test_a_gzip_file_cut_at_any_byte_gives_a_prefix_and_a_problem(content: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(content)
    cut = draw.draw(st.integers(2, len(packed) - 1))
    found, reader = read(packed[:cut], 100, Limits(max_line_bytes=100))
    assert content.startswith(b"".join(found))
    assert "the gzip file ends too early; what comes before was read" in whys(reader)


def test_a_gzip_file_cut_in_half_gives_nearly_half_of_its_content() -> None:
    content = os.urandom(300_000)
    found, _ = read(gzip.compress(content)[:150_000], 1_000, Limits())
    assert sum(map(len, found)) > 100_000


@given(st.integers(20, 5_000), st.integers(1, 255))
def test_a_corrupt_gzip_file_never_raises_and_always_says_so(at: int, flip: int) -> None:
    packed = bytearray(gzip.compress(b"".join(b"%d line\n" % n for n in range(5_000)), mtime=0))
    packed[at] ^= flip
    found, reader = read(bytes(packed), 4_096, Limits(max_line_bytes=4_096))
    assert found or at < 4_096
    assert any("corrupt" in why or "too early" in why or "no gzip" in why for why in whys(reader))


def test_everything_before_a_break_comes_out_to_the_last_byte() -> None:
    stored = zlib.compressobj(0, wbits=31)  # stored, so that the break has an exact place
    packed = stored.compress(b"a" * 1_000) + stored.flush(zlib.Z_FULL_FLUSH) + b"\xff\xff\xff\xff"
    found, reader = read(packed, 64, Limits(max_line_bytes=64))
    assert b"".join(found) == b"a" * 1_000
    assert "corrupt" in whys(reader)[-1]


def test_bytes_after_the_end_of_a_gzip_file_are_said() -> None:
    found, reader = read(gzip.compress(b"x\n") + b"trailing")
    assert found == [b"x\n"]
    assert whys(reader) == ["bytes that are no gzip follow its end; what comes before was read"]


def test_a_zip_bomb_is_bounded_and_said() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    found, reader = read(bomb, 1_000, Limits(max_file_bytes=10_000, max_line_bytes=1_000))
    assert sum(map(len, found)) == reader.bytes_read == 10_000
    assert whys(reader)[-1] == "only the first 9.8 KiB were read"


def test_a_file_exactly_at_the_limit_is_whole() -> None:
    found, reader = read(b"12\n45\n78\n", 100, Limits(max_file_bytes=9))
    assert (found, reader.problems) == ([b"12\n45\n78\n"], ())


def test_a_file_that_grows_is_read_to_the_size_it_had(tmp_path: Path) -> None:
    path = tmp_path / "growing.log"
    path.write_bytes(b"x\n" * 200_000)
    reader = blocks(path, 1_000, limits=Limits(max_line_bytes=100))
    each = iter(reader)
    first = next(each)
    with path.open("ab") as file:
        file.write(b"later\n" * 100_000)
    assert len(first) + sum(map(len, each)) == 400_000
    assert reader.problems == ()


def test_a_file_that_shrinks_is_said(tmp_path: Path) -> None:
    path = tmp_path / "rotated.log"
    path.write_bytes(b"x\n" * 500_000)
    reader = blocks(path, 1_000, limits=Limits(max_line_bytes=100))
    each = iter(reader)
    next(each)
    path.write_bytes(b"")
    list(each)
    assert whys(reader) == ["became shorter while it was read"]


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="pipe: not a regular file"):
        list(blocks(tmp_path / "pipe"))


def test_a_pipe_that_is_given_as_a_stream_is_read() -> None:
    out, into = os.pipe()
    os.write(into, b"hello\n")
    os.close(into)
    with os.fdopen(out, "rb") as stream:
        assert list(blocks(stream)) == [b"hello\n"]


def test_a_sample_is_unpacked_by_what_the_file_is_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_bytes(gzip.compress(b"x" * 200_000))
    (tmp_path / "plain.gz").write_bytes(b"plain")
    assert sample(tmp_path / "app.log") == b"x" * SAMPLE_BYTES
    assert sample(tmp_path / "plain.gz") == b"plain"


def test_a_small_gzip_file_that_unpacks_to_gigabytes_is_read_to_a_bound_and_said(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.log.gz"
    bomb.write_bytes(gzip.compress(b"a line\n" * 100_000))
    reader = blocks(bomb, limits=Limits(max_growth=10, growth_from=1024))

    assert sum(map(len, reader)) < 100_000
    assert "only the first" in reader.problems[0].why
