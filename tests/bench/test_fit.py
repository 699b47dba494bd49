"""The fit: what speaks for causes gains, signs stay, and what nobody speaks of stays as it was reasoned."""

from bench.fitting.calibrating import Answer, leads_at, line, reliability
from bench.fitting.folds import cross_validated, fold_of, told
from bench.fitting.logit import NONE, fit, score
from bench.fitting.rows import Candidate, Incident

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


def test_a_case_without_its_cause_has_no_right_answer() -> None:
    bare = INCIDENTS[0].without_cause()
    assert (bare.has_cause, [one.key[0] for one in bare.candidates]) == (False, ["shop"])
    assert not told(bare, PRIOR).right


def test_a_line_through_overconfident_answers_is_flatter() -> None:
    answers = [Answer(3.0, 0.0, False, index % 2 == 0, 1.0) for index in range(40)]
    answers += [Answer(-3.0, 0.0, False, index % 2 == 0, 1.0) for index in range(40)]
    assert line(answers).slope < 0.3


def test_an_answer_leads_from_where_on_enough_are_right() -> None:
    rows = [(0.9, True, 1.0), (0.8, True, 1.0), (0.7, False, 1.0), (0.2, False, 1.0)]
    assert leads_at(rows, 0.95) == 0.8
    assert sum(one[2] for one in reliability(rows)) == 4
