import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.access.files.limits import Limits
from codriver.access.files.walk import Found, Skipped, walk
from codriver.errors import SourceError


def folder(where: Path, *names: str) -> Path:
    for name in names:
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text("x")
    return where


def names(where: Path, limits: Limits | None = None) -> list[str]:
    return [each.name for each in walk(where, limits) if isinstance(each, Found)]


def skipped(where: Path, limits: Limits | None = None) -> dict[str, str]:
    found = [each for each in walk(where, limits) if isinstance(each, Skipped)]
    assert all(each.hint for each in found)
    return {each.path: each.why for each in found}


def test_files_come_in_order_of_name_whatever_the_disk_says(tmp_path: Path) -> None:
    folder(tmp_path, "b/2", "a", "c", "b/1", "b.log")
    assert names(tmp_path) == ["a", "b/1", "b/2", "b.log", "c"]


def test_a_single_file_is_its_own_name(tmp_path: Path) -> None:
    folder(tmp_path, "app.log")
    assert list(walk(tmp_path / "app.log")) == [Found((tmp_path / "app.log").resolve(), "app.log")]


def test_folders_of_tools_are_passed_by(tmp_path: Path) -> None:
    folder(tmp_path, ".git/config", "node_modules/x", "a/__pycache__/y", ".venv/z", ".env", "a/b")
    assert names(tmp_path) == [".env", "a/b"]
    assert skipped(tmp_path) == {}


def test_links_inside_the_folder_are_read_once_under_the_name_they_lead_to(tmp_path: Path) -> None:
    folder(tmp_path, "real/app.log")
    (tmp_path / "current").symlink_to("real")
    (tmp_path / "app.log").symlink_to("real/app.log")
    assert names(tmp_path) == ["real/app.log"]
    assert skipped(tmp_path) == {}


def test_links_that_lead_out_in_circles_or_nowhere_are_said_and_not_followed(tmp_path: Path) -> None:
    folder(tmp_path, "secret/key", "root/a/b")
    root = tmp_path / "root"
    for name, target in (
        ("out", "../secret"),
        ("abs", "/etc/passwd"),
        ("self", "self"),
        ("a/up", ".."),
        ("gone", "no"),
    ):
        (root / name).symlink_to(target)
    assert names(root) == ["a/b"]
    assert skipped(root) == {
        "out": "a link that leads out of the folder",
        "abs": "a link that leads out of the folder",
        "self": "a link that cannot be followed, or leads to itself",
        "a/up": "a link back to a folder that holds it",
        "gone": "a link to nothing",
    }


def test_special_files_are_said_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert skipped(tmp_path) == {"pipe": "a pipe, not a file", "socket": "a socket, not a file"}
    assert skipped(Path("/dev/null")) == {"null": "a device, not a file"}


def test_too_deep_too_many_and_too_much_are_said(tmp_path: Path) -> None:
    folder(tmp_path, "a/b/deep", "b", "c", "d")
    assert skipped(tmp_path, Limits(max_depth=1)) == {"a/b": "deeper than 1 folders"}
    assert names(tmp_path, Limits(max_depth=1)) == ["b", "c", "d"]
    many, much = Limits(max_files=2), Limits(max_total_bytes=3)
    assert names(tmp_path, many) == ["a/b/deep", "b"]
    assert skipped(tmp_path, many) == {"c": "more than 2 files: this file and all after it are not read"}
    assert names(tmp_path, much) == ["a/b/deep", "b", "c"]
    assert skipped(tmp_path, much) == {"d": "more than 3 bytes in all: this file and all after it are not read"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    folder(tmp_path, "file", "dir/x")
    (tmp_path / "file").chmod(0)
    (tmp_path / "dir").chmod(0)
    assert skipped(tmp_path) == {"dir": "no permission to read it", "file": "no permission to read it"}
    (tmp_path / "dir").chmod(0o700)


def test_names_that_are_no_utf8_are_spelled_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff\nb")).write_text("x")
    (found,) = walk(tmp_path)
    assert isinstance(found, Found)
    assert found.name == "a\\xff\nb"
    assert found.path.read_text() == "x"


@given(st.text())
def test_any_text_as_a_path_that_leads_nowhere_is_an_error_with_a_hint(name: str) -> None:
    with pytest.raises(SourceError) as refused:
        list(walk(Path("/nonexistent") / ("x" + name.replace("/", ""))))
    assert refused.value.hint
