"""Two lines, or Tomcat's one."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import jul


def test_level_and_message_stand_below_the_time() -> None:
    lines = [
        "Nov 01, 2026 1:00:01 PM shop.Cart load",
        "SEVERE: load failed",
        "01-Nov-2026 12:00:01.123 INFO [main] a.B.c up",
    ]
    read = jul.columns(pl.Series(lines))
    assert read["level"].to_list() == ["SEVERE", None, "INFO"]
    assert read["message"].to_list() == ["load failed", None, "up"]
    assert read["continues"].to_list() == [False, True, False]
