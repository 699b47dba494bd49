from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import logcat


def test_the_tag_is_the_service_and_the_letter_the_level() -> None:
    line = "11-01 12:00:00.123  1702  2105 E Dialer  : call 7 failed: busy"
    assert logcat.columns(pl.Series([line, "11-01 12:00:00.123 x"])).rows(named=True) == [
        {"stamp": "11-01 12:00:00.123", "level": "E", "service": "Dialer", "message": "call 7 failed: busy"},
        {"stamp": None, "level": None, "service": None, "message": None},
    ]
    assert logcat.recognise([line]) == 1
