from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.impact import impact
from codriver.model import NO_TIME, Hypothesis, Impact, Service, Situation, Trend
from codriver.testing import a_metric, a_situation, an_edge, an_error, at, edges, self_latency

Look = Callable[[Situation], Seen]
SHOP = edges("gateway > checkout")
SHARE = a_metric("gateway", "error share", 0.01, 0.4, kind="errors", unit="share", minutes=1)


def test_the_headline_says_what_users_feel_since_when_and_for_how_many_and_cites_it(look: Look) -> None:
    situation = a_situation(dependencies=SHOP, observations=[an_error("checkout", "boom"), SHARE])

    assert impact(look(situation), None) == Impact(
        failing=("gateway",),
        says="failing requests (error share) of gateway: 1 % -> 40 %",
        since=at(0),
        share=0.4,
        share_before=0.01,
        cites=SHARE.cites,
    )


def test_nothing_in_trouble_is_said_only_by_who_looked(look: Look) -> None:
    calm = a_metric("gateway", "latency", 0.1, 0.1, kind="latency", unit="s")
    blind = "whether requests fail is not shown by what was given"

    assert impact(look(a_situation(observations=[calm])), None) == Impact(
        failing=(), says="no service is seen in trouble"
    )
    assert impact(look(a_situation()), None) == Impact(failing=(), says=blind)


def test_errors_are_told_before_slowness_and_what_was_measured_before_what_was_logged(look: Look) -> None:
    slow = a_metric("gateway", "latency", 0.1, 3.0, kind="latency", unit="s")
    logged = an_error("gateway", "boom")

    assert impact(look(a_situation(observations=[SHARE, slow, logged])), None).says.startswith("failing requests")
    assert impact(look(a_situation(observations=[slow, logged])), None).says.startswith("latency of gateway")
    assert "boom" in impact(look(a_situation(observations=[logged])), None).says


def test_slowness_hits_an_unknown_share_of_requests(look: Look) -> None:
    steady = replace(SHARE, before=0.01, after=0.01, deviation=0.0)
    told = impact(look(a_situation(observations=[self_latency("gateway", 0.1, 3.0), steady])), None)
    assert (told.share, told.share_before) == (None, None)


def test_the_share_of_all_requests_counts_before_that_of_one_route_or_one_callee(look: Look) -> None:
    route = replace(SHARE, after=0.9, labels=(("route", "/pay"),))
    callee = an_edge("gateway", "checkout", errors=(0.0, 1.0))
    assert impact(look(a_situation(observations=[route, callee, SHARE])), None).share == 0.4
    assert impact(look(a_situation(observations=[route, callee])), None).share == 0.9
    assert impact(look(a_situation(observations=[callee])), None).share == 1.0


def test_lines_without_a_clock_give_no_time(look: Look) -> None:
    undated = replace(an_error("gateway", "boom"), at=NO_TIME)
    assert impact(look(a_situation(observations=[undated])), None).since is None
    assert impact(look(a_situation(observations=[undated, SHARE])), None).since == at(1)


def test_the_trend_is_the_sources_own_and_unknown_otherwise(look: Look) -> None:
    worse = replace(SHARE, labels=(("trend", "getting worse"),))
    odd = replace(SHARE, labels=(("trend", "sideways"),))

    assert impact(look(a_situation(observations=[worse])), None).trend == Trend.WORSE
    assert impact(look(a_situation(observations=[odd])), None).trend == Trend.UNKNOWN


def test_the_owner_to_page_is_the_leading_suspects_else_that_of_what_fails(look: Look) -> None:
    services = [Service(name="gateway", owner="web"), Service(name="checkout", owner="shop"), Service(name="pricing")]
    seen = look(a_situation(dependencies=SHOP, observations=[SHARE], services=services))

    def owner(suspect: str) -> str:
        return impact(seen, Hypothesis(suspect=suspect, mechanism="x", says="it is so")).owner

    assert (owner("checkout"), owner("pricing"), owner("a stranger")) == ("shop", "web", "web")
    assert impact(seen, None).owner == "web"
