"""Whose clock is off is told by who is refused by whom."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.blame import speaks_for_callee
from codriver.engine.explainers.clock_skew import explain
from codriver.model import Observation, Situation
from codriver.testing import a_situation, an_error

Look = Callable[[Situation], Seen]


def refusal(caller: str, callee: str) -> Observation:
    return an_error(caller, f"{callee} answered 401: token used before issued", kind="clock", peer=callee)


def suspects(look: Look, *observations: Observation) -> list[str]:
    situation = a_situation(observations=observations)
    return [hypothesis.suspect for hypothesis in explain(situation, look(situation))]


def test_one_pair_means_the_caller_and_its_callee_is_not_to_blame(look: Look) -> None:
    situation = a_situation(observations=[refusal("till", "safe")])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism) == ("till", "clock")
    assert hypothesis.says == "the clock of till is off: safe refuses what it stamps"
    assert "refuses_its_caller" in {piece.feature for piece in speaks_for_callee(look(situation), "safe")}


def test_one_whom_several_refuse_is_wrong(look: Look) -> None:
    assert suspects(look, refusal("till", "safe"), refusal("till", "bank")) == ["till"]


def test_one_who_refuses_several_is_wrong_itself(look: Look) -> None:
    assert suspects(look, refusal("till", "safe"), refusal("oven", "safe")) == ["safe"]


def test_words_without_another_side_mean_who_says_them(look: Look) -> None:
    assert suspects(look, an_error("till", "clock skew detected", kind="clock")) == ["till"]
