import gzip
import json
from pathlib import Path

import pytest

from codriver.access.files import sample
from codriver.connectors import File
from codriver.connectors.log_files import MOST, read, recognise
from codriver.errors import SourceError
from codriver.model import Gap, Scope
from codriver.telemetry.rows import LogBlock

LINE = '{"time":"2026-11-01T12:00:00Z","level":"info","msg":"ok"}\n'


def file(folder: Path, content: bytes | str, name: str = "pay.log") -> File:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return File(path, name, sample(path))


def parts(found: File) -> tuple[list[LogBlock], list[Gap]]:
    facts = list(read(found, Scope()))
    return [fact for fact in facts if isinstance(fact, LogBlock)], [fact for fact in facts if isinstance(fact, Gap)]


@pytest.mark.parametrize(
    "content",
    [
        LINE * 3,
        'time=2026-11-01T12:00:00Z level=warn msg="slow"\n',
        "2026-11-01 12:00:00,123 - app - ERROR - no\n",
        "Nov  1 12:00:00 host app[1]: hello\n",
        '10.0.0.1 - - [01/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1\n',
        'Traceback (most recent call last):\n  File "/srv/x.py", line 1, in f\n    a()\nKeyError: 1\n',
    ],
)
def test_what_reads_like_a_log_is_recognised_by_its_content_but_modestly(tmp_path: Path, content: str) -> None:
    assert 0.3 <= recognise(file(tmp_path, content, "stuff")) <= MOST


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.log", b"\x00\x01\x02\xff" * 500),
        ("notes.md", b"# Notes\n\nplain words\n"),
        ("app.py", b"import os\n"),
        ("stuff", b"plain words\n"),
        ("points.jsonl", b'{"x":1,"y":2}\n' * 5),
        ("alert.json", json.dumps({"version": "4", "alerts": []}, indent=2).encode()),
    ],
)
def test_what_is_no_log_is_left_to_others(tmp_path: Path, name: str, content: bytes) -> None:
    assert recognise(file(tmp_path, content, name)) == 0.0


def test_a_name_is_enough_where_the_content_tells_nothing(tmp_path: Path) -> None:
    assert recognise(file(tmp_path, "plain words\n")) > 0
    assert recognise(file(tmp_path, "")) > 0


def test_lines_go_on_as_they_stand_and_are_counted_from_one(tmp_path: Path) -> None:
    content = (LINE * 240_000).encode()
    blocks, gaps = parts(file(tmp_path, content))
    assert b"".join(block.data for block in blocks) == content
    assert [block.first_line for block in blocks[:2]] == [1, blocks[0].data.count(b"\n") + 1]
    assert not gaps


def test_a_truncated_gzip_keeps_what_was_read_and_says_so(tmp_path: Path) -> None:
    packed = gzip.compress("".join(f"{LINE}{at}\n" for at in range(5000)).encode())
    blocks, gaps = parts(file(tmp_path, packed[: len(packed) // 2], "pay.log.gz"))
    assert blocks[0].data.startswith(LINE.encode())
    assert ["too early" in gap.why for gap in gaps] == [True]


def test_an_empty_file_is_a_gap(tmp_path: Path) -> None:
    blocks, (gap,) = parts(file(tmp_path, ""))
    assert (blocks, gap.why) == ([], "pay.log is empty")


def test_lines_that_are_no_utf8_are_counted_and_said(tmp_path: Path) -> None:
    _, (gap,) = parts(file(tmp_path, b"a \xff\nb\nc \xfe\n"))
    assert "invalid UTF-8 in 2 lines" in gap.why


def test_a_line_of_five_megabytes_is_cut_and_said(tmp_path: Path) -> None:
    blocks, (gap,) = parts(file(tmp_path, "x" * 5_000_000 + "\n" + LINE))
    assert "cut into pieces" in gap.why
    assert sum(len(block.data) for block in blocks) == 5_000_001 + len(LINE)


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(read(File(tmp_path / "gone.log", "gone.log"), Scope()))
