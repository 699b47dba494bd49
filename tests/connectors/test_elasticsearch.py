"""The search API of Elasticsearch 8 and OpenSearch 2, as their references describe it."""

import json
from typing import Any

import pytest
from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import elasticsearch
from codriver.errors import SourceError
from codriver.telemetry.rows import LogBlock, Series

DOCUMENT = {
    "@timestamp": "2026-03-01T02:00:00.000Z",
    "message": "db timeout",
    "log": {"level": "error"},
    "service": {"name": "pay"},
}


def hits(*documents: dict[str, Any], total: int = 1, **more: object) -> Reply:
    shards = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
    rows = [{"_index": "logs-x", "_id": str(n), "_source": one} for n, one in enumerate(documents)]
    found = {"total": {"value": total, "relation": "eq"}, "hits": rows}
    return as_json({"took": 1, "timed_out": False, "_shards": shards, "hits": found, **more})


def answer(asked: Asked) -> Reply:
    if "patterns" in json.loads(asked.body).get("aggs", {}):
        over_time = {"buckets": [{"key": 1772330400000, "doc_count": 4}]}
        group = {"buckets": [{"key": "db timeout", "doc_count": 4, "over_time": over_time}]}
        return hits(aggregations={"patterns": group})
    if json.loads(asked.body)["size"] == 0:
        over_time = {"buckets": [{"key": 1772330400000, "doc_count": 4}, {"key": 1772330430000, "doc_count": 9}]}
        group = {"buckets": [{"key": "pay", "doc_count": 13, "over_time": over_time}]}
        return hits(aggregations={"log_lines": group, "log_error_lines": {"doc_count": 13, "log_lines": group}})
    return hits(DOCUMENT, total=5000)


def test_documents_go_on_as_they_were_indexed_under_their_service() -> None:
    block = told(elasticsearch, answer).only(LogBlock)[0]
    assert block.service == "pay"
    assert json.loads(block.data) == DOCUMENT


def test_the_question_is_bounded_in_time_and_size_and_the_indices_are_those_configured() -> None:
    found = told(elasticsearch, answer, index=["shop-*"], match="env:prod", lines=100)
    first = found.server.asked[0]
    body = json.loads(first.body)
    assert (first.path, body["size"]) == ("/shop-*/_search", 100)
    filters = body["query"]["bool"]["filter"]
    assert filters[0]["range"]["@timestamp"]["gte"].startswith("2026-03-01T01:00:00")
    assert {"query_string": {"query": "env:prod"}} in filters
    assert first.headers["authorization"] == "ApiKey a-token"


def test_counts_come_from_aggregations_and_what_was_left_out_is_said() -> None:
    found = told(elasticsearch, answer)
    assert [(one.name, one.values) for one in found.only(Series)] == [
        ("log_lines", (4.0, 9.0)),
        ("log_error_lines", (4.0, 9.0)),
        ("log_pattern", (4.0,)),
    ]
    assert "5000 documents sound of trouble" in found.gaps()[0].why


def test_a_store_that_knows_no_patterns_still_gives_its_lines() -> None:
    def older(asked: Asked) -> Reply:
        return as_json({}, status=400) if b"categorize_text" in asked.body else answer(asked)

    assert told(elasticsearch, older).only(LogBlock)


def test_a_field_that_cannot_be_counted_by_is_a_gap() -> None:
    def of_text(asked: Asked) -> Reply:
        return as_json({}, status=400) if b"log_error_lines" in asked.body else answer(asked)

    found = told(elasticsearch, of_text)
    assert "keyword" in found.gaps()[0].why
    assert found.only(LogBlock)


@pytest.mark.parametrize(
    ("more", "says"),
    [({"timed_out": True}, "not all shards"), ({"_shards": {"total": 0, "failed": 0}}, "no index fits")],
)
def test_half_an_answer_is_none(more: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        told(elasticsearch, lambda _: hits(DOCUMENT, total=1, **more))
