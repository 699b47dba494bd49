import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import stamped_text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026-11-01 12:00:00,123 - app.db - ERROR - no", ("2026-11-01 12:00:00,123", "ERROR", "no")),
        ("2026-11-01 12:00:00,123 ERROR [main] org.x.Foo: no", ("2026-11-01 12:00:00,123", "ERROR", "no")),
        ("2026-11-01 12:00:00.123 UTC [9] app@db ERROR:  no", ("2026-11-01 12:00:00.123 UTC", "ERROR", "no")),
        ("2026-11-01T12:00:00.123Z\tinfo\tno", ("2026-11-01T12:00:00.123Z", "info", "no")),
        ("2026-11-01T12:00:00+01:00 WARN no", ("2026-11-01T12:00:00+01:00", "WARN", "no")),
        ("[2026-11-01 12:00:00] app.ERROR: no", ("2026-11-01 12:00:00", "ERROR", "no")),
        ("2026-11-01 12:00:00, Info                  no", ("2026-11-01 12:00:00", "Info", "no")),
        ("2026-11-01 12:00:00 INFO no", ("2026-11-01 12:00:00", "INFO", "no")),
        ("26/11/01 12:00:00 INFO app.Db: no", ("26/11/01 12:00:00", "INFO", "no")),
        ("261101 120000 17 INFO app.Db: no", ("261101 120000", "INFO", "no")),
        ("[11.01 12:00:00] app.exe *64 - no", ("11.01 12:00:00", None, "no")),
        ("2026-11-01-12.00.00.123456 N3-1 KERNEL FATAL no", ("2026-11-01-12.00.00.123456", "FATAL", "no")),
        ("2026-11-01 12:00:00,123 - INFO  [Peer[id=1]/0:0:Elect@7] - no", ("2026-11-01 12:00:00,123", "INFO", "no")),
        ("2026-11-01 12:00:00 no level", ("2026-11-01 12:00:00", None, "no level")),
    ],
)
def test_time_level_and_message_are_told_apart(line: str, expected: tuple[str, str | None, str]) -> None:
    fields = stamped_text.columns(pl.Series([line])).row(0, named=True)
    assert (fields["stamp"], fields["level"], fields["message"]) == expected


def test_a_line_without_a_time_is_not_taken() -> None:
    assert stamped_text.columns(pl.Series(["INFO no"]))["message"].to_list() == [None]
