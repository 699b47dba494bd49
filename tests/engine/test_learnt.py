"""Counts of a team's own incidents: priors by Dirichlet, trust by Beta, a ridge fit only with enough cases."""

import math
import random

import pytest

from codriver.engine.learnt import ENOUGH, FEW, MOST, Case, calibration, priors


def a_case(number: int, suspect: str = "pay", *, right: bool = True, chance: float | None = None) -> Case:
    return Case(
        incident=f"inc-{number}", suspect=suspect, mechanism="resource", led=True, right=right, place=1, chance=chance
    )


def test_a_cause_counts_by_how_often_it_was_one_and_names_its_incidents() -> None:
    commonest, other = priors(
        [a_case(1), a_case(2), a_case(3, "cart"), Case(incident="inc-4", suspect="", mechanism="")]
    )
    assert (commonest.suspect, commonest.times, commonest.of) == ("pay", 2, 3)
    assert commonest.size == pytest.approx(math.log(2), abs=1e-6)
    assert commonest.incidents == ("inc-1", "inc-2")
    assert other.size < commonest.size


def test_the_past_never_outweighs_what_is_seen() -> None:
    assert max(prior.size for prior in priors([a_case(n) for n in range(500)])) == MOST


def test_trust_in_a_leader_is_counted_and_called_uncalibrated_while_few() -> None:
    few = calibration([a_case(n, right=n > 0) for n in range(4)])
    assert (few.led, few.led_right, few.trust) == (4, 3, round(4 / 6, 6))
    assert few.says == f"uncalibrated here: 4 of {FEW} resolved incidents with a known cause"
    assert (few.brier, few.slope) == (None, None)
    many = calibration([a_case(n) for n in range(FEW)])
    assert many.says == f"here the leader was right in {FEW} of {FEW} resolved incidents"


def test_an_incident_without_a_known_cause_teaches_nothing_and_is_counted() -> None:
    found = calibration([Case(incident="inc-1", suspect="", mechanism="", led=True)])
    assert (found.resolved, found.known, found.led, found.trust) == (1, 0, 0, 0.5)


def test_probabilities_that_are_too_bold_are_found_with_enough_cases() -> None:
    dice = random.Random(3)
    cases = [a_case(n, right=dice.random() < 0.6, chance=0.95) for n in range(ENOUGH * 3)]
    found = calibration(cases)
    assert found.brier is not None
    assert found.brier > 0.3
    assert found.slope is not None
    assert found.shift is not None
    told = 1 / (1 + math.exp(-(found.slope * math.log(0.95 / 0.05) + found.shift)))
    assert told == pytest.approx(0.6, abs=0.12)
    assert calibration(cases[: ENOUGH - 1]).slope is None
