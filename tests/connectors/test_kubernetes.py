"""The Kubernetes API (v1, apps/v1), as its reference of 1.30 describes it."""

from typing import Any

import pytest
from tests.connectors.asked import told
from tests.servers import Asked, Reply, as_json

from codriver.connectors import Document, kubernetes
from codriver.errors import SourceError
from codriver.model import ChangeKind
from codriver.telemetry.rows import LogBlock


def replica_set(revision: int, image: str, created: str) -> dict[str, Any]:
    return {
        "metadata": {
            "name": f"pay-{revision}",
            "namespace": "shop",
            "creationTimestamp": created,
            "annotations": {"deployment.kubernetes.io/revision": str(revision)},
            "ownerReferences": [{"kind": "Deployment", "name": "pay", "apiVersion": "apps/v1"}],
        },
        "spec": {"template": {"spec": {"containers": [{"name": "app", "image": image}]}}},
    }


POD = {
    "metadata": {"name": "pay-2-x", "namespace": "shop", "labels": {"app": "pay"}},
    "spec": {"containers": [{"name": "app"}]},
    "status": {
        "phase": "Running",
        "conditions": [{"type": "Ready", "status": "False"}],
        "containerStatuses": [{"restartCount": 3}],
    },
}
SETTING = {
    "metadata": {
        "name": "pay-config",
        "labels": {"app": "pay"},
        "creationTimestamp": "2026-01-01T00:00:00Z",
        "managedFields": [{"manager": "kubectl-edit", "time": "2026-03-01T01:50:00Z"}],
    }
}
LISTS: dict[str, list[dict[str, Any]]] = {
    "replicasets": [
        replica_set(1, "shop/pay:v1", "2026-02-01T00:00:00Z"),
        replica_set(2, "shop/pay:v2", "2026-03-01T01:55:00Z"),
        replica_set(3, "shop/pay:v2", "2026-03-01T01:58:00Z"),
    ],
    "pods": [POD],
    "configmaps": [SETTING],
}


def answer(asked: Asked) -> Reply:
    if asked.path.endswith("/log"):
        return Reply(b"2026-03-01T02:00:00Z ERROR boom\n")
    kind = asked.path.rpartition("/")[2]
    return as_json({"kind": "List", "apiVersion": "v1", "metadata": {}, "items": LISTS.get(kind, [])})


def test_a_new_replica_set_is_a_rollout_and_the_same_image_means_a_changed_setting() -> None:
    rollouts = [one for one in told(kubernetes, answer).changes() if one.what.startswith("rollout")]
    assert [(one.kind, one.service, one.previous, one.version) for one in rollouts] == [
        (ChangeKind.DEPLOY, "pay", "v1", "v2"),
        (ChangeKind.CONFIG, "pay", "v2", "v2"),
    ]
    assert rollouts[0].cites[0].quote == "pay-2"


def test_changed_settings_are_told_by_their_metadata_and_their_values_are_not_even_asked_for() -> None:
    found = told(kubernetes, answer, namespaces=["shop"])
    (setting,) = (one for one in found.changes() if "configmap" in one.what)
    assert (setting.service, setting.by, f"{setting.at:%H:%M}") == ("pay", "kubectl-edit", "01:50")
    (asked,) = (one for one in found.server.asked if one.path.endswith("/configmaps"))
    assert asked.path == "/api/v1/namespaces/shop/configmaps"
    assert "PartialObjectMetadataList" in asked.headers["accept"]
    assert not any("secrets" in one.path for one in found.server.asked)


def test_logs_of_pods_in_trouble_are_read_of_before_the_restart_too() -> None:
    found = told(kubernetes, answer)
    assert [block.service for block in found.only(LogBlock)] == ["pay", "pay"]
    assert [one.query["previous"] for one in found.server.asked if one.path.endswith("/log")] == [["false"], ["true"]]


def test_lists_go_on_as_the_api_gave_them() -> None:
    kinds = {one.name.rpartition("/")[2].partition("?")[0] for one in told(kubernetes, answer).only(Document)}
    assert {"deployments", "pods", "events", "services", "nodes"} <= kinds


def test_one_kind_that_may_not_be_listed_is_a_gap_and_the_others_are_read() -> None:
    def some(asked: Asked) -> Reply:
        return as_json({"kind": "Status"}, status=403) if asked.path.endswith("/nodes") else answer(asked)

    found = told(kubernetes, some)
    (gap,) = found.gaps()
    assert "`list` on nodes" in gap.hint
    assert found.only(Document)


def test_nothing_that_may_be_listed_is_an_error() -> None:
    with pytest.raises(SourceError, match="403"):
        told(kubernetes, lambda _: as_json({"kind": "Status"}, status=403))
