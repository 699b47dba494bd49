from datetime import UTC, datetime

import pytest

from codriver.telemetry.columns import pl
from codriver.telemetry.logs import clocks

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp()


def read(stamp: str, near: float | None = None) -> tuple[float | None, bool, bool]:
    at, zoneless, yearless = clocks.read(pl.Series([stamp], dtype=pl.String), near).row(0)
    return at, zoneless, yearless


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-01T12:00:00Z",
        "2026-11-01 12:00:00+00:00",
        "2026-11-01T13:00:00+0100",
        "2026-11-01 06:30:00 -05:30",
        "2026-11-01 12:00:00 UTC",
        "01/Nov/2026:12:00:00 +0000",
        "Sun, 01 Nov 2026 12:00:00 GMT",
        "20261101T120000Z".replace("120000", "12:00:00"),
        "1793534400",
        "1793534400000",
        "1793534400000000",
        "1793534400000000000",
        "1.7935344e9",
    ],
)
def test_a_stamp_that_names_its_zone_is_placed_exactly(stamp: str) -> None:
    assert read(stamp) == (NOON, False, False)


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-01 12:00:00",
        "2026/11/01 12:00:00",
        "Sun Nov 01 12:00:00 2026",
        "2026-11-01_12:00:00",
        "2026-11-01-12.00.00.000000",
        "26/11/01 12:00:00",
        "261101 120000",
        "261101 12:00:00",
        "20261101-12:0:0:000",
    ],
)
def test_a_stamp_without_a_zone_is_read_as_utc_and_marked(stamp: str) -> None:
    assert read(stamp) == (NOON, True, False)


@pytest.mark.parametrize("stamp", ["2026-11-01 12:00:00,250", "2026-11-01 12:00:00.250", "2026-11-01T12:00:00.250000"])
def test_a_fraction_may_follow_a_comma_or_a_period(stamp: str) -> None:
    assert read(stamp)[0] == NOON + 0.25


@pytest.mark.parametrize("stamp", ["Nov  1 12:00:00", "1101 12:00:00.000000", "11-01 12:00:00.000", "11.01 12:00:00"])
def test_a_stamp_without_a_year_takes_the_one_that_is_nearest(stamp: str) -> None:
    assert read(stamp, NOON + 86_400) == (NOON, True, True)
    assert read(stamp) == (None, True, True)


def test_the_last_of_december_seen_from_january_lies_in_the_year_before() -> None:
    january = datetime(2027, 1, 1, 0, 5, tzinfo=UTC).timestamp()
    assert read("Dec 31 23:55:00", january)[0] == january - 600


@pytest.mark.parametrize(
    "stamp", ["1970-01-01T00:00:12Z", "2100-01-01T00:00:00Z", "2026-13-45 12:00:00", "yesterday", "", "12"]
)
def test_a_clock_that_was_never_set_counts_as_none(stamp: str) -> None:
    assert read(stamp)[0] is None


def test_every_day_of_four_years_agrees_with_the_calendar() -> None:
    start = int(datetime(2023, 12, 30, tzinfo=UTC).timestamp())
    days = [start + 86_400 * day for day in range(4 * 366)]
    stamps = [datetime.fromtimestamp(day, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for day in days]
    assert clocks.read(pl.Series(stamps))["at"].to_list() == days
