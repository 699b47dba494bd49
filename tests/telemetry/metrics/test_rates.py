import math

import pytest

from codriver.telemetry.metrics.rates import added, rate, ratio, step
from codriver.telemetry.rows import Series


def counter(*points: tuple[float, float]) -> Series:
    times, values = (tuple(column) for column in zip(*points, strict=True))
    return Series("m", "n_total", (), times, values, tuple(map(str, values)), tuple(range(len(times))), "m:{row}")


def test_a_rate_is_the_increase_per_second_at_the_middle_of_its_interval() -> None:
    assert rate(counter((0, 0), (10, 50), (20, 70)), alive=0) == {5: 5, 15: 2}


def test_after_a_reset_the_new_value_is_the_increase() -> None:
    assert rate(counter((0, 100), (10, 150), (20, 30)), alive=0) == {5: 5, 15: 3}


def test_a_gap_tells_nothing_about_when_it_grew() -> None:
    points = [(float(at), float(at)) for at in (0, 10, 20, 30, 40, 500, 510)]
    assert set(rate(counter(*points), alive=0)) == {5, 15, 25, 35, 505}


def test_a_value_that_is_missing_is_bridged() -> None:
    assert rate(counter((0, 0), (10, math.nan), (20, 40)), alive=0) == {10: 2}


def test_a_counter_born_late_stood_at_zero_before() -> None:
    found = rate(counter((30, 20), (40, 20)), alive=0)
    assert found == {5: 0, 15: 0, 25: 2, 35: 0}


def test_one_point_has_no_rate() -> None:
    assert rate(counter((0, 1)), alive=0) == {}
    assert step((0.0,)) == 0


def test_rates_add_up_and_a_moment_without_a_whole_has_no_ratio() -> None:
    assert added([{0: 1.0, 10: 2.0}, {10: 3.0}]) == {0: 1, 10: 5}
    assert ratio({0: 1.0}, {0: 4.0, 10: 2.0, 20: 0.0}) == {0: pytest.approx(0.25), 10: 0}
