"""Whatever answers JSON, as codriver.toml describes it."""

import pytest
from tests.connectors.asked import told
from tests.servers import routes

from codriver.connectors import Document, http_json
from codriver.errors import SourceError
from codriver.model import ChangeKind

ROWS = {
    "data": {
        "items": [
            {"date": "2026-03-01T01:55:00Z", "project": "pay", "title": "retries on", "member": {"email": "ann@x"}},
            {"date": "yesterday", "title": "?"},
            {"date": 1772329800000, "project": "pay", "title": "retries off"},
        ]
    }
}
FIELDS = {"at": "date", "service": "project", "what": "title", "by": "member.email"}


def test_rows_are_changes_by_the_fields_that_are_named() -> None:
    found = told(
        http_json,
        routes({"/audit": ROWS}),
        path="/audit?after={since}",
        give="changes",
        rows="data.items",
        fields=FIELDS,
        change_kind="flag",
    )
    assert [(one.kind, one.what, one.by) for one in found.changes()] == [
        (ChangeKind.FLAG, "retries on", "ann@x"),
        (ChangeKind.FLAG, "retries off", ""),
    ]
    assert found.server.asked[0].query["after"] == ["2026-02-28T01:00:00Z"]
    assert "1 rows have no readable time" in found.gaps()[0].why


def test_rows_may_be_events() -> None:
    found = told(http_json, routes({"/": ROWS}), give="events", rows="data.items", fields=FIELDS)
    assert [one.says for one in found.observations()] == ["retries on", "retries off"]


def test_a_document_goes_on_as_it_came() -> None:
    (document,) = told(http_json, routes({"/x.json": ROWS}), path="/x.json").only(Document)
    assert document.name.endswith("/x.json")


def test_no_list_where_one_was_said_is_an_error() -> None:
    with pytest.raises(SourceError, match="no list at `nowhere`"):
        told(http_json, routes({"/": ROWS}), give="changes", rows="nowhere")
