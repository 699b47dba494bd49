from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.explainers.traffic_surge import explain
from codriver.model import NO_TIME, Situation
from codriver.testing import a_metric, a_situation, an_error, at, edges

Look = Callable[[Situation], Seen]
BOOM = an_error("checkout", "overloaded")
WEB = edges("gateway > checkout")


def surge(service: str = "gateway", minutes: float = -1.0) -> Situation:
    requests = a_metric(service, "requests", 10.0, 40.0, kind="requests", minutes=minutes)
    return a_situation(dependencies=WEB, observations=[requests, BOOM])


def told(look: Look, situation: Situation) -> list[tuple[str, str]]:
    return [(h.suspect, piece.feature) for h in explain(situation, look(situation)) for piece in h.evidence]


def test_a_surge_where_users_come_in_before_the_trouble_is_proposed(look: Look) -> None:
    situation = surge()
    (hypothesis,) = explain(situation, look(situation))

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.at) == ("gateway", "surge", at(-1))
    assert told(look, situation) == [("gateway", "surge_before_onset")]
    assert hypothesis.evidence[0].cites


def test_a_surge_that_follows_the_errors_may_be_retries_and_is_told_against(look: Look) -> None:
    assert told(look, surge(minutes=5)) == [("gateway", "surge_after_onset")]


def test_more_requests_deep_inside_are_not_more_users(look: Look) -> None:
    assert told(look, surge("checkout")) == []


def test_an_unknown_system_has_no_inside(look: Look) -> None:
    assert told(look, replace(surge("checkout"), dependencies=())) == [("checkout", "surge_before_onset")]


def test_a_line_without_a_clock_is_not_taken_for_the_first_trouble(look: Look) -> None:
    situation = surge(minutes=0)
    undated = replace(an_error("cart", "bang"), at=NO_TIME)
    situation = replace(situation, observations=(*situation.observations, undated))
    assert told(look, situation) == [("gateway", "surge_before_onset")]
