"""Times in every spelling that APIs use."""

import pytest

from codriver.telemetry.moments import moment
from codriver.testing import ONSET


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-01T02:00:00Z",
        "2026-03-01T03:00:00+01:00",
        "2026-03-01 02:00:00",
        1772330400,
        1772330400000,
        "1772330400000",
        1772330400_000_000,
        1772330400_000_000_000,
    ],
)
def test_one_moment_in_many_spellings(value: object) -> None:
    assert moment(value) == ONSET


@pytest.mark.parametrize("value", [None, "", "soon", True, {}, "0001-01-01T00:00:00Z", -5, 0])
def test_what_is_no_time_is_none(value: object) -> None:
    assert moment(value) is None
