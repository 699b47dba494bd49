"""All things together: what belongs to what, how it stands, and what it needs."""

from typing import Any

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.fitting import asked_for
from codriver.telemetry.kubernetes.listening import declared, listened, port_of, protocols
from codriver.telemetry.kubernetes.observing import observed
from codriver.telemetry.kubernetes.standing import standings

DESCRIBED = """\
Name:             oven-6c9d7f5b44-x2lqp
Namespace:        bakery
Node:             rack-1/10.0.0.4
Status:           Running
Containers:
  main:
    Port:           8100/TCP
    Ready:          True
    Restart Count:  0
QoS Class:        Burstable
"""
LISTED = """\
NAME                    READY   STATUS    RESTARTS   AGE
oven-6c9d7f5b44-x2lqp   1/1     Running   0          10m
"""


def test_two_accounts_of_one_object_are_one(build: Build) -> None:
    cluster = build(LISTED, DESCRIBED)
    (pod,) = cluster.pods
    assert (pod.service, pod.shown, pod.node, pod.ready) == ("oven", "Running", "rack-1", True)


@pytest.mark.parametrize(
    ("name", "owner", "service"),
    [
        ("oven-6c9d7f5b44-x2lqp", {"kind": "ReplicaSet", "name": "oven-6c9d7f5b44"}, "oven"),
        ("jar-0", {"kind": "StatefulSet", "name": "jar"}, "jar"),
        ("sweep-29f7k", {"kind": "DaemonSet", "name": "sweep"}, "sweep"),
        ("jar-0", None, "jar"),
        ("oven-6c9d7f5b44-x2lqp", None, "oven"),
    ],
)
def test_a_pod_belongs_to_the_workload_that_made_it(
    build: Build, bakery: Bakery, name: str, owner: dict[str, str] | None, service: str
) -> None:
    pod = bakery.pod(name, metadata={"ownerReferences": [owner] if owner else []})
    assert [one.service for one in build(pod).pods] == [service]


def test_a_service_is_known_by_what_it_selects(build: Build, bakery: Bakery) -> None:
    cluster = build(bakery.pod(), bakery.deployment(), bakery.service("heat", selector={"app": "oven"}))
    assert cluster.fronts == {"Service/bakery/heat": ("oven",)}
    assert cluster.hosted == {"rack-1": ("oven",)}


def test_events_find_the_workload_that_they_are_about(build: Build, bakery: Bakery) -> None:
    cluster = build(
        bakery.event("ReplicaSet/oven-6c9d7f5b44", "FailedCreate", "x"),
        bakery.event("Pod/till-5d8c6b7f99-k9xjg", "BackOff", "y"),
        bakery.event("Node/rack-1", "NodeNotReady", "z"),
    )
    assert [cluster.named_by(event) for event in cluster.events] == ["oven", "till", ""]


def test_the_new_api_of_events_is_read_too(build: Build) -> None:
    event = {
        "apiVersion": "events.k8s.io/v1",
        "kind": "Event",
        "metadata": {"name": "e", "namespace": "bakery", "uid": "1"},
        "regarding": {"kind": "Pod", "name": "oven-6c9d7f5b44-x2lqp"},
        "note": "Back-off",
        "reason": "BackOff",
        "type": "Warning",
        "series": {"count": 7},
    }
    (seen,) = build(event).events
    assert (seen.message, seen.count, seen.name) == ("Back-off", 7, "oven-6c9d7f5b44-x2lqp")


@pytest.mark.parametrize(("ready", "name", "share"), [(True, "pods_serving", "0"), (False, "pods_not_serving", "1")])
def test_how_a_workload_stands_is_told_either_way(
    build: Build,
    bakery: Bakery,
    ready: bool,
    name: str,
    share: str,
) -> None:
    pod = bakery.pod() if ready else bakery.pod(**bakery.waiting("CrashLoopBackOff"))
    (seen,) = standings(build(pod, bakery.deployment()))
    assert (seen.service, seen.name, seen.label("share")) == ("oven", name, share)


def test_pods_that_were_never_made_are_missing(build: Build, bakery: Bakery) -> None:
    (seen,) = standings(build(bakery.deployment(status={"replicas": 0, "availableReplicas": 0})))
    assert seen.says == "1 of 1 pods of oven does not serve"


