"""Nodes that are not fit, and what of them does not run."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.nodes import find

UNIT = """\
Node: rack-1
● {unit}.service - a unit
     Loaded: loaded (/etc/systemd/system/{unit}.service; enabled)
     Active: {state} since Sun 2026-03-01 02:00:00 UTC; 2min ago
"""


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("Kubelet stopped posting node status.", "kubelet_down"),
        ("container runtime is down", "container_runtime_down"),
        ("PLEG is not healthy: pleg was last seen active 5m ago", "container_runtime_down"),
        ("Network plugin returns error: cni plugin not initialized", "network_plugin_down"),
        ("something else", "not_ready"),
    ],
)
def test_a_node_that_is_not_ready_says_why(build: Build, bakery: Bakery, message: str, cause: str) -> None:
    (fault,) = find(build(bakery.node(ready="False", message=message), bakery.pod()))
    assert (fault.cause, fault.suspect, fault.broken, fault.hits) == (cause, "rack-1", "Node/rack-1", ("oven",))


@pytest.mark.parametrize(
    ("unit", "state", "cause"),
    [
        ("kubelet", "inactive (dead)", "kubelet_down"),
        ("containerd", "failed (Result: exit-code)", "container_runtime_down"),
        ("kube-proxy", "inactive (dead)", "kube_proxy_down"),
        ("kubelet", "active (running)", ""),
        ("cron", "inactive (dead)", ""),
    ],
)
def test_a_unit_that_does_not_run_is_a_fault_of_its_node(build: Build, unit: str, state: str, cause: str) -> None:
    found = [(fault.cause, fault.suspect) for fault in find(build(UNIT.format(unit=unit, state=state)))]
    assert found == ([(cause, "rack-1")] if cause else [])


def test_the_part_that_is_dead_is_told_instead_of_the_condition_that_it_causes(build: Build, bakery: Bakery) -> None:
    dead = UNIT.format(unit="containerd", state="inactive (dead)")
    found = find(build(dead, bakery.node(ready="False", message="something else")))
    assert [fault.cause for fault in found] == ["container_runtime_down"]


def test_pressure_is_a_fault_though_the_node_is_ready(build: Build, bakery: Bakery) -> None:
    conditions = [{"type": "Ready", "status": "True"}, {"type": "DiskPressure", "status": "True", "message": "full"}]
    assert [f.cause for f in find(build(bakery.node(status={"conditions": conditions})))] == ["disk_pressure"]


def test_a_socket_that_was_gone_for_a_while_is_history_on_a_node_that_is_ready(build: Build, bakery: Bakery) -> None:
    gone = "Failed to create pod sandbox: dial unix /run/containerd/containerd.sock: connect: no such file or directory"
    event = bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "FailedCreatePodSandBox", gone)
    assert [f.cause for f in find(build(bakery.pod(), event))] == ["container_runtime_down"]
    assert not list(find(build(bakery.pod(), bakery.node(), event)))


def test_a_dns_that_serves_nowhere_is_a_fault_and_one_that_serves_elsewhere_is_none(
    build: Build, bakery: Bakery
) -> None:
    owner = {"metadata": {"ownerReferences": [{"kind": "ReplicaSet", "name": "coredns-6c9d7f5b44"}]}}
    down = bakery.pod("coredns-6c9d7f5b44-aaaaa", **{**bakery.waiting("CrashLoopBackOff"), **owner})
    up = bakery.pod("coredns-6c9d7f5b44-bbbbb", **owner)
    assert [f.cause for f in find(build(down))] == ["cluster_dns_down"]
    assert not list(find(build(down, up)))
