"""Loki's HTTP API, as its documentation of 3.0 describes it."""

from typing import Any

import pytest
from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import loki
from codriver.errors import SourceError
from codriver.telemetry.rows import LogBlock, Series
from codriver.testing import ONSET

NS = int(ONSET.timestamp() * 1e9)


def matrix(*results: dict[str, Any]) -> Reply:
    return as_json({"status": "success", "data": {"resultType": "matrix", "result": list(results), "stats": {}}})


def answer(asked: Asked) -> Reply:
    if asked.path.endswith("/labels"):
        return as_json({"status": "success", "data": ["namespace", "app", "pod"]})
    if asked.path.endswith("/patterns"):
        pattern = {"pattern": "<_> db timeout <_>", "level": "error", "samples": [[1772330400, 3], [1772330430, 40]]}
        return as_json({"status": "success", "data": [pattern]})
    query = asked.query["query"][0]
    if "count_over_time" in query:
        return matrix({"metric": {"app": "pay"}, "values": [[1772330400, "3"], [1772330430, "40"]]})
    line = "ERROR db timeout" if "|~" in query else "INFO charged"
    stream = {"stream": {"app": "pay", "pod": "pay-1"}, "values": [[str(NS + 1), line], [str(NS), line]]}
    return as_json({"status": "success", "data": {"resultType": "streams", "result": [stream]}})


def test_lines_come_by_service_in_order_of_time_with_the_query_as_their_place() -> None:
    blocks = told(loki, answer).only(LogBlock)
    assert {block.service for block in blocks} == {"pay"}
    first = blocks[0].data.decode().splitlines()
    assert first[0] == "2026-03-01T02:00:00.000000Z ERROR db timeout"
    assert "/loki/api/v1/query_range?query=" in blocks[0].name


def test_counts_are_whole_and_asked_of_the_store() -> None:
    found = told(loki, answer)
    series = {one.name: one for one in found.only(Series)}
    assert series.keys() == {"log_error_lines", "log_lines", "log_pattern"}
    assert series["log_pattern"].values == (3.0, 40.0)
    errors = series["log_error_lines"]
    assert (errors.labels, errors.values, errors.cite(1).quote) == ((("service", "pay"),), (3.0, 40.0), "40")
    assert any("sum by (app) (count_over_time({app=~" in one.query.get("query", [""])[0] for one in found.server.asked)


def test_what_was_sampled_is_said() -> None:
    (gap,) = told(loki, answer, lines=2).gaps()
    assert "4 of 4 slices" in gap.why


def test_the_selection_is_narrowed_as_configured() -> None:
    found = told(loki, answer, match='namespace="shop"', label="pod")
    queries = [one.query["query"][0] for one in found.server.asked]
    assert all('{pod=~".+", namespace="shop"}' in query for query in queries)


def test_without_a_label_for_services_the_labels_are_named() -> None:
    with pytest.raises(SourceError, match="it has: zone") as caught:
        told(loki, lambda _: as_json({"status": "success", "data": ["zone"]}))
    assert "label" in caught.value.hint
