"""Alertmanager's API v2, as its OpenAPI description of 0.27 has it (`gettableAlerts`)."""

from typing import Any

from tests.servers import Answering, Asked, Reply, Served, as_json, serving

from codriver.access.http.client import Client
from codriver.connectors import Document, Source
from codriver.connectors.alertmanager import fetch, firing
from codriver.model import Gap, Scope
from codriver.testing import ONSET

FIRES: dict[str, Any] = {
    "annotations": {"summary": "checkout fails"},
    "endsAt": "2026-03-01T02:09:00.000Z",
    "fingerprint": "6e6e4b1c3f1d2a11",
    "receivers": [{"name": "on-call"}],
    "startsAt": "2026-03-01T02:01:00.000Z",
    "status": {"inhibitedBy": [], "silencedBy": [], "state": "active"},
    "updatedAt": "2026-03-01T02:05:00.000Z",
    "generatorURL": "http://prometheus/graph",
    "labels": {"alertname": "CheckoutErrors", "service": "checkout"},
}
SILENCED = {**FIRES, "labels": {"alertname": "DiskFull"}, "status": {"state": "suppressed", "silencedBy": ["1"]}}


def alerts(asked: Asked) -> Reply:
    if asked.query["active"] == ["true"]:
        return as_json([FIRES])
    return as_json([SILENCED])


def a_source(server: Served, **settings: object) -> Source:
    return Source(name="alertmanager", now=ONSET, client=Client(server.url), settings=settings)


def test_what_fires_comes_as_it_is_and_what_is_silenced_is_named() -> None:
    with serving(alerts) as server:
        document, gap = fetch(a_source(server), Scope())
    assert isinstance(document, Document)
    assert b"CheckoutErrors" in document.body
    assert document.name == f"{server.url}/api/v2/alerts?active=true&silenced=false&inhibited=false"
    assert isinstance(gap, Gap)
    assert "DiskFull" in gap.why


def test_matchers_and_receiver_go_along() -> None:
    with serving(alerts) as server:
        list(firing(a_source(server, match=['team="shop"'], receiver="on-call")))
    assert server.asked[0].query["filter"] == ['team="shop"']
    assert server.asked[0].query["receiver"] == ["on-call"]


def test_nothing_that_fires_is_nothing() -> None:
    quiet: Answering = lambda _: as_json([])  # noqa: E731 - an answer in one word
    with serving(quiet) as server:
        assert list(fetch(a_source(server), Scope())) == []
