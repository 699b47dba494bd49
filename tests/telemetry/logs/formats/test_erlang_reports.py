"""A report of Erlang is one record, to the next head."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import erlang_reports

LINES = [
    "=ERROR REPORT==== 1-Nov-2026::12:00:00.123456 ===",
    "** Generic server till terminating",
    "** Last message in was pay",
    "=INFO REPORT==== 1-Nov-2026::12:00:01 ===",
    "    application: till",
]


def test_what_is_said_stands_below_the_head_and_belongs_to_it() -> None:
    read = erlang_reports.columns(pl.Series(LINES))
    assert read["level"].to_list() == ["ERROR", None, None, "INFO", None]
    said = ["** Generic server till terminating", None, None, "application: till", None]
    assert read["message"].to_list() == said
    assert read["continues"].to_list() == [False, True, True, False, True]
    assert read["stamp"][0] == "1-Nov-2026:12:00:00.123456"
