from codriver.telemetry.columns import pl
from codriver.telemetry.logs.reading import best_format, fields


def test_each_line_goes_to_the_best_format_that_knows_it() -> None:
    lines = pl.Series(
        [
            '{"time":"2026-11-01T12:00:00Z","level":"info","msg":"json"}',
            "2026-11-01T12:00:01Z WARN text",
            'time=2026-11-01T12:00:02Z level=error msg="pairs"',
            "  continues",
            "bare words",
        ]
    )
    read = fields(lines)
    assert read["message"].to_list() == ["json", "text", "pairs", None, "bare words"]
    assert read["at"].to_list() == [1793534400.0, 1793534401.0, 1793534402.0, None, None]


def test_no_lines_have_no_format_and_no_fields() -> None:
    assert best_format([]) == (0.0, None)
    assert fields(pl.Series([], dtype=pl.String)).height == 0
    assert fields(pl.Series(["", " "]))["message"].to_list() == [None, None]
