from datetime import UTC, datetime, timedelta, timezone

import pytest

from codriver.errors import ConfigError
from codriver.room.times import Moment, moment

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "before_now"),
    [
        ("now", timedelta()),
        ("-30m", timedelta(minutes=30)),
        ("30m", timedelta(minutes=30)),
        ("2h ago", timedelta(hours=2)),
        ("1h30m ago", timedelta(hours=1, minutes=30)),
        ("45 min ago", timedelta(minutes=45)),
        ("1d", timedelta(days=1)),
    ],
)
def test_a_span_is_taken_back_from_now(text: str, before_now: timedelta) -> None:
    assert moment(text, NOW, "--at") == Moment(NOW - before_now)


def test_a_time_with_a_zone_means_what_it_says() -> None:
    assert moment("2026-03-01T10:42:00Z", NOW, "--at").at == datetime(2026, 3, 1, 10, 42, tzinfo=UTC)
    assert moment("2026-03-01 10:42+02:00", NOW, "--at").at.astimezone(timezone(timedelta(hours=2))).hour == 10


def test_a_time_without_a_zone_is_taken_as_utc_and_said_so() -> None:
    assert moment("2026-03-01T10:42", NOW, "--since") == Moment(
        datetime(2026, 3, 1, 10, 42, tzinfo=UTC),
        "--since 2026-03-01T10:42 has no time zone: taken as UTC, 2026-03-01T10:42:00Z",
    )


def test_a_clock_time_is_its_latest_occurrence() -> None:
    assert moment("9:15", NOW, "--at").at == datetime(2026, 3, 1, 9, 15, tzinfo=UTC)
    assert moment("10:42", NOW, "--at").at == datetime(2026, 2, 28, 10, 42, tzinfo=UTC)
    assert "taken as UTC" in moment("10:42:30", NOW, "--at").note


def test_only_a_time_without_a_date_is_marked_as_one() -> None:
    marked = {text: moment(text, NOW, "--at").clock_only for text in ("9:15", "-30m", "2026-03-01T10:42", "now")}
    assert marked == {"9:15": True, "-30m": False, "2026-03-01T10:42": False, "now": False}


@pytest.mark.parametrize("text", ["yesterday-ish", "25:00", "2026-13-01", "999999d 999999w", "", "-", "30", "m"])
def test_what_is_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ConfigError, match=r"--until: .* is not a time") as refusal:
        moment(text, NOW, "--until")
    assert "2h ago" in refusal.value.hint