def test_restarts_count_as_trouble_while_something_tells_of_them(build: Build, bakery: Bakery) -> None:
    ran = {"name": "main", "ready": True, "restartCount": 5, "state": {"running": {}}}
    pod = bakery.pod(status={"containerStatuses": [ran]})
    killed = bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "Killing", "failed liveness probe", warning=False)
    assert [seen.name for seen in standings(build(pod))] == ["pods_serving"]
    assert [seen.name for seen in standings(build(pod, killed))] == ["pods_restarting"]


def test_a_service_that_leads_nowhere_is_in_trouble_though_its_pods_serve(build: Build, bakery: Bakery) -> None:
    things = build(bakery.pod(), bakery.deployment(), bakery.service(selector={"app": "ovens"}))
    seen = observed([*things.of("Pod"), *things.of("Deployment"), *things.of("Service")]).observations
    assert [(one.level, one.name) for one in seen] == [
        ("fault", "selector_mismatch"),
        ("health", "pods_serving"),
        ("trouble", "cut_off"),
    ]


def test_a_broken_node_is_needed_by_those_on_it_and_is_no_service(build: Build, bakery: Bakery) -> None:
    things = build(bakery.pod(), bakery.node(ready="False", message="Kubelet stopped posting node status."))
    platform = observed([*things.of("Pod"), *things.of("Node")])
    assert [(edge.caller, edge.callee) for edge in platform.dependencies] == [("oven", "rack-1")]
    assert {service.name: service.platform for service in platform.services} == {"oven": False, "rack-1": True}


def test_where_a_container_listens_is_what_it_declares_else_what_others_ask(build: Build, bakery: Bakery) -> None:
    said = {
        "ports": [{"containerPort": 8100, "protocol": "UDP", "name": "web"}],
        "env": [{"name": "PORT", "value": "9"}],
    }
    assert declared(said) == {8100, 9}  # type: ignore[arg-type]  # JSON by its making
    assert protocols(said) == {8100: "UDP"}  # type: ignore[arg-type]  # JSON by its making
    silent = {"livenessProbe": {"tcpSocket": {"port": "7001"}}}
    assert port_of(silent, "livenessProbe") == 7001  # type: ignore[arg-type]  # JSON by its making
    cluster = build(bakery.pod(), bakery.deployment(), bakery.service())
    assert listened(cluster, "oven", silent) == {7001, 8100}  # type: ignore[arg-type]  # JSON by its making


def test_the_nodes_that_a_pod_asks_for_are_known_by_their_labels(build: Build, bakery: Bakery) -> None:
    gas = bakery.node("rack-2", metadata={"labels": {"heat": "gas"}})
    cluster = build(bakery.pod(spec={"nodeSelector": {"heat": "gas"}}), bakery.node(), gas)
    assert [node.name for node in asked_for(cluster, "oven") or ()] == ["rack-2"]
    assert asked_for(build(bakery.pod(), gas), "oven") is None


def test_workloads_of_one_name_in_two_namespaces_are_two(build: Build, bakery: Bakery) -> None:
    other: dict[str, Any] = {"metadata": {"namespace": "pastry"}}
    sick = bakery.pod(**{**bakery.waiting("CrashLoopBackOff"), **other})
    front = bakery.service()
    cluster = build(bakery.pod(), bakery.deployment(), sick, bakery.deployment(**other), front)
    assert cluster.services == ("oven.bakery", "oven.pastry")
    assert {seen.service: seen.name for seen in standings(cluster)} == {
        "oven.bakery": "pods_serving",
        "oven.pastry": "pods_not_serving",
    }
    assert cluster.fronts == {"Service/bakery/oven": ("oven.bakery",)}


def test_a_host_is_looked_for_in_the_callers_own_namespace_first(build: Build, bakery: Bakery) -> None:
    far = bakery.service()
    far["metadata"] = {**far["metadata"], "namespace": "pastry"}
    cluster = build(bakery.pod(), bakery.service(), far)
    near = cluster.front("oven", "oven")
    named = cluster.front("oven.pastry.svc", "oven")
    assert near is not None
    assert named is not None
    assert (near.namespace, named.namespace) == ("bakery", "pastry")
