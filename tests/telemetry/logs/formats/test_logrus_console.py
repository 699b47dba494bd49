"""Four letters and a count of seconds."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import logrus_console


def test_level_and_message_are_read() -> None:
    read = logrus_console.columns(
        pl.Series(["ERRO[0012] load failed      error=refused", "INFO[2026-11-01T12:00:00Z] up"])
    )
    assert read["level"].to_list() == ["error", "info"]
    assert read["message"].to_list() == ["load failed error=refused", "up"]
    assert read["stamp"].to_list() == [None, "2026-11-01T12:00:00Z"]
