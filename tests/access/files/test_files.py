"""The bad-input list, through the names that other rooms use."""

import gzip
import io
from pathlib import Path

import pytest

from codriver.access import files
from codriver.access.files import Found, Limits, Skipped, blocks, read_json, read_text, sample, walk
from codriver.errors import SourceError


def test_the_public_face_is_whole_and_sorted() -> None:
    names = [name for name in files.__all__ if name[0].islower()]
    assert names == sorted(names)
    assert all(hasattr(files, name) for name in files.__all__)


def test_a_folder_of_bad_files_is_read_as_far_as_it_goes_and_each_loss_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.log").write_bytes(b"")
    (tmp_path / "garbage.bin").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "long.log").write_bytes(b"x" * 5_000_000 + b"\nnext\n")
    (tmp_path / "cut.log.gz").write_bytes(gzip.compress(b"a line\n" * 10_000)[:-20])
    (tmp_path / "latin.log").write_bytes("naïve\n".encode("latin-1"))
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(walk(tmp_path))
    assert (
        Skipped("loop", "a link back to a folder that holds it", "nothing is lost: that folder is read once") in found
    )
    readers = {each.name: blocks(each.path, name=each.name) for each in found if isinstance(each, Found)}
    sizes = {name: sum(map(len, reader)) for name, reader in readers.items()}
    assert sizes["long.log"] == 5_000_006
    assert sizes["garbage.bin"] == 2_560
    said = {name: [problem.why for problem in reader.problems] for name, reader in readers.items() if reader.problems}
    assert said == {
        "long.log": ["a line longer than 1 MiB was cut into pieces"],
        "cut.log.gz": ["the gzip file ends too early; what comes before was read"],
    }


def test_a_missing_path_is_an_error_with_a_hint_whoever_asks(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for ask in (lambda: list(walk(gone)), lambda: sample(gone), lambda: read_text(gone), lambda: read_json(gone)):
        with pytest.raises(SourceError, match="gone: no such file or folder") as refused:
            ask()
        assert refused.value.hint
        assert str(tmp_path) not in refused.value.message


def test_a_stream_such_as_stdin_is_read_like_a_file() -> None:
    reader = blocks(io.BytesIO(gzip.compress(b"one\ntwo\n")), limits=Limits(max_file_bytes=100))
    assert b"".join(reader) == b"one\ntwo\n"
    assert reader.problems == ()
