"""Tempo's HTTP API, as its documentation of 2.4 describes it."""

import json

from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import Document, tempo

SPANS = [{"resource": {"attributes": []}, "scopeSpans": [{"spans": [{"spanId": "s1"}]}]}]


def answer(asked: Asked) -> Reply:
    if asked.path == "/api/search":
        return as_json({"traces": [{"traceID": "2f3e0cee77ae5dc9", "rootServiceName": "pay"}], "metrics": {}})
    return as_json({"batches": SPANS})


def test_every_trace_found_is_fetched_once_and_goes_on_as_otlp() -> None:
    found = told(tempo, answer)
    (document,) = found.only(Document)
    assert json.loads(document.body) == {"resourceSpans": SPANS}
    fetched = [one.path for one in found.server.asked if one.path != "/api/search"]
    assert fetched == ["/api/traces/2f3e0cee77ae5dc9"]


def test_failed_traces_are_searched_for_in_every_slice_of_the_time() -> None:
    found = told(tempo, answer, match='resource.namespace = "shop"')
    queries = [one.query["q"][0] for one in found.server.asked if one.path == "/api/search"]
    assert queries.count('{ status = error && resource.namespace = "shop" }') == 4
    assert len(queries) == 8


def test_no_trace_is_nothing() -> None:
    assert told(tempo, lambda _: as_json({"traces": []})) == []
    assert told(tempo, lambda _: as_json({"metrics": {"inspectedBytes": "0"}})) == []
