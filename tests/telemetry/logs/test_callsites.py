"""Thread, logger, file and line in front of a message are no part of it; sentences keep all their words."""

import pytest

from codriver.telemetry.columns import Frame, pl
from codriver.telemetry.logs.callsites import without_site


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[main] shop.Till - no", "no"),
        ("1 --- [main] shop.Till : no", "no"),
        ("till/pay.go:7: no", "no"),
        ("shop.till:pay:7 - no", "no"),
        ("shop.till [req-4bf92f35 - -] no", "no"),
        ("shop::till: no", "no"),
        ("http: panic serving 10.0.0.1", "http: panic serving 10.0.0.1"),
        ("dial tcp: no route", "dial tcp: no route"),
    ],
)
def test_only_the_place_in_the_code_is_taken_off(written: str, said: str) -> None:
    assert Frame({"text": [written]}).select(without_site(pl.col("text"))).item() == said
