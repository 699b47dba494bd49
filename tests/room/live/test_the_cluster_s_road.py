"""What the cluster's API answers takes the road of `kubectl get -o json`: workloads, pods in trouble, rollouts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.servers import Asked, Reply, as_json, serving

from codriver.model import iso
from codriver.room.live.hearing import hear
from codriver.room.request import Live, LiveSource, Request, Room
from codriver.room.survey import survey
from codriver.testing import ONSET, at

LABELS = {"app": "pay"}
TEMPLATE = {"metadata": {"labels": LABELS}, "spec": {"containers": [{"name": "app", "image": "shop/pay:v2"}]}}
DEPLOYMENT = {
    "metadata": {"name": "pay", "namespace": "shop", "labels": LABELS},
    "spec": {"replicas": 1, "selector": {"matchLabels": LABELS}, "template": TEMPLATE},
    "status": {"replicas": 1, "unavailableReplicas": 1},
}


def replica_set(revision: int, image: str, minutes: float) -> dict[str, Any]:
    return {
        "metadata": {
            "name": f"pay-6d4cf56db{revision}",
            "namespace": "shop",
            "creationTimestamp": iso(at(minutes)),
            "annotations": {"deployment.kubernetes.io/revision": str(revision)},
            "ownerReferences": [{"kind": "Deployment", "name": "pay"}],
        },
        "spec": {"replicas": 1, "template": {"spec": {"containers": [{"name": "app", "image": image}]}}},
    }


POD = {
    "metadata": {
        "name": "pay-6d4cf56db2-x7k2p",
        "namespace": "shop",
        "labels": LABELS,
        "ownerReferences": [{"kind": "ReplicaSet", "name": "pay-6d4cf56db2"}],
    },
    "spec": {"nodeName": "n1", "containers": [{"name": "app", "image": "shop/pay:v2"}]},
    "status": {
        "phase": "Pending",
        "conditions": [{"type": "Ready", "status": "False"}],
        "containerStatuses": [
            {
                "name": "app",
                "ready": False,
                "restartCount": 0,
                "image": "shop/pay:v2",
                "state": {"waiting": {"reason": "ImagePullBackOff", "message": "manifest for shop/pay:v2 not found"}},
            }
        ],
    },
}
KINDS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "deployments": ("DeploymentList", [DEPLOYMENT]),
    "replicasets": ("ReplicaSetList", [replica_set(1, "shop/pay:v1", -2000), replica_set(2, "shop/pay:v2", -3)]),
    "pods": ("PodList", [POD]),
}


def answer(asked: Asked) -> Reply:
    if asked.path.endswith("/log"):
        return as_json({"kind": "Status", "reason": "BadRequest"}, status=400)
    kind, items = KINDS.get(asked.path.rpartition("/")[2], ("List", []))
    version = "apps/v1" if "apps" in asked.path else "v1"
    return as_json({"kind": kind, "apiVersion": version, "metadata": {"resourceVersion": "1"}, "items": items})


def test_a_pod_that_cannot_start_and_the_rollout_before_it_are_seen(tmp_path: Path) -> None:
    with serving(answer) as server:
        source = LiveSource(name="kubernetes", kind="kubernetes", url=server.url, settings={"namespaces": ["shop"]})
        room = Room(state=tmp_path, live=Live(sources=(source,)))
        request = Request(now=ONSET + timedelta(minutes=10), live=True)
        told = hear(room, request, lambda _: None)
        situation = survey(room, request, lambda _: None).situation
    assert told.answered
    assert "pay" in {one.name for one in situation.services}
    assert any("ImagePullBackOff" in one.says or "shop/pay:v2" in one.says for one in situation.observations)
    (rollout,) = (one for one in situation.changes if one.service == "pay")
    assert (rollout.previous, rollout.version) == ("v1", "v2")
