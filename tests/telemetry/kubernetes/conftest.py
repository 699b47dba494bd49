"""A small bakery on a cluster: pods, deployments, services and nodes, as the API and kubectl would print them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from codriver.telemetry.kubernetes.cluster import Cluster
from codriver.telemetry.kubernetes.dumps import things_of_json
from codriver.telemetry.kubernetes.reading import things_of_text
from codriver.telemetry.kubernetes.thing import Thing

Objects = dict[str, Any]
Build = Callable[..., Cluster]


def merged(first: Objects, more: Objects) -> Objects:
    """The first with the rest laid over it; lists are replaced."""
    made = dict(first)
    for key, value in more.items():
        made[key] = merged(made[key], value) if isinstance(value, dict) and isinstance(made.get(key), dict) else value
    return made


class Bakery:
    """Objects with sensible values; what a test is about is laid over them."""

    def pod(self, name: str = "oven-6c9d7f5b44-x2lqp", **over: Any) -> Objects:
        status = {"name": "main", "ready": True, "restartCount": 0, "state": {"running": {}}, "lastState": {}}
        labels = {"app": name.split("-", maxsplit=1)[0]}
        owners = [{"kind": "ReplicaSet", "name": name.rsplit("-", 1)[0], "controller": True}]
        container = {"name": "main", "image": "registry.test/oven:1.4", "ports": [{"containerPort": 8100}]}
        made = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": name, "namespace": "bakery", "uid": "1", "labels": labels, "ownerReferences": owners},
            "spec": {"nodeName": "rack-1", "containers": [container]},
            "status": {
                "phase": "Running",
                "conditions": [{"type": "Ready", "status": "True"}],
                "containerStatuses": [status],
            },
        }
        return merged(made, over)

    def waiting(self, reason: str, message: str = "", **status: Any) -> Objects:
        """Laid over a pod: its container waits."""
        one = {"name": "main", "ready": False, "restartCount": 0, "lastState": {}}
        one |= {"state": {"waiting": {"reason": reason, "message": message}}, **status}
        conditions = [{"type": "Ready", "status": "False", "lastTransitionTime": "2026-03-01T02:00:00Z"}]
        return {"status": {"phase": "Pending", "conditions": conditions, "containerStatuses": [one]}}

    def deployment(self, name: str = "oven", replicas: int = 1, **over: Any) -> Objects:
        made = {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": name, "namespace": "bakery", "uid": "2"},
            "spec": {"replicas": replicas, "template": {"metadata": {"labels": {"app": name}}}},
            "status": {"replicas": replicas, "availableReplicas": replicas},
        }
        return merged(made, over)

    def service(self, name: str = "oven", **spec: Any) -> Objects:
        made = {"selector": {"app": name}, "type": "ClusterIP", "ports": [{"port": 80, "targetPort": 8100}]}
        meta = {"name": name, "namespace": "bakery", "uid": "3"}
        return {"apiVersion": "v1", "kind": "Service", "metadata": meta, "spec": {**made, **spec}, "status": {}}

    def node(self, name: str = "rack-1", ready: str = "True", message: str = "", **over: Any) -> Objects:
        conditions = [{"type": "Ready", "status": ready, "message": message, "reason": "KubeletReady"}]
        meta = {"name": name, "uid": "4", "labels": {"kubernetes.io/hostname": name}}
        made = {"apiVersion": "v1", "kind": "Node", "metadata": meta, "spec": {}, "status": {"conditions": conditions}}
        return merged(made, over)

    def event(self, of: str, reason: str, message: str, *, warning: bool = True, count: int = 3) -> Objects:
        """An event of `Kind/name`."""
        kind, _, name = of.partition("/")
        return {
            "apiVersion": "v1",
            "kind": "Event",
            "metadata": {"name": f"{name}.{reason}", "namespace": "bakery", "uid": "5"},
            "type": "Warning" if warning else "Normal",
            "reason": reason,
            "message": message,
            "count": count,
            "firstTimestamp": "2026-03-01T02:00:00Z",
            "involvedObject": {"kind": kind, "namespace": "bakery", "name": name},
        }


@pytest.fixture
def bakery() -> Bakery:
    return Bakery()


@pytest.fixture
def build() -> Build:
    """Objects (as mappings) and texts, put together to a cluster."""

    def together(*told: Objects | str) -> Cluster:
        things: list[Thing] = []
        for number, one in enumerate(told):
            if isinstance(one, str):
                things += things_of_text(one, source="kubectl", name=f"{number}.txt")
            else:
                things += things_of_json(one, source="kubernetes", name=f"{number}.json", written=json.dumps(one))
        return Cluster(things)

    return together
