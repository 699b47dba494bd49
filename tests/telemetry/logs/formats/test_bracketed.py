"""Levels in brackets of their own, in the brackets of the time, and thread and source line left out."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import bracketed


def test_level_and_message_are_found_among_brackets() -> None:
    lines = [
        "[2026-11-01 12:00:00.123][12][warning][upstream] [source/common/x/checker.cc:32] health check failed",
        "[2026-11-01T12:00:01,123][WARN ][o.e.c.Monitor] [node-1] high disk watermark",
        "[2026-11-01 12:00:01,123: ERROR/ForkPoolWorker-2] Task save failed",
        "[2026-11-01T12:00:01Z INFO  cart::store] listening",
    ]
    read = bracketed.columns(pl.Series(lines))
    assert read["level"].to_list() == ["warning", "WARN", "ERROR", "INFO"]
    assert read["message"].to_list() == [
        "health check failed", "high disk watermark", "Task save failed", "listening",
    ]  # fmt: skip
