from dataclasses import replace

from codriver.engine.added import added_failures, added_time
from codriver.engine.graph import graph
from codriver.model import Observation
from codriver.testing import a_metric, edges

GRAPH = graph(edges("shop > pay", "pay > bank"))


def slower(service: str, before: float, after: float, asked: float) -> tuple[Observation, Observation]:
    return (
        replace(a_metric(service, "latency mean", before, after, kind="latency"), deviation=9),
        replace(a_metric(service, "requests", asked, asked, kind="requests"), deviation=0),
    )


def test_time_that_a_callee_added_is_not_the_callers_own() -> None:
    found = added_time([*slower("shop", 0.1, 0.6, 10), *slower("pay", 0.1, 0.6, 10)], GRAPH)
    assert (round(found.own["shop"], 6), round(found.own["pay"], 6)) == (0.0, 5.0)
    assert found.share("pay", "shop") == 1.0


def test_ten_times_the_latency_of_what_hardly_anybody_asks_accounts_for_little() -> None:
    found = added_time([*slower("shop", 0.1, 0.6, 100), *slower("pay", 0.01, 0.1, 1)], GRAPH)
    assert (found.share("pay", "shop") or 0.0) < 0.01


def test_without_requests_or_a_measure_nothing_is_compared() -> None:
    alone = [slower("shop", 0.1, 0.6, 1)[0], slower("pay", 0.1, 0.6, 1)[0]]
    assert added_time(alone, GRAPH).share("pay", "shop") is None
    assert added_failures(alone, GRAPH).share("pay", "shop") is None


def test_failures_are_counted_in_requests() -> None:
    told = [
        replace(a_metric("pay", "failing", 0.0, 0.5, kind="errors", unit="share"), deviation=9),
        replace(a_metric("pay", "requests", 10, 10, kind="requests"), deviation=0),
    ]
    assert added_failures(told, GRAPH).total == {"pay": 5.0}
