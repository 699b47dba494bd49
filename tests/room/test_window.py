from dataclasses import replace
from datetime import timedelta

from tests.room.conftest import asked

from codriver.room.reduce import reduce
from codriver.room.window import LONGEST, span, window_of
from codriver.telemetry.rows import Series
from codriver.testing import an_alert, at

START = at(-30)


def a_level(first: float, later: float, minutes: int = 45) -> Series:
    """One value a second, another one from `ONSET` on."""
    times = tuple(START.timestamp() + second for second in range(minutes * 60))
    values = tuple((first if t < at(0).timestamp() else later) + (n % 3) * 0.01 for n, t in enumerate(times))
    tokens = tuple(map(str, values))
    return Series(
        "t", "errors_in_flight", (("job", "pay"),), times, values, tokens, tuple(range(len(times))), "m#/{row}"
    )


def test_nothing_with_a_time_has_no_window() -> None:
    assert window_of(reduce([]), asked()) is None


def test_the_onset_is_where_trouble_begins_in_the_facts() -> None:
    found = window_of(reduce([a_level(1, 50), an_alert("pay", "Down")]), asked())
    assert found is not None
    assert abs(found.onset - at(0)) <= timedelta(seconds=30)
    assert (found.since, found.until) == (START, at(15) - timedelta(seconds=1))


def test_a_time_that_was_asked_for_is_the_onset_and_bounds_are_kept() -> None:
    request = asked(at=at(4), since=at(-10), until=at(8))
    found = window_of(reduce([a_level(1, 50)]), request)
    assert found is not None
    assert (found.since, found.onset, found.until) == (at(-10), at(4), at(8))


def test_without_trouble_the_last_third_is_held_against_the_rest() -> None:
    found = window_of(reduce([a_level(1, 1)]), asked())
    assert found is not None
    assert found.before_s > found.after_s > 0


def test_an_alert_alone_is_its_own_window() -> None:
    alert = replace(an_alert("pay", "Down"), until=at(9))
    found = window_of(reduce([alert]), asked())
    assert found is not None
    assert (found.since, found.until) == (alert.at, at(9))


def test_no_more_than_a_day_before_the_onset_is_compared() -> None:
    far = Series("t", "up", (), (at(-9999).timestamp(), at(0).timestamp()), (1.0, 1.0), ("1", "1"), (0, 1), "m#/{row}")
    found = window_of(reduce([far]), asked(at=at(0)))
    assert found is not None
    assert found.onset - found.since == LONGEST


def test_an_onset_outside_of_what_was_given_stays_what_the_person_said() -> None:
    told = reduce([a_level(1, 50)])
    for onset in (at(-9999), at(9999)):
        found = window_of(told, asked(at=onset))
        assert found is not None
        assert found.onset == onset
        assert found.since <= onset <= found.until


def test_bounds_outside_of_what_was_given_are_kept() -> None:
    late, early = (
        window_of(reduce([a_level(1, 50)]), asked(**bound)) for bound in ({"since": at(99)}, {"until": at(-99)})
    )
    assert late is not None
    assert early is not None
    assert (late.since, late.until) == (at(99), at(99))
    assert (early.since, early.until) == (at(-99), at(-99))


def test_what_was_given_spans_its_first_to_its_last_moment() -> None:
    assert span(reduce([a_level(1, 1)])) == (START, at(15) - timedelta(seconds=1))
    assert span(reduce([])) is None
