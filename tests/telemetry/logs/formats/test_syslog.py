import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import syslog


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nov  1 12:00:00 host app[12]: no", ("Nov  1 12:00:00", None, "app", "no")),
        ("<11>Nov  1 12:00:00 host app: no", ("Nov  1 12:00:00", "3", "app", "no")),
        ("2026-11-01T12:00:00+01:00 host app[1]: no", ("2026-11-01T12:00:00+01:00", None, "app", "no")),
        ('<34>1 2026-11-01T12:00:00Z host app 1 ID [x@1 a="b"] no', ("2026-11-01T12:00:00Z", "2", "app", "no")),
        ("<34>1 - host - - - - no", ("-", "2", None, "no")),
    ],
)
def test_both_ages_of_syslog_are_read(line: str, expected: tuple[str | None, ...]) -> None:
    fields = syslog.columns(pl.Series([line])).row(0, named=True)
    assert tuple(fields[name] for name in ("stamp", "level", "service", "message")) == expected
    assert syslog.recognise([line]) > 0.9


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026-03-01T02:41:10Z ERROR till: payment refused", ("ERROR", None, "till")),
        ("2026-03-01T02:41:10Z warn: till: slow", ("warn", None, "till")),
        ("2026-03-01T02:41:10Z ERROR shop.till.Pay: payment refused", ("ERROR", None, None)),
        ("2026-03-01T02:41:10Z errors till[7]: payment refused", (None, "errors", "till")),
        ("<11>Nov  1 12:00:00 info app: no", ("3", "info", "app")),
    ],
)
def test_a_level_is_no_host_and_a_dotted_name_after_it_no_service(line: str, expected: tuple[str | None, ...]) -> None:
    fields = syslog.columns(pl.Series([line])).row(0, named=True)
    assert tuple(fields[name] for name in ("level", "host", "service")) == expected
