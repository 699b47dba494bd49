"""Prometheus' HTTP API v1, as its documentation of 2.53 describes it."""

from datetime import timedelta
from typing import Any

import pytest
from tests.servers import Asked, Reply, Served, as_json, serving

from codriver.access.http.client import Client
from codriver.connectors import Document, Fact, File, Source
from codriver.connectors.prometheus import fetch, firing
from codriver.errors import SourceError
from codriver.model import Gap, Observation, Scope
from codriver.testing import ONSET

SCOPE = Scope(since=ONSET - timedelta(hours=1), until=ONSET)
ALERT = {
    "activeAt": "2026-03-01T01:58:00.123456789Z",
    "annotations": {"summary": 'checkout "fails"'},
    "labels": {"alertname": "CheckoutErrors", "service": "checkout", "severity": "page"},
    "state": "firing",
    "value": "1e+00",
}
DOWN = {
    "labels": {"job": "cart", "instance": "cart:8080"},
    "health": "down",
    "lastError": "connection refused",
    "scrapeInterval": "15s",
}
BROKEN = {"name": "Broken", "health": "err", "lastError": "many-to-many"}


def success(value: object) -> Reply:
    return as_json({"status": "success", "data": value})


class Prometheus:
    """Metrics by name and how many series each has."""

    def __init__(self, **series: int) -> None:
        self.series = series

    def __call__(self, asked: Asked) -> Reply:
        answers: dict[str, Any] = {
            "/api/v1/alerts": {"alerts": [ALERT, {**ALERT, "state": "pending"}]},
            "/api/v1/metadata": {"shop_tears": [{"type": "counter", "help": "Orders that failed.", "unit": ""}]},
            "/api/v1/targets": {"activeTargets": [DOWN], "droppedTargets": []},
            "/api/v1/rules": {
                "groups": [{"rules": [{"name": "Broken", "health": "err", "lastError": "many-to-many"}]}]
            },
            "/api/v1/label/__name__/values": sorted(self.series),
            "/api/v1/query": {"resultType": "vector", "result": [self._count(name) for name in self.series]},
            "/api/v1/query_range": {"resultType": "matrix", "result": [{"metric": {}, "values": [[1, "2"]]}]},
        }
        return success(answers[asked.path])

    def _count(self, name: str) -> dict[str, Any]:
        return {"metric": {"__name__": name}, "value": [1, str(self.series[name])]}


def a_source(server: Served, **settings: object) -> Source:
    return Source(name="prometheus", now=ONSET, client=Client(server.url), settings=settings)


def told(server: Served, **settings: object) -> list[Fact | File | Document]:
    return list(fetch(a_source(server, **settings), SCOPE))


def queries(server: Served) -> list[str]:
    return [asked.query["query"][0] for asked in server.asked if asked.path == "/api/v1/query_range"]


def test_metrics_that_say_what_they_measure_are_asked_for_together_with_a_sane_step() -> None:
    with serving(Prometheus(http_requests_total=4, http_request_duration_seconds_bucket=40, go_gc_cycles=9)) as server:
        documents = [item for item in told(server) if isinstance(item, Document)]
    assert queries(server) == ['{__name__=~"http_requests_total|http_request_duration_seconds_bucket"}']
    (asked,) = (asked for asked in server.asked if asked.path == "/api/v1/query_range")
    assert (asked.query["step"], asked.query["end"]) == (["15"], [f"{ONSET.timestamp():.0f}"])
    assert [document.name.partition("?")[0] for document in documents] == [f"{server.url}/api/v1/query_range"]


def test_a_metric_with_very_many_series_is_summed_and_what_cannot_be_summed_is_left_out_and_said() -> None:
    with serving(Prometheus(http_requests_total=90_000, memory_usage_bytes=90_000)) as server:
        gaps = [item for item in told(server) if isinstance(item, Gap)]
    (query,) = queries(server)
    assert query.startswith("sum by (__name__, le,")
    assert any("1 of 2 metrics were left out, such as memory_usage_bytes" in gap.why for gap in gaps)


def test_a_long_time_gets_a_longer_step() -> None:
    with serving(Prometheus(up=1)) as server:
        list(fetch(a_source(server), Scope(since=ONSET - timedelta(days=1), until=ONSET)))
        list(fetch(a_source(server, step_s=5), SCOPE))
    steps = [asked.query["step"][0] for asked in server.asked if asked.path == "/api/v1/query_range"]
    assert steps == ["360", "5"]


def test_a_metric_whose_name_says_nothing_is_known_by_its_help_text() -> None:
    with serving(Prometheus(up=1, shop_tears=1, shop_joy=1)) as server:
        told(server)
    assert queries(server) == ['{__name__=~"up|shop_tears"}']


def test_settings_narrow_and_widen_the_selection() -> None:
    with serving(Prometheus(up=1, shop_mood=1)) as server:
        told(server, match='namespace="shop"', names="shop_.*")
    assert queries(server) == ['{__name__=~"shop_mood|up",namespace="shop"}']


def test_what_fires_is_an_observation_with_its_words_as_they_stand() -> None:
    with serving(Prometheus()) as server:
        (alert,) = firing(a_source(server))
    assert isinstance(alert, Observation)
    assert (alert.name, alert.service, alert.level) == ("CheckoutErrors", "checkout", "page")
    assert alert.cites[0].quote == r"checkout \"fails\""


def test_targets_and_rules_that_do_not_work_are_gaps() -> None:
    with serving(Prometheus(up=1)) as server:
        gaps = {item.what: item.why for item in told(server) if isinstance(item, Gap)}
    assert "connection refused" in gaps["metrics of cart (cart:8080)"]
    assert "many-to-many" in gaps["the alert Broken from prometheus"]


def test_a_store_without_rules_targets_and_alerts_still_gives_metrics() -> None:
    def answer(asked: Asked) -> Reply:
        known = asked.path not in ("/api/v1/alerts", "/api/v1/rules", "/api/v1/targets")
        return Prometheus(up=1)(asked) if known else as_json({}, status=404)

    with serving(answer) as server:
        assert any(isinstance(item, Document) for item in told(server))


def test_no_known_metric_at_all_is_a_gap() -> None:
    with serving(Prometheus()) as server:
        gaps = [item for item in told(server) if isinstance(item, Gap)]
    assert any("no metric whose name says" in gap.why for gap in gaps)


def test_what_is_no_prometheus_is_an_error() -> None:
    with serving(lambda _: as_json({"ok": True})) as server, pytest.raises(SourceError, match="no success"):
        told(server)
