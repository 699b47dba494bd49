"""Workloads at a limit of the platform."""

from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.limits import find


def test_an_evicted_pod_names_the_node_that_ran_low(build: Build, bakery: Bakery) -> None:
    status = {"phase": "Failed", "reason": "Evicted", "message": "The node was low on resource: memory."}
    (fault,) = find(build(bakery.pod(status=status)))
    assert (fault.cause, fault.suspect, fault.broken) == ("evicted", "oven", "Node/rack-1")


def test_a_pod_that_used_more_disk_than_it_may_was_evicted_for_its_own_limit(build: Build, bakery: Bakery) -> None:
    why = "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi."
    (fault,) = find(build(bakery.pod(status={"phase": "Failed", "reason": "Evicted", "message": why})))
    assert fault.cause == "evicted_for_limit"


def test_an_autoscaler_that_cannot_see_is_told(build: Build, bakery: Bakery) -> None:
    blind = bakery.event("HorizontalPodAutoscaler/oven", "FailedGetResourceMetric", "unable to get metrics")
    assert [fault.cause for fault in find(build(blind))] == ["autoscaler_blind"]
