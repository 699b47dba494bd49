"""A level, a thread, a time."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import level_first


def test_thread_and_source_line_are_left_out() -> None:
    read = level_first.columns(
        pl.Series(["ERROR [Read-2] 2026-11-01 12:00:01,123 Proxy.java:1234 - load failed", "INFO it is"])
    )
    assert read["level"].to_list() == ["ERROR", None]
    assert read["message"].to_list() == ["load failed", None]
