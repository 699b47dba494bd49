import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.model import Trend, Window
from codriver.telemetry.shifts import CAP, Shift, measure

SINCE = datetime(2024, 5, 1, 12, tzinfo=UTC)
START, STEP, BEFORE, AFTER = SINCE.timestamp(), 5, 120, 60
WINDOW = Window(
    since=SINCE,
    onset=SINCE + timedelta(seconds=STEP * BEFORE),
    until=SINCE + timedelta(seconds=STEP * (BEFORE + AFTER)),
)
TIMES = [START + STEP * index for index in range(BEFORE + AFTER)]
ONSET = WINDOW.onset.timestamp()


def noise(seed: int = 1, level: float = 10.0, size: float = 1.0) -> list[float]:
    draw = random.Random(seed)
    return [draw.gauss(level, size) for _ in TIMES]


def raised(values: list[float], since: float, by: float, until: float = math.inf) -> list[float]:
    return [value + by * (since <= at < until) for at, value in zip(TIMES, values, strict=True)]


def seen(values: list[float], floor: float = 0.0) -> Shift:
    shift = measure(TIMES, values, WINDOW, floor)
    assert shift is not None
    return shift


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_shift(seed: int) -> None:
    assert abs(seen(noise(seed)).deviation) < 3


def test_a_step_is_measured_in_deviations_of_the_time_before() -> None:
    shift = seen(raised(noise(), ONSET, 20))
    assert shift.before == pytest.approx(10, abs=1)
    assert shift.after == pytest.approx(30, abs=1)
    assert shift.deviation > 10
    assert shift.spike is None
    assert shift.trend is Trend.STEADY


@pytest.mark.parametrize("late", [-100, 0, 60])
def test_each_series_has_its_own_begin(late: int) -> None:
    shift = seen(raised(noise(), ONSET + late, 20))
    assert shift.begin == ONSET + late


def test_a_spike_that_is_over_is_told_apart_from_what_lasts() -> None:
    shift = seen(raised(noise(), ONSET + 20, 20, ONSET + 60))
    assert abs(shift.deviation) < 3
    assert shift.spike is not None
    assert shift.spike > 20


def test_a_fall_has_a_negative_deviation() -> None:
    assert seen(raised(noise(), ONSET, -8)).deviation < -3


def test_a_slow_climb_is_getting_worse() -> None:
    shift = seen([value + max(0.0, at - ONSET) / 5 for at, value in zip(TIMES, noise(), strict=True)])
    assert shift.deviation > 3
    assert shift.trend is Trend.WORSE


def test_what_came_back_is_recovering() -> None:
    assert seen(raised(noise(), ONSET, 20, ONSET + 200)).trend is Trend.RECOVERING


def test_a_constant_series_does_not_shift_and_a_flag_that_falls_does() -> None:
    assert seen([5.0] * len(TIMES)).deviation == 0
    assert seen(raised([1.0] * len(TIMES), ONSET, -1)).deviation <= -10


def test_rare_events_that_become_frequent_are_seen() -> None:
    draw = random.Random(3)
    values = [float(draw.random() < (0.02 if at < ONSET else 0.4)) for at in TIMES]
    assert seen(values).deviation > 3


def test_less_than_a_floor_is_no_shift() -> None:
    values = raised([0.001] * len(TIMES), ONSET, 0.002)
    assert seen(values).deviation > 3
    assert seen(values, floor=0.005).deviation < 1


def test_too_few_points_are_not_seen() -> None:
    few_before = [(at, 1.0) for at in TIMES if at >= ONSET - 3 * STEP]
    few_after = [(at, 1.0) for at in TIMES if at < ONSET + 2 * STEP]
    for points in (few_before, few_after, []):
        assert measure([at for at, _ in points], [value for _, value in points], WINDOW) is None


def test_missing_values_are_left_out() -> None:
    values = [math.nan if index % 3 else value for index, value in enumerate(raised(noise(), ONSET, 20))]
    assert seen(values).deviation > 10
    assert measure(TIMES, [math.nan] * len(TIMES), WINDOW) is None


def test_the_points_to_cite_lie_on_both_sides_of_the_begin() -> None:
    shift = seen(raised(noise(), ONSET + 60, 20))
    assert TIMES[shift.normal] < shift.begin <= TIMES[shift.shifted]


@given(
    st.lists(st.floats(-100, 100, width=32), min_size=12, max_size=60),
    st.sampled_from([0.001, 1000.0, 2.0**20]),
)
def test_the_unit_changes_nothing_but_the_levels(values: list[float], unit: float) -> None:
    times = [START + STEP * index * (len(TIMES) // len(values)) for index in range(len(values))]
    plain, scaled = measure(times, values, WINDOW), measure(times, [value * unit for value in values], WINDOW)
    assert (plain is None) == (scaled is None)
    if plain and scaled:
        assert scaled.deviation == pytest.approx(plain.deviation, rel=1e-3, abs=1e-6)
        assert abs(plain.deviation) <= CAP
