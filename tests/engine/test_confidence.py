"""How far the first is trusted: by its lead before the nearest other explanation, less what was not seen."""

import math

import pytest

from codriver.engine.confidence import CAP, FURTHEST, LEAST, calibrated, chance_of, signs
from codriver.engine.weighing import Weights

WEIGHTS = Weights(features={}, mechanisms={}, none_of_these=0.0, leads_by=0.0, lead_cap=9.0, gap_costs={}, most=0.95)


def test_the_lead_is_before_whichever_is_nearer_the_best_rival_or_none_of_these() -> None:
    assert signs([3.0], [1.0, 2.5], 0.0)["lead"] == 0.5
    assert signs([3.0], [], 1.0)["lead"] == 2.0
    assert signs([99.0], [], 0.0)["lead"] == FURTHEST
    assert signs([-99.0], [0.0], 0.0)["lead"] == LEAST


def test_two_mechanisms_of_one_suspect_add_up() -> None:
    assert signs([3.0, 3.0], [], 0.0)["lead"] == pytest.approx(3.0 + math.log(2))


def test_many_faint_rivals_take_nothing_from_a_clear_lead() -> None:
    assert signs([3.0], [0.0] * 40, 0.0) == signs([3.0], [0.0], 0.0)


def test_gaps_cost_the_sure_and_the_unsure_and_nobody_is_certain() -> None:
    clear = signs([99.0], [], 0.0)
    assert calibrated(clear, 0.0, WEIGHTS) == 0.95
    assert calibrated(clear, CAP, WEIGHTS) == pytest.approx(0.5)
    assert chance_of(clear, 0.0, {"lead": 50.0}) == chance_of(clear, 0.0, {"lead": 5.0})
