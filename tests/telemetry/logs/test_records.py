from codriver.telemetry.logs.records import Origin, lines_of, records_of, rows_of

ORIGIN = Origin("log", "pay.log")


def test_lines_keep_their_number_and_lose_only_the_line_end() -> None:
    assert lines_of(b"a\r\n\n b \n").to_list() == ["a", "", " b "]


def test_colours_of_a_terminal_do_not_hide_the_level() -> None:
    rows = rows_of(b"\x1b[31m2026-11-01T12:00:00Z ERROR\x1b[0m boom\n", 1, ORIGIN)
    assert rows.select("level", "message").row(0) == ("error", "boom")


def test_a_record_without_a_time_takes_that_of_the_one_before_even_from_the_block_before() -> None:
    rows = rows_of(b"Killed\n2026-11-01T12:00:00Z INFO a\nKilled\n", 1, ORIGIN)
    assert records_of(rows, ORIGIN, None)["at"].to_list() == [None, 1793534400.0, 1793534400.0]
    assert records_of(rows, ORIGIN, 1793534000.0)["at"][0] == 1793534000.0


def test_a_lone_trace_is_an_error_named_by_its_exception() -> None:
    text = b'Traceback (most recent call last):\n  File "/srv/x.py", line 1, in f\n    a()\nValueError: no\n'
    found = records_of(rows_of(text, 1, ORIGIN), ORIGIN, None)
    assert found.select("level", "message", "line", "end_line").rows() == [("error", "ValueError: no", 1, 4)]
