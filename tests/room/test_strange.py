from pathlib import Path

import pytest

from codriver.connectors import File
from codriver.room.strange import MOST_PARSED, unread


def a_file(name: str, sample: bytes) -> File:
    return File(Path(name), name, sample)


@pytest.mark.parametrize(
    ("sample", "what", "todo"),
    [
        (b"PK\x03\x04\x14\x00", "zip", "unpack it first"),
        (b"logs/a.log".ljust(257, b"\0") + b"ustar\x0000", "tar", "unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "unpack it first"),
        (b"\x28\xb5\x2f\xfd\x00", "zstd", "zstd -d"),
        (b"\xfd7zXZ\x00\x00", "xz", "xz -dk"),
        (b"BZh91AY", "bzip2", "bzip2 -dk"),
        (b"SQLite format 3\x00", "SQLite", "export"),
        (b"PAR1\x15", "Parquet", "export"),
        (b"%PDF-1.7", "PDF", "markdown"),
        (b"\x89PNG\r\n\x1a\n", "picture", "numbers"),
        (b"\xff\xd8\xff\xe0", "picture", "numbers"),
        (b"", "empty", "export worked"),
    ],
)
def test_first_bytes_tell_what_a_file_is_and_what_to_do_about_it(sample: bytes, what: str, todo: str) -> None:
    (gap,) = unread([a_file("x", sample)])
    assert what in gap.what
    assert todo in gap.hint
    assert gap.why.endswith(": x")


def test_a_kind_is_one_gap_however_many_files_are_of_it() -> None:
    gaps = list(unread(a_file(f"{n}.zip", b"PK\x03\x04") for n in range(5)))
    assert [gap.what for gap in gaps] == ["5 files of the kind zip"]
    assert gaps[0].why == "an archive: 0.zip, 1.zip, 2.zip and 2 more"


def test_broken_json_says_in_which_line_it_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"alerts": [\n {"status": "firing"\n')
    (tmp_path / "b.json").write_text('{"fine": 1}')
    files = [File(tmp_path / name, name, b"{") for name in ("a.json", "b.json")]
    broken, unknown = sorted(unread(files), key=lambda gap: gap.what.split(" of ")[1])
    assert broken.what == "1 file of broken JSON"
    assert "a.json (" in broken.why
    assert "at line 3" in broken.why
    assert (unknown.what, unknown.source) == ("1 file of no known kind", "b.json")


def test_no_more_than_some_json_is_parsed_again(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{")
    files = [File(tmp_path / "x.json", f"{n}.json", b"{") for n in range(MOST_PARSED + 1)]
    assert {gap.what for gap in unread(files)} == {f"{MOST_PARSED} files of broken JSON", "1 file of no known kind"}
