from datetime import UTC, datetime, timedelta

import pytest
from tests.room.conftest import NOW, asked

from codriver.model import Matters
from codriver.room.request import Request
from codriver.room.when import doubts, near, on_its_day

FIRST, LAST = datetime(2026, 2, 10, 9, tzinfo=UTC), datetime(2026, 2, 10, 11, tzinfo=UTC)
SPAN = (FIRST, LAST)


def clock(hour: int, minute: int = 0, **more: object) -> Request:
    """A request for a time of the night's clock, as the door reads it: the latest one up to now."""
    return asked(at=datetime(2026, 2, 28, hour, minute, tzinfo=UTC), clock_only=("at",), **more)


@pytest.mark.parametrize(("hour", "day"), [(10, 10), (9, 10), (12, 10), (8, 10), (23, 9)])
def test_a_clock_time_moves_to_the_day_that_was_recorded(hour: int, day: int) -> None:
    assert on_its_day(clock(hour), SPAN).at == datetime(2026, 2, day, hour, tzinfo=UTC)


def test_a_clock_time_that_the_data_reaches_stays() -> None:
    long = (FIRST, NOW)
    assert on_its_day(clock(10), long) == clock(10)
    assert on_its_day(clock(10), None) == clock(10)


def test_a_time_with_its_date_never_moves() -> None:
    request = asked(at=NOW, since=NOW - timedelta(hours=1))
    assert on_its_day(request, SPAN) == request


def test_clock_times_move_together() -> None:
    since, until = datetime(2026, 2, 28, 10, tzinfo=UTC), datetime(2026, 2, 28, 11, 30, tzinfo=UTC)
    moved = on_its_day(asked(since=since, until=until, clock_only=("since", "until")), SPAN)
    assert (moved.since, moved.until) == (LAST - timedelta(hours=1), LAST + timedelta(minutes=30))


def test_a_day_that_was_assumed_is_said_with_how_to_say_another() -> None:
    (gap,) = doubts(clock(10), on_its_day(clock(10), SPAN), SPAN)
    assert (gap.what, gap.matters) == ("the day of --at", Matters.LITTLE)
    assert "2026-02-10 was taken" in gap.why
    assert gap.hint.endswith("--at 2026-02-10T10:00:00Z")


@pytest.mark.parametrize(
    ("times", "option"),
    [({"at": NOW}, "--at"), ({"since": NOW}, "--since"), ({"until": FIRST - timedelta(days=3)}, "--until")],
)
def test_a_time_of_another_day_matters_much_and_names_the_time_that_was_given(
    times: dict[str, datetime], option: str
) -> None:
    request = asked(**times)
    (gap,) = doubts(request, request, SPAN)
    assert gap.matters is Matters.MUCH
    assert gap.why == (
        "what was given lies outside the time asked about: it goes from 2026-02-10T09:00:00Z to 2026-02-10T11:00:00Z"
    )
    assert gap.hint.startswith(f"say the date too: {option} 2026-02-")


def test_a_time_just_beside_what_was_given_lacks_only_one_side() -> None:
    for moment, side in ((FIRST - timedelta(minutes=3), "before"), (LAST + timedelta(minutes=3), "since")):
        (gap,) = doubts(asked(at=moment), asked(at=moment), SPAN)
        assert gap.matters is Matters.SOME
        assert gap.why.startswith(f"nothing that was given is of the time {side}")


def test_a_time_within_what_was_given_is_no_gap() -> None:
    inside = asked(at=FIRST + timedelta(hours=1), since=FIRST - timedelta(days=9), until=LAST + timedelta(days=9))
    assert not list(doubts(inside, inside, SPAN))
    assert not list(doubts(asked(at=NOW), asked(at=NOW), None))


def test_a_year_comes_from_a_dated_time_or_is_the_last_one_up_to_now() -> None:
    assert near(asked(until=FIRST)) == FIRST
    december = datetime(2025, 12, 30, tzinfo=UTC)
    guess = near(asked())
    assert abs(guess - december) < abs(guess - december.replace(year=2026))
    assert near(clock(10)) == guess
