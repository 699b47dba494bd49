from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import klog


def test_letter_time_and_message_are_read() -> None:
    line = "E1101 12:00:00.123456       1 reflector.go:138] failed to list"
    assert klog.columns(pl.Series([line])).row(0) == ("E", "1101 12:00:00.123456", "failed to list")
