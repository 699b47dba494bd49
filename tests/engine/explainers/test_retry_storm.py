"""A caller whose tries bury what it calls is the cause, not the callee that drowns."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.retry_storm import explain
from codriver.engine.reach import reach
from codriver.model import Hypothesis, Situation
from codriver.testing import a_deploy, a_metric, a_situation, an_edge, an_error, edges

Look = Callable[[Situation], Seen]


def storm(calls: tuple[float, float], requests: tuple[float, float] = (10.0, 10.0)) -> Situation:
    return a_situation(
        dependencies=edges("gateway > cart", "cart > cache"),
        changes=[a_deploy("cart")],
        observations=[
            a_metric("cart", "http_requests_total", *requests, kind="requests"),
            a_metric("cart", "http_client_requests_total", *calls, kind="requests", peer="cache"),
            an_edge("cart", "cache", errors=(0.0, 0.9)),
            an_error("cache", "too many requests in flight"),
        ],
    )


def test_calls_that_multiply_for_the_same_requests_accuse_the_caller_and_its_change(look: Look) -> None:
    situation = storm((12.0, 180.0))
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("cart", "retries", "cache")
    assert hypothesis.change == situation.changes[0]
    assert hypothesis.evidence[0].because == "cart calls cache 18 times for each request of its own (before: 1.2)"
    assert hypothesis.evidence[0].cites


def test_more_users_and_one_retry_are_no_storm(look: Look) -> None:
    for situation in (storm((12.0, 120.0), (10.0, 100.0)), storm((12.0, 24.0))):
        assert list(explain(situation, look(situation))) == []


def test_whoever_drowns_in_retries_is_told_against_and_whoever_sends_them_is_not_excused(look: Look) -> None:
    seen = look(storm((12.0, 180.0)))
    features = {
        name: {piece.feature for piece in reach(seen, Hypothesis(suspect=name, mechanism="slow", says=name)).evidence}
        for name in ("cart", "cache")
    }
    assert "pressed_by_retries" in features["cache"]
    assert not {"callee_in_trouble", "leaves_open"} & features["cart"]
