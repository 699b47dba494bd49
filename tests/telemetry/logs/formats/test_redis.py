"""Process, role and sign are read; what the words call an error is one."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import redis


def test_sign_time_and_message_are_read() -> None:
    lines = [
        "1:M 01 Nov 2026 12:00:00.123 * Ready to accept connections",
        "1:S 01 Nov 2026 12:00:01.000 # Error condition on socket for SYNC: Connection refused",
        "12:C 01 Nov 12:00:02.000 - DB saved on disk",
    ]
    read = redis.columns(pl.Series(lines))
    assert read["level"].to_list() == ["info", "error", "debug"]
    assert read["stamp"].to_list() == ["01 Nov 2026 12:00:00.123", "01 Nov 2026 12:00:01.000", "01 Nov 12:00:02.000"]
    assert read["message"][0] == "Ready to accept connections"
