"""Answers of people multiply the odds after the cap: a leader that is refuted falls where one can see it."""

from dataclasses import replace

import pytest

from codriver.engine.evidence import contradicts, supports
from codriver.engine.likely import likely
from codriver.engine.weighing import Weights, weighed
from codriver.model import Evidence, Hypothesis
from codriver.testing import a_citation

WEIGHTS = Weights(
    features={"plain": 2.0, "loud": 40.0, "answered": 2.0},
    mechanisms={},
    none_of_these=0.0,
    leads_by=0.0,
    lead_cap=9.0,
    gap_costs={},
    calibrated=True,
    told=("answered",),
)
CITES = (a_citation("a.log:1"),)


def suspected(suspect: str, *evidence: Evidence) -> Hypothesis:
    return Hypothesis(suspect=suspect, mechanism="resource", says="it is so", evidence=evidence)


def chances(*candidates: Hypothesis, cost: float = 0.0) -> tuple[dict[str, float], float]:
    scored = sorted((weighed(one, WEIGHTS) for one in candidates), key=lambda one: -one.score)
    found, none = likely(scored, cost, WEIGHTS)
    return {one.suspect: one.probability or 0.0 for one in found}, none


def plus(feature: str) -> Evidence:
    return supports(feature, "it says so", CITES)


NO = contradicts("answered", "somebody looked", CITES)


def test_one_answer_against_a_leader_that_nothing_could_shake_is_seen() -> None:
    before, _ = chances(suspected("a", plus("loud")), suspected("b", plus("plain")))
    after, _ = chances(suspected("a", plus("loud"), NO), suspected("b", plus("plain")))
    assert before["a"] > 0.95
    assert before["a"] - after["a"] > 0.08


def test_enough_answers_against_it_bring_another_to_the_top_of_the_list() -> None:
    refuted = suspected(
        "a", plus("loud"), replace(NO, size=1.0), replace(NO, because="twice"), replace(NO, because="x")
    )
    after, none = chances(refuted, suspected("b", plus("plain")))
    assert list(after) == ["b", "a"]
    assert after["a"] + after["b"] + none == pytest.approx(1.0, abs=0.001)


def test_an_answer_for_one_takes_from_all_others() -> None:
    before, _ = chances(suspected("a", plus("plain")), suspected("b", plus("plain")))
    after, none = chances(suspected("a", plus("plain")), suspected("b", plus("plain"), plus("answered")))
    assert after["b"] > before["b"]
    assert after["a"] < before["a"]
    assert none < 0.5


def test_no_rival_is_likelier_than_the_first_when_nobody_said_anything() -> None:
    found, none = chances(suspected("a", plus("plain")), suspected("b", plus("plain")), cost=3.0)
    assert found["a"] >= found["b"]
    assert found["a"] + found["b"] + none == pytest.approx(1.0, abs=0.001)


def test_without_a_candidate_it_is_none_of_these() -> None:
    assert likely([], 0.0, WEIGHTS) == ([], 1.0)
