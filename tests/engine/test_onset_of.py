from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from codriver.engine import Seen
from codriver.engine.onset_of import could_be_running, in_time, tolerance, trouble_began
from codriver.model import NO_TIME, Situation, Stage, Window
from codriver.testing import ONSET, WINDOW, a_deploy, a_situation, an_error, at, edges

Look = Callable[[Situation], Seen]


@pytest.mark.parametrize(("minutes", "seconds"), [(0.1, 3), (10, 30), (600, 120)])
def test_times_may_differ_by_a_twentieth_of_the_time_before_within_bounds(minutes: float, seconds: float) -> None:
    window = Window(since=at(-minutes), onset=ONSET, until=WINDOW.until)
    assert tolerance(window) == timedelta(seconds=seconds)


def test_without_a_window_or_with_one_turned_around_little_is_forgiven() -> None:
    assert tolerance(None) == timedelta(seconds=3)
    assert tolerance(Window(since=at(5), onset=ONSET, until=ONSET)) == timedelta(seconds=3)


def test_trouble_began_in_the_service_itself_or_else_where_it_can_reach(look: Look) -> None:
    seen = look(
        a_situation(
            dependencies=edges("gateway > checkout", "checkout > pricing"),
            observations=[an_error("checkout", "x", minutes=2), an_error("gateway", "y", minutes=1)],
        )
    )
    assert trouble_began(seen, "checkout") == at(2)
    assert trouble_began(seen, "pricing") == at(1)
    assert trouble_began(seen, "a stranger") is None


def test_a_line_without_a_clock_does_not_say_when_trouble_began(look: Look) -> None:
    undated = replace(an_error("checkout", "x"), at=NO_TIME)
    assert trouble_began(look(a_situation(observations=[undated])), "checkout") is None


def test_changes_of_the_day_before_and_until_the_end_are_in_time() -> None:
    minutes = (-60 * 24 - 1, -60 * 24, 10, 11)
    changes = [a_deploy("a", minutes=one) for one in minutes]
    situation = a_situation(changes=changes)

    assert in_time(situation) == tuple(changes[1:3])
    assert in_time(replace(situation, window=None)) == tuple(changes)


def test_the_first_and_the_last_day_of_the_calendar_are_days_too() -> None:
    first = datetime(1, 1, 1, tzinfo=UTC)
    situation = a_situation(changes=[replace(a_deploy("a"), at=first)])
    assert in_time(situation) == ()
    assert in_time(replace(situation, window=Window(since=first, onset=first, until=first))) == situation.changes


def test_a_merged_change_could_be_running_only_where_nobody_says_what_was_deployed() -> None:
    merged = replace(a_deploy("a"), stage=Stage.MERGED)
    shared = replace(merged, service="")

    assert could_be_running(a_situation(changes=[merged, shared])) == (merged,)
    assert could_be_running(a_situation(changes=[merged, a_deploy("b")])) == (a_deploy("b"),)
