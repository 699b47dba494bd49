"""The JSON API of Jaeger's query service, as its documentation of 1.57 describes it."""

from typing import Any

from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import jaeger
from codriver.model import Dependency
from codriver.telemetry.rows import SpanBlock
from codriver.testing import ONSET

US = int(ONSET.timestamp() * 1e6)
TRACE: dict[str, Any] = {
    "traceID": "t1",
    "spans": [
        {
            "traceID": "t1",
            "spanID": "s1",
            "operationName": "POST /pay",
            "references": [],
            "startTime": US,
            "duration": 250_000,
            "tags": [{"key": "span.kind", "value": "server"}, {"key": "error", "value": True}],
            "processID": "p1",
        },
        {
            "traceID": "t1",
            "spanID": "s2",
            "operationName": "charge",
            "references": [{"refType": "CHILD_OF", "traceID": "t1", "spanID": "s1"}],
            "startTime": US + 10,
            "duration": 200_000,
            "tags": [{"key": "span.kind", "value": "client"}, {"key": "peer.service", "value": "bank"}],
            "processID": "p1",
        },
    ],
    "processes": {"p1": {"serviceName": "pay"}},
}
ANSWERS: dict[str, object] = {
    "/api/services": {"data": ["pay"], "total": 1},
    "/api/dependencies": {"data": [{"parent": "web", "child": "pay", "callCount": 9}]},
    "/api/traces": {"data": [TRACE]},
}


def answer(asked: Asked) -> Reply:
    return as_json(ANSWERS[asked.path])


def test_a_trace_found_twice_counts_once_and_its_spans_keep_their_parents() -> None:
    (block,) = told(jaeger, answer).only(SpanBlock)
    assert (block.services, block.parent_ids, block.errors) == (("pay", "pay"), ("", "s1"), (True, False))
    assert (block.peers, block.durations) == (("", "bank"), (0.25, 0.2))
    assert block.locators[1].endswith("#/data/0/spans/1")


def test_dependencies_cite_where_they_stand() -> None:
    (edge,) = told(jaeger, answer).only(Dependency)
    assert (edge.caller, edge.callee, edge.cites[0].quote) == ("web", "pay", "pay")


def test_failed_traces_are_asked_for_by_themselves_within_the_time() -> None:
    asked = [one.query for one in told(jaeger, answer).server.asked if one.path == "/api/traces"]
    assert [one.get("tags", [""])[0] for one in asked] == ['{"error":"true"}', ""]
    assert asked[0]["end"] == [str(US + 600_000_000)]
