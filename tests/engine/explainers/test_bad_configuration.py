from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.bad_configuration import explain
from codriver.model import Hypothesis, Situation
from codriver.testing import a_metric, a_situation, an_edge, an_error, at

Look = Callable[[Situation], Seen]
HEALTHY = a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share")


def proposed(look: Look, situation: Situation) -> list[Hypothesis]:
    return list(explain(situation, look(situation)))


def test_words_about_the_configuration_name_the_service(look: Look) -> None:
    words = an_error("pricing", "missing variable RATES", kind="configuration", minutes=1)
    (hypothesis,) = proposed(look, a_situation(observations=[words]))

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.at) == ("pricing", "configuration", at(1))
    (evidence,) = hypothesis.evidence
    assert (evidence.feature, evidence.cites) == ("configuration_words", words.cites)


def test_quiet_words_count_too(look: Look) -> None:
    words = an_error("pricing", "RATES unset, using default", kind="configuration", level="info")
    assert [h.suspect for h in proposed(look, a_situation(observations=[words]))] == ["pricing"]


def test_calls_that_fail_to_a_healthy_callee_name_the_caller(look: Look) -> None:
    failing = an_error("checkout", "pricing refused", kind="refused", peer="pricing")
    (hypothesis,) = proposed(look, a_situation(observations=[failing, HEALTHY]))

    assert hypothesis.suspect == "checkout"
    assert [piece.feature for piece in hypothesis.evidence] == ["callee_fine_but_calls_fail"]
    assert set(hypothesis.evidence[0].cites) == {*failing.cites, *HEALTHY.cites}


def test_calls_that_fail_to_a_callee_that_nobody_looked_at_say_nothing(look: Look) -> None:
    failing = an_error("checkout", "pricing refused", kind="refused", peer="pricing")
    assert proposed(look, a_situation(observations=[failing])) == []


def test_a_deadline_that_is_too_short_is_the_callers(look: Look) -> None:
    observations = [
        an_error("checkout", "pricing timed out", kind="timeout", peer="pricing"),
        an_edge("checkout", "pricing", latency=(0.1, 0.1)),
    ]
    (hypothesis,) = proposed(look, a_situation(observations=observations))
    assert [piece.feature for piece in hypothesis.evidence] == ["gives_up_sooner"]


def test_trouble_that_speaks_of_no_setting_is_left_to_others(look: Look) -> None:
    assert proposed(look, a_situation(observations=[an_error("pricing", "boom")])) == []
