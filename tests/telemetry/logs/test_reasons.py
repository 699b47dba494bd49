import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.reasons import with_reasons


@pytest.mark.parametrize(
    ("said", "status", "error", "peer", "told"),
    [
        ("paid", None, None, None, "paid"),
        ("paid", "200", None, "till", "paid"),
        ("refused", "503", None, "till", "refused (status 503) (upstream till)"),
        ("refused", None, "no route", "till", "refused: no route (upstream till)"),
        ("till said 503: no route", "503", "no route", "till", "till said 503: no route"),
        ("refused", "503", None, "10.0.0.7", "refused (status 503)"),
    ],
)
def test_what_tells_why_is_put_after_the_message_once(
    said: str, status: str | None, error: str | None, peer: str | None, told: str
) -> None:
    row = {"said": [said], "status": [status], "error": [error], "peer": [peer]}
    assert Frame(row, schema=dict.fromkeys(row, pl.String)).select(with_reasons(pl.col("said"))).item() == told
