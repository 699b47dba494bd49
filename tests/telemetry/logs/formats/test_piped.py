import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import piped


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20261101-12:00:00:123|Till|4711|no", ("20261101-12:00:00:123", None, "no")),
        ("2026-11-01 12:00:00.123 | ERROR | app.db:run:12 | no", ("2026-11-01 12:00:00.123", "ERROR", "no")),
        ("2026-11-01 12:00:00|WARN|no", ("2026-11-01 12:00:00", "WARN", "no")),
        ("2026-11-01 12:00:00|no", (None, None, None)),
        ("2026-11-01 12:00:00 no", (None, None, None)),
    ],
)
def test_fields_between_bars_are_told_apart(line: str, expected: tuple[str | None, ...]) -> None:
    fields = piped.columns(pl.Series([line])).row(0, named=True)
    assert tuple(fields[name] for name in ("stamp", "level", "message")) == expected
    assert (piped.recognise([line]) > 0.9) == (expected[0] is not None)
