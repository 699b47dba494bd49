from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.explainers.code_defect import explain
from codriver.model import NO_TIME, Change, ChangeKind, Frame, Hypothesis, Observation, Situation, Stance
from codriver.testing import a_change, a_deploy, a_situation, an_exception, at

Look = Callable[[Situation], Seen]
OURS = Frame(file="/app/checkout/totals.py", line=42, function="total")
LIBRARY = Frame(file="site-packages/web.py", line=7, function="call", ours=False)
THROWN = an_exception("checkout", "KeyError", OURS)


def proposed(look: Look, thrown: Observation, *changes: Change) -> list[Hypothesis]:
    situation = a_situation(observations=[thrown], changes=changes)
    return list(explain(situation, look(situation)))


def test_a_new_exception_in_our_code_is_proposed_with_its_place(look: Look) -> None:
    (hypothesis,) = proposed(look, THROWN)

    assert hypothesis.says == "the code of checkout throws KeyError in /app/checkout/totals.py:42 total"
    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("checkout", "defect", "KeyError in total")
    assert [piece.feature for piece in hypothesis.evidence] == ["exception_in_our_code", "exception_is_new"]
    assert all(piece.cites == THROWN.cites for piece in hypothesis.evidence)


def test_the_latest_deploy_that_touched_the_file_brought_it(look: Look) -> None:
    early, late = (a_deploy("checkout", minutes=minutes, files=["checkout/totals.py"]) for minutes in (-20, -5))
    elsewhere = a_deploy("checkout", minutes=-1, files=["checkout/other.py"])

    (hypothesis,) = proposed(look, THROWN, early, late, elsewhere)
    assert (hypothesis.change, hypothesis.at, hypothesis.detail) == (late, at(-5), "")


@pytest.mark.parametrize(
    "change",
    [
        a_deploy("pricing"),
        a_change("checkout", ChangeKind.CONFIG),
        a_deploy("checkout", minutes=8),
        a_deploy("checkout", files=["checkout/other.py"]),
    ],
)
def test_a_change_elsewhere_later_or_of_no_code_did_not_bring_it(look: Look, change: Change) -> None:
    (hypothesis,) = proposed(look, THROWN, change)
    assert hypothesis.change is None


def test_a_deploy_whose_files_nobody_knows_may_have_brought_it(look: Look) -> None:
    deploy = a_deploy("checkout")
    assert [hypothesis.change for hypothesis in proposed(look, THROWN, deploy)] == [deploy]


def test_an_exception_that_passes_on_what_a_callee_did_speaks_against_our_code(look: Look) -> None:
    (hypothesis,) = proposed(look, an_exception("checkout", "ReadTimeout", OURS, kind="timeout"))
    against = [piece.feature for piece in hypothesis.evidence if piece.stance == Stance.CONTRADICTS]
    assert against == ["exception_passed_on"]


def test_an_exception_that_was_thrown_before_is_not_called_new(look: Look) -> None:
    (hypothesis,) = proposed(look, replace(THROWN, before=0.5, deviation=9.0))
    assert [piece.feature for piece in hypothesis.evidence] == ["exception_in_our_code"]


@pytest.mark.parametrize("frames", [(), (LIBRARY,)])
def test_without_a_frame_of_ours_there_is_no_defect_of_ours(look: Look, frames: tuple[Frame, ...]) -> None:
    assert proposed(look, an_exception("checkout", "KeyError", *frames)) == []


def test_an_exception_as_frequent_as_ever_is_no_cause(look: Look) -> None:
    assert proposed(look, replace(THROWN, before=1.0, deviation=0.0)) == []


def test_a_pasted_trace_without_a_clock_has_no_time(look: Look) -> None:
    assert [hypothesis.at for hypothesis in proposed(look, replace(THROWN, at=NO_TIME))] == [None]
