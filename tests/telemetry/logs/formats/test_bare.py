import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import bare


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ERROR:root:disk full", ("ERROR", "disk full")),
        ("[WARN] slow", ("WARN", "slow")),
        ("Killed", (None, "Killed")),
        ("\tat a.B.c(B.java:1)", (None, None)),
        ("Caused by: x", (None, None)),
        ("}", (None, None)),
    ],
)
def test_a_line_is_its_own_message_unless_it_continues_the_one_before(
    line: str, expected: tuple[str | None, str | None]
) -> None:
    fields = bare.columns(pl.Series([line])).row(0, named=True)
    assert (fields["level"], fields["message"]) == expected
