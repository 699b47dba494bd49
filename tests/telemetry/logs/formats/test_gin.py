"""Requests of Gin, plain and with the colours of a terminal taken off."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import gin


def test_a_request_is_its_method_its_path_and_its_status() -> None:
    line = '[GIN] 2026/11/01 - 12:00:00 | 502 |      1.2ms |      10.0.0.1 | POST     "/pay?id=7"'
    read = gin.columns(pl.Series([line])).row(0, named=True)
    assert read == {"stamp": "2026/11/01 12:00:00", "level": "error", "message": "POST /pay (status 502)"}
