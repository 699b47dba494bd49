import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import container_runtime


@pytest.mark.parametrize("mark", ["stdout F ", ""])
def test_the_line_behind_the_time_is_unwrapped(mark: str) -> None:
    stamp = "2026-11-01T12:00:00.123456789Z"
    assert container_runtime.columns(pl.Series([f"{stamp} {mark}  x"])).row(0) == (stamp, "  x")
