"""Services that lead nowhere."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.routing import find


def causes(build: Build, *told: object) -> list[tuple[str, str]]:
    return [(fault.cause, fault.suspect) for fault in find(build(*told))]


def test_a_service_that_fits_its_pods_is_no_fault(build: Build, bakery: Bakery) -> None:
    assert causes(build, bakery.pod(), bakery.deployment(), bakery.service()) == []


def test_a_selector_that_picks_nothing_names_what_differs(build: Build, bakery: Bakery) -> None:
    (fault,) = find(build(bakery.pod(), bakery.deployment(), bakery.service(selector={"app": "ovens"})))
    assert (fault.cause, fault.suspect, fault.broken) == ("selector_mismatch", "oven", "Service/bakery/oven")
    assert "app=ovens" in fault.says
    assert "app=oven" in fault.says.rpartition("bear")[2]


@pytest.mark.parametrize(
    ("port", "cause"),
    [
        ({"port": 80, "targetPort": 8101}, "port_mismatch"),
        ({"port": 80, "targetPort": "web"}, "port_mismatch"),
        ({"port": 80, "targetPort": 8100, "protocol": "UDP"}, "protocol_mismatch"),
    ],
)
def test_a_port_on_which_nothing_listens_is_a_fault_of_the_service(
    build: Build, bakery: Bakery, port: dict[str, object], cause: str
) -> None:
    assert causes(build, bakery.pod(), bakery.deployment(), bakery.service(ports=[port])) == [(cause, "oven")]


def test_endpoints_that_are_empty_because_the_pods_are_not_ready_are_no_fault_of_the_service(
    build: Build, bakery: Bakery
) -> None:
    pod = bakery.pod(**bakery.waiting("CrashLoopBackOff"))
    assert causes(build, pod, bakery.deployment(), bakery.service()) == []


def test_without_any_pod_or_workload_nothing_is_said_of_a_selector(build: Build, bakery: Bakery) -> None:
    assert causes(build, bakery.service()) == []


@pytest.mark.parametrize(
    ("name", "port", "cause"),
    [("ovens", 80, "backend_missing"), ("oven", 81, "backend_port_mismatch"), ("oven", 80, "")],
)
def test_an_ingress_may_lead_to_what_is_not_there(
    build: Build, bakery: Bakery, name: str, port: int, cause: str
) -> None:
    backend = {"service": {"name": name, "port": {"number": port}}}
    rules = [{"http": {"paths": [{"path": "/", "backend": backend}]}}]
    meta = {"name": "door", "namespace": "bakery", "uid": "9"}
    ingress = {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": meta, "spec": {"rules": rules}}
    found = causes(build, bakery.pod(), bakery.deployment(), bakery.service(), ingress)
    assert [one for one, _ in found] == ([cause] if cause else [])


def test_a_workload_that_others_call_and_that_was_scaled_to_nothing_is_a_fault(build: Build, bakery: Bakery) -> None:
    env = [{"name": "OVEN_ADDR", "value": "oven:80"}]
    till = bakery.pod("till-5d8c6b7f99-k9xjg", spec={"containers": [{"name": "main", "env": env}]})
    asleep = bakery.deployment(replicas=0)
    assert causes(build, till, asleep, bakery.service()) == [("scaled_to_zero", "oven")]
    assert causes(build, asleep, bakery.service()) == []
