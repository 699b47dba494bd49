"""The fit: what speaks for causes gains, signs stay, and what nobody speaks of stays as it was reasoned."""

from dataclasses import replace

import pytest
from bench.fit import with_say
from bench.fitting.calibrating import Answer, leads_at, line, reliability
from bench.fitting.folds import cross_validated, fold_of, told
from bench.fitting.logit import NONE, fit, score
from bench.fitting.rows import Candidate, Incident
from bench.packs.controls import UNSEEN

PRIOR = {"telling": 0.3, "noise": 0.3, "unseen": 2.0, NONE: 0.5}


def an_incident(number: int) -> Incident:
    cause = Candidate(("pay", ""), {"telling": 1.0, "noise": 0.2}, right=True, against=False)
    other = Candidate(("shop", ""), {"telling": 0.1, "noise": 0.8}, right=False, against=False)
    return Incident("a set", f"fault {number}", (cause, other), ())


INCIDENTS = [an_incident(number) for number in range(12)]


def test_what_speaks_for_causes_gains_and_no_weight_turns_its_sign() -> None:
    learnt = fit(INCIDENTS, PRIOR, 1.0)
    assert learnt["telling"] > PRIOR["telling"]
    assert learnt["noise"] >= 0.0
    assert score({"telling": 1.0, "unmet": 9.0}, learnt) == learnt["telling"]


def test_the_same_fault_never_sits_on_both_sides() -> None:
    assert {fold_of("a fault", 1) for _ in range(3)} == {fold_of("a fault", 1)}
    assert all(one.right for one in cross_validated(INCIDENTS, PRIOR, 1.0, seed=1))


def test_where_nothing_is_suspected_or_nobody_is_in_trouble_there_are_no_signs() -> None:
    assert told(replace(INCIDENTS[0], candidates=()), PRIOR).signs == {}
    assert told(replace(INCIDENTS[0], trouble=False), PRIOR).signs == {}


def test_the_lead_is_before_the_nearer_of_the_best_rival_and_none_of_these() -> None:
    found = told(INCIDENTS[0], PRIOR)
    assert found.right
    assert found.signs["lead"] == pytest.approx(score({"telling": 1.0, "noise": 0.2}, PRIOR) - PRIOR[NONE])


def answers(lead: float, *, right_of_four: int) -> list[Answer]:
    signs = {"lead": lead, "intercept": 1.0}
    return [Answer(signs, 0.0, number % 4 < right_of_four, 1.0) for number in range(40)]


def test_the_line_follows_how_often_answers_of_each_lead_were_right() -> None:
    flat = line([*answers(3.0, right_of_four=2), *answers(-3.0, right_of_four=2)])
    steep = line([*answers(3.0, right_of_four=4), *answers(-3.0, right_of_four=0)])
    assert flat["lead"] < 0.3
    assert steep["lead"] > 1.0
    assert line([*answers(3.0, right_of_four=0), *answers(-3.0, right_of_four=4)])["lead"] == 0.0


def test_each_set_has_the_say_of_its_causes_and_controls_their_share() -> None:
    quiet = replace(INCIDENTS[0], control="quiet")
    said = with_say([*INCIDENTS, quiet, replace(quiet, control=UNSEEN)])
    assert sum(one.weight for one in said if not one.control) == pytest.approx(12.0)
    assert sum(one.weight for one in said if one.control) / sum(one.weight for one in said) == pytest.approx(0.3)


def test_an_answer_leads_from_where_on_enough_are_right() -> None:
    rows = [(0.9, True, 1.0), (0.8, True, 1.0), (0.7, False, 1.0), (0.2, False, 1.0)]
    assert leads_at(rows, 0.95) == 0.8
    assert sum(one[2] for one in reliability(rows)) == 4
