import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import COLUMNS, formats


def test_formats_are_found_by_their_files_and_each_says_what_it_looks_for() -> None:
    assert len(formats()) >= 9
    for found in formats():
        assert "looks for" in (found.__doc__ or "")
        assert "wrong" in (found.__doc__ or "")


@pytest.mark.parametrize("line", ["", " ", "\x00", "{", '{"a":', "=", "[[[", "é" * 50, '"' * 99, "<34>1 - - - - - -"])
def test_no_line_breaks_a_format_and_none_is_lost(line: str) -> None:
    for found in formats():
        read = found.columns(pl.Series([line, line]))
        assert read.height == 2
        assert set(read.columns) & set(COLUMNS)
        assert 0 <= found.recognise([line]) <= 1


def test_every_format_reads_no_lines_at_all() -> None:
    for found in formats():
        assert found.columns(pl.Series([], dtype=pl.String)).height == 0
        assert found.recognise([]) == 0
