"""Letter, time, level, program."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import ruby_logger


def test_level_program_and_message_are_read() -> None:
    lines = [
        "E, [2026-11-01T12:00:01.123456 #311] ERROR -- cart: no total",
        "W, [2026-11-01T12:00:02.1 #311]  WARN -- : retry",
    ]
    read = ruby_logger.columns(pl.Series(lines))
    assert read["level"].to_list() == ["ERROR", "WARN"]
    assert read["service"].to_list() == ["cart", None]
    assert read["message"].to_list() == ["no total", "retry"]
