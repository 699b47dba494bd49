from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codriver.telemetry.logs.changes.chance import discoveries, tails


def test_an_even_rate_gives_the_tails_of_a_poisson() -> None:
    below = exp(-2) * (1 + 2 + 2 + 8 / 12)
    assert tails(3, 2.0, 2.0) == pytest.approx((below, 1 - below), abs=1e-4)


def test_an_uneven_rate_gives_those_of_a_negative_binomial() -> None:
    assert tails(0, 5.0, 10.0) == pytest.approx((0.5**5 / 2, 1 - 0.5**5 / 2))


@given(st.integers(0, 10_000), st.floats(0.01, 5_000), st.floats(1, 50))
def test_tails_are_chances_that_make_up_the_whole(count: int, mean: float, uneven: float) -> None:
    below, above = tails(count, mean, mean * uneven)
    assert below >= 0
    assert above >= 0
    assert below + above == pytest.approx(1.0, abs=1e-6)


def test_discoveries_are_those_that_stand_out_among_all() -> None:
    assert discoveries([0.001, 0.2, 0.02, 0.9], 0.05) == [True, False, True, False]
    assert discoveries([0.04] * 1 + [0.5] * 99, 0.05) == [False] * 100
    assert discoveries([], 0.05) == []
