import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.engine.sizes import is_surprise, of_count, of_shift, times_more
from codriver.model import Window
from codriver.testing import ONSET, WINDOW


def test_five_deviations_and_five_rows_are_half_plain() -> None:
    assert (of_shift(5.0), of_shift(-5.0), of_count(5)) == (0.5, 0.5, 0.5)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_size_stays_between_nothing_and_all_whatever_the_deviation(deviation: float) -> None:
    assert 0.0 <= of_shift(deviation) <= 1.0


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_larger_shift_is_never_less_plain(one: float, other: float) -> None:
    assert of_shift(min(one, other)) <= of_shift(max(one, other))


def test_a_shift_without_bound_cannot_be_overlooked_and_one_that_is_no_number_says_nothing() -> None:
    assert (of_shift(math.inf), of_shift(-math.inf), of_shift(math.nan)) == (1.0, 1.0, 0.0)


def test_rows_are_a_surprise_when_chance_puts_them_there_once_in_a_thousand() -> None:
    # a quarter of the window lies after the onset: four rows fall there by chance once in 256 times, five in 1024
    assert not is_surprise(4, WINDOW)
    assert is_surprise(5, WINDOW)


@pytest.mark.parametrize(
    "window",
    [None, Window(since=ONSET, onset=ONSET, until=ONSET), Window(since=ONSET, onset=ONSET, until=WINDOW.until)],
)
def test_without_a_time_before_nothing_is_a_surprise(window: Window | None) -> None:
    assert not is_surprise(10**6, window)


def test_a_window_that_ends_before_its_onset_surprises_nobody() -> None:
    backward = Window(since=ONSET - timedelta(hours=1), onset=ONSET, until=ONSET - timedelta(hours=2))
    assert not is_surprise(10**6, backward)


def test_how_many_times_more_is_one_where_nobody_looked() -> None:
    assert (times_more(None, 5.0), times_more(5.0, None), times_more(0.0, 0.0)) == (1.0, 1.0, 1.0)
    assert (times_more(2.0, 5.0), times_more(0.0, 5.0)) == (2.5, math.inf)
