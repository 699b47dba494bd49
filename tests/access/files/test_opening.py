from pathlib import Path

import pytest

from codriver.access.files.opening import open_regular, read_small, unreadable
from codriver.errors import SourceError


def test_a_small_file_is_read_whole_or_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"12345")
    assert read_small(tmp_path / "f", 5) == b"12345"
    with pytest.raises(SourceError, match="sub/f: larger than 4 bytes"):
        read_small(tmp_path / "f", 4, name="sub/f")


def test_a_link_is_refused_where_it_must_not_be_followed(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    (tmp_path / "link").symlink_to("f")
    with pytest.raises(SourceError):
        open_regular(tmp_path / "link", follow=False)
    with open_regular(tmp_path / "link") as file:
        assert file.read() == b"x"


def test_folders_and_devices_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        with pytest.raises(SourceError, match="not a regular file"):
            open_regular(path)


def test_each_refusal_says_what_to_do() -> None:
    for error in (FileNotFoundError(), PermissionError(), OSError(5, "I/O error"), ValueError("embedded null")):
        assert unreadable("f", error).message.startswith("f: ")
        assert unreadable("f", error).hint
