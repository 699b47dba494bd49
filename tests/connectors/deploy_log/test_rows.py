"""The rows of a file in its three shapes."""

from pathlib import Path

import pytest

from codriver.connectors import File
from codriver.connectors.deploy_log.rows import Row, first_rows, rows
from codriver.errors import SourceError


def rows_of(tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "d"
    path.write_bytes(text.encode())
    return list(rows(File(path, "d", text.encode()[:65536])))


def test_names_of_fields_are_in_one_spelling_and_values_are_text(tmp_path: Path) -> None:
    text = (
        '{"deployedAt": 5, "Git-SHA": "1f", "author": {"name": "Ada"}, "ok": true, "none": null, "files": ["a", "b"]}\n'
    )
    assert rows_of(tmp_path, text) == [
        Row("d:1", {"deployed_at": "5", "git_sha": "1f", "author": "Ada", "files": "a, b"}, {"": ("d:1", text.strip())})
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_may_be_separated_in_several_ways(tmp_path: Path, separator: str) -> None:
    text = separator.join(["At", "Service"]) + "\r\n" + separator.join(["1", "pay"]) + "\r\n"
    assert [row.fields for row in rows_of(tmp_path, text)] == [{"at": "1", "service": "pay"}]


def test_a_field_over_several_lines_moves_no_line_number(tmp_path: Path) -> None:
    found = rows_of(tmp_path, 'at,what\n1,"two\nlines"\n2,one\n')
    assert [(row.place, row.fields["what"], row.quotes[""][1]) for row in found] == [
        ("d:2", "two lines", '1,"two'),
        ("d:4", "one", "2,one"),
    ]


def test_a_row_with_too_few_columns_says_so(tmp_path: Path) -> None:
    assert [row.why for row in rows_of(tmp_path, "at,what\n1\n")] == ["1 columns instead of 2"]


def test_values_of_an_array_are_quoted_by_their_pointer(tmp_path: Path) -> None:
    text = '{"deploys": [{"at": "1", "what/why": "fix", "by": "say \\"hi\\""}]}'
    row = rows_of(tmp_path, text)[0]
    assert row.place == "d#/deploys/0"
    assert row.quotes == {"at": ("d#/deploys/0/at", "1"), "what_why": ("d#/deploys/0/what~1why", "fix")}


def test_lines_that_are_no_json_are_rows_that_say_so(tmp_path: Path) -> None:
    assert [row.why for row in rows_of(tmp_path, '{"a": 1}\nnonsense\n[1]\n')] == [
        "",
        "no valid JSON",
        "no JSON object",
    ]


def test_a_document_without_a_list_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no list of changes"):
        rows_of(tmp_path, '{"other": [{"a": 1}]}')


def test_the_first_rows_are_read_from_a_sample_that_ends_anywhere() -> None:
    line = b'{"at": "1", "service": "pay"}\n'
    assert len(first_rows(line * 4000)) == 3
    assert len(first_rows((b"[" + line.strip() + b"," + line)[:-5])) == 1
    assert first_rows(b'[{"at": ') == []
    assert first_rows(b"") == []
