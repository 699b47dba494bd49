"""Argo CD's API v1, as its OpenAPI description of 2.11 has it."""

from typing import Any

from tests.connectors.asked import told
from tests.servers import as_json, routes

from codriver.connectors import argocd

APP: dict[str, Any] = {
    "metadata": {"name": "pay"},
    "status": {
        "history": [
            {"revision": "aaa1111", "deployedAt": "2026-02-01T00:00:00Z", "source": {"repoURL": "https://git/shop"}},
            {
                "revision": "bbb2222",
                "deployedAt": "2026-03-01T01:55:00Z",
                "source": {"repoURL": "https://git/shop", "path": "pay"},
                "initiatedBy": {"username": "ann"},
            },
        ],
        "health": {"status": "Degraded", "message": "0 of 2 ready"},
        "sync": {"status": "OutOfSync", "revision": "bbb2222"},
        "operationState": {"phase": "Failed", "finishedAt": "2026-03-01T01:56:00Z", "message": "hook failed"},
        "reconciledAt": "2026-03-01T01:59:00Z",
    },
}


def test_syncs_are_changes_and_what_is_unwell_are_events() -> None:
    found = told(argocd, routes({"/api/v1/applications": {"items": [APP]}}))
    (sync,) = found.changes()
    assert (sync.service, sync.previous, sync.version, sync.by) == ("pay", "aaa1111", "bbb2222", "ann")
    assert {one.name: one.says for one in found.observations()} == {
        "health": "pay is Degraded: 0 of 2 ready",
        "drift": "pay has drifted from bbb2222",
        "failed sync": "a sync of pay failed: hook failed",
    }


def test_no_application_is_nothing() -> None:
    assert told(argocd, lambda _: as_json({"items": None})) == []
