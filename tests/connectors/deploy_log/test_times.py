"""A time as people and tools write it."""

from datetime import UTC, datetime

import pytest

from codriver.connectors.deploy_log.times import read_time

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01T12:00:00Z",
        "2024-05-01 12:00:00 UTC",
        "2024-05-01T14:00:00+02:00",
        "2024-05-01 14:00:00 +0200",
        "2024-05-01T12:00:00.000000000Z",
        "Wed, 01 May 2024 14:00:00 +0200",
        "1714564800",
        "1714564800.0",
        "1714564800000",
        "1714564800000000000",
    ],
)
def test_a_time_with_its_zone_is_read_in_any_usual_spelling(text: str) -> None:
    assert read_time(text) == (NOON, True)


@pytest.mark.parametrize("text", ["2024-05-01T12:00:00", "2024-05-01 12:00"])
def test_a_time_without_a_zone_is_taken_for_utc_and_told_apart(text: str) -> None:
    assert read_time(text) == (NOON, False)


@pytest.mark.parametrize(
    "text", ["", "soon", "12:00", "2024-13-01", "99999999999999999999", "0001-01-01T00:00:00+14:00", "v1.2.3"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None
