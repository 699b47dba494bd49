"""Requests that are more than somebody lets through."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.requests_turned_away import explain
from codriver.model import Situation
from codriver.testing import a_situation, an_error

Look = Callable[[Situation], Seen]


def test_who_answers_too_many_requests_is_the_suspect_not_who_is_told(look: Look) -> None:
    told = an_error("till", "quote failed: 429 Too Many Requests", kind="rate_limit", peer="gate")
    situation = a_situation(observations=[told])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism) == ("gate", "rate limit")
    assert hypothesis.evidence[0].feature == "turned_away"
    assert hypothesis.evidence[0].cites == told.cites


def test_a_service_that_limits_while_nobody_is_in_trouble_does_its_daily_work(look: Look) -> None:
    daily = an_error("gate", "rate limit exceeded", kind="rate_limit", level="warn")
    situation = a_situation(observations=[daily])
    assert not list(explain(situation, look(situation)))
