import io
import os
from pathlib import Path

import pytest

from codriver.cli.pasted import feeds, pasted
from codriver.errors import ConfigError


def test_what_is_pasted_is_spooled_whole_and_gone_afterwards() -> None:
    with pasted(io.BytesIO(b"one\xff\ntwo"), asked=True, named=True) as file:
        assert file is not None
        assert file.read_bytes() == b"one\xff\ntwo"
    assert not file.parent.exists()


def test_an_empty_paste_counts_only_when_it_was_named() -> None:
    with pasted(io.BytesIO(b""), asked=True, named=False) as file:
        assert file is None
    with pasted(io.BytesIO(b""), asked=True, named=True) as file:
        assert file is not None


def test_a_stream_that_nobody_asked_for_is_left_alone() -> None:
    stream = io.BytesIO(b"not for us")
    with pasted(stream, asked=False, named=False) as file:
        assert file is None
    assert stream.read() == b"not for us"


def test_too_much_is_refused_rather_than_halved() -> None:
    with (
        pytest.raises(ConfigError, match="stdin: more than"),
        pasted(io.BytesIO(b"x" * 11), asked=True, named=True, most=10),
    ):
        pass


def test_a_pipe_or_a_file_feeds_and_dev_null_does_not(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("x")
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as pipe, os.fdopen(writer, "wb"):
        assert feeds(pipe)
    with (tmp_path / "log").open("rb") as file, Path(os.devnull).open("rb") as null:
        assert feeds(file)
        assert not feeds(null)
    assert not feeds(io.BytesIO())
