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
