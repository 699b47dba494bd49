"""A clock, a level."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import clock_only


def test_level_and_message_are_read_without_a_time() -> None:
    lines = [
        "12:00:01.123 [error] terminating",
        "[12:00:01 WRN] slow",
        "12:00:01.123 [main] INFO shop.Cart - up",
        "12:00 no",
    ]
    read = clock_only.columns(pl.Series(lines))
    assert read["level"].to_list() == ["error", "warn", "INFO", None]
    assert read["message"].to_list() == ["terminating", "slow", "up", None]
