"""Weights are found from questions with known answers, and stay at the prior where those say nothing."""

from codriver.knowledge.fitting import Case, fit, fit_signs


def test_what_tells_right_from_wrong_gains_weight_and_what_says_nothing_stays() -> None:
    cases = [Case([{"good": 1.0, "noise": n % 2}, {"good": 0.2, "noise": 1 - n % 2}], [True, False]) for n in range(20)]
    weights = fit(cases, ["good", "noise", "never"], {"good": 1.0, "noise": 1.0, "never": 1.0})
    assert weights["good"] > 2
    assert weights["noise"] < 1.05
    assert weights["never"] == 1.0


def test_a_share_never_speaks_against_but_length_may() -> None:
    cases = [Case([{"length": 0.1, "share": 0.1}, {"length": 3.0, "share": 0.9}], [True, False])] * 20
    weights = fit(cases, ["length", "share"], {"share": 1.0})
    assert weights["length"] < 0
    assert 0.0 <= weights["share"] < 1.0


def test_signs_of_a_right_answer_are_learnt() -> None:
    rows = [{"one": 1.0, "ahead": n / 10} for n in range(20)]
    signs = fit_signs(rows, [n >= 10 for n in range(20)], [1.0] * 20)
    assert signs["ahead"] > 0 > signs["one"]
