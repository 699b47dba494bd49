"""What the scheduler says of each node, and which of it is the reason."""

import json
from typing import Any

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.scheduling import find, reasons

UNPLACED: dict[str, Any] = {
    "spec": {"nodeName": ""},
    "status": {"phase": "Pending", "conditions": [], "containerStatuses": []},
}
POD = "oven-6c9d7f5b44-x2lqp"


def cause(build: Build, bakery: Bakery, message: str, *more: object, spec: dict[str, Any] | None = None) -> str:
    pod = bakery.pod(**{**UNPLACED, "spec": {"nodeName": "", **(spec or {})}})
    (fault,) = find(build(pod, bakery.event(f"Pod/{POD}", "FailedScheduling", message), *more))
    assert (fault.suspect, fault.hits) == ("oven", ("oven",))
    assert fault.cites[0].quote in json.dumps(message)
    return fault.cause


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("3 Insufficient cpu", "insufficient_cpu"),
        ("1 node(s) were unschedulable, 2 Insufficient memory", "insufficient_memory"),
        ("3 Insufficient example.com/gpu", "insufficient_extended_resource"),
        ("3 Too many pods", "too_many_pods"),
        ("3 node(s) had untolerated taint {team: pastry}", "untolerated_taint"),
        ("3 node(s) had taint {team: pastry}, that the pod didn't tolerate", "untolerated_taint"),
        ("3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }", "node_not_ready"),
        ("3 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }", "node_pressure"),
        ("3 node(s) were unschedulable", "node_cordoned"),
        ("3 node(s) didn't match Pod's node affinity/selector", "node_affinity"),
        ("3 node(s) didn't match pod anti-affinity rules", "pod_anti_affinity"),
        ("3 node(s) didn't match pod affinity rules", "pod_affinity"),
        ("3 node(s) didn't match pod topology spread constraints", "topology_spread"),
        ("3 node(s) didn't have free ports for the requested pod ports", "host_port_taken"),
        ("3 node(s) had volume node affinity conflict", "volume_node_affinity"),
        ("3 node(s) exceed max volume count", "volume_limit"),
        ("pod has unbound immediate PersistentVolumeClaims", "unbound_claim"),
        ('persistentvolumeclaim "dough" not found', "missing_claim"),
    ],
)
def test_each_reason_of_the_scheduler_is_known(build: Build, bakery: Bakery, said: str, means: str) -> None:
    assert cause(build, bakery, f"0/3 nodes are available: {said}. preemption: 0/3 nodes are available") == means


def test_nodes_are_counted_by_reason() -> None:
    said = reasons("0/5 nodes are available: 2 node(s) were unschedulable, 3 Insufficient cpu.")
    assert {cause: count for cause, (count, _) in said.items()} == {"node_cordoned": 2, "insufficient_cpu": 3}


def test_a_selector_that_no_node_bears_is_told_apart_from_an_affinity(build: Build, bakery: Bakery) -> None:
    said = "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."
    spec = {"nodeSelector": {"heat": "gas"}}
    assert cause(build, bakery, said, bakery.node(), spec=spec) == "node_selector"


def test_where_the_nodes_that_are_asked_for_are_tainted_the_taint_is_the_reason(build: Build, bakery: Bakery) -> None:
    said = "0/3 nodes are available: 1 node(s) had untolerated taint {team: pastry}, 2 node(s) didn't match Pod's node "
    said += "affinity/selector."
    gas = bakery.node("rack-2", metadata={"labels": {"heat": "gas"}}, spec={"taints": [{"key": "team"}]})
    assert cause(build, bakery, said, gas, bakery.node(), spec={"nodeSelector": {"heat": "gas"}}) == "untolerated_taint"


def test_where_the_nodes_that_are_asked_for_are_cordoned_the_cordon_is_the_reason(build: Build, bakery: Bakery) -> None:
    said = "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector."
    gas = bakery.node("rack-2", metadata={"labels": {"heat": "gas"}}, spec={"unschedulable": True})
    terms = [{"matchExpressions": [{"key": "heat", "operator": "In", "values": ["gas"]}]}]
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    spec = {"affinity": {"nodeAffinity": required}}
    assert cause(build, bakery, said, gas, bakery.node(), spec=spec) == "node_cordoned"


def test_a_pod_that_has_a_node_by_now_waits_no_more(build: Build, bakery: Bakery) -> None:
    event = bakery.event(f"Pod/{POD}", "FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu.")
    assert not list(find(build(bakery.pod(), event)))


def test_a_condition_says_the_same_where_the_events_are_gone(build: Build, bakery: Bakery) -> None:
    said = "0/1 nodes are available: 1 Insufficient cpu."
    condition = {"type": "PodScheduled", "status": "False", "message": said}
    pod = bakery.pod(spec={"nodeName": ""}, status={"phase": "Pending", "conditions": [condition]})
    assert [fault.cause for fault in find(build(pod))] == ["insufficient_cpu"]
