"""Helm 3's release secrets, read by their labels through the Kubernetes API."""

from tests.connectors.asked import told
from tests.servers import routes

from codriver.connectors import helm


def revision(number: int, status: str, created: str) -> dict[str, object]:
    labels = {"name": "pay", "owner": "helm", "status": status, "version": str(number)}
    name = f"sh.helm.release.v1.pay.v{number}"
    return {"metadata": {"name": name, "labels": labels, "creationTimestamp": created}}


def test_every_revision_is_a_change_and_no_value_is_asked_for() -> None:
    items = [
        revision(1, "superseded", "2026-03-01T00:30:00Z"),
        revision(2, "failed", "2026-03-01T01:55:00Z"),
        revision(3, "pending-upgrade", "2026-03-01T01:58:00Z"),
    ]
    found = told(helm, routes({"/api/v1/namespaces/shop/secrets": {"items": items}}), namespaces=["shop"])
    assert [(one.what, one.previous) for one in found.changes()] == [
        ("Helm release pay, revision 1", ""),
        ("Helm release pay, revision 2 (failed)", "r1"),
    ]
    (asked,) = found.server.asked
    assert "PartialObjectMetadataList" in asked.headers["accept"]
    assert asked.query["labelSelector"] == ["owner=helm"]
