"""Probes that ask wrongly, told apart from containers that do not answer."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.probes import find

POD = "Pod/oven-6c9d7f5b44-x2lqp"
REFUSED = 'Get "http://10.1.2.3:{}/warm": dial tcp 10.1.2.3:{}: connect: connection refused'


def causes(build: Build, bakery: Bakery, which: str, why: str, **probe: object) -> list[str]:
    key = f"{which.lower()}Probe"
    container = {"name": "main", "ports": [{"containerPort": 8100}], key: probe}
    pod = bakery.pod(**{**bakery.waiting("CrashLoopBackOff", restartCount=4), "spec": {"containers": [container]}})
    return [fault.cause for fault in find(build(pod, bakery.event(POD, "Unhealthy", f"{which} probe failed: {why}")))]


@pytest.mark.parametrize(
    ("why", "port", "cause"),
    [
        (REFUSED.format(9000, 9000), 9000, "liveness_probe_port"),
        (REFUSED.format(8100, 8100), 8100, "liveness_probe_target"),
        ("HTTP probe failed with statuscode: 404", 8100, "liveness_probe_path"),
        ("HTTP probe failed with statuscode: 401", 8100, "liveness_probe_access"),
        (r'Get "http://10.1.2.3:8100/": malformed HTTP response "\x00\x00"', 8100, "liveness_probe_protocol"),
        ("http: server gave HTTP response to HTTPS client", 8100, "liveness_probe_protocol"),
        ("context deadline exceeded (Client.Timeout exceeded while awaiting headers)", 8100, "liveness_probe_timing"),
    ],
)
def test_the_answer_tells_what_is_wrong_with_the_question(
    build: Build, bakery: Bakery, why: str, port: int, cause: str
) -> None:
    assert causes(build, bakery, "Liveness", why, httpGet={"path": "/warm", "port": port}) == [cause]


def test_a_port_may_be_named(build: Build, bakery: Bakery) -> None:
    named = {
        "containers": [
            {"ports": [{"name": "web", "containerPort": 8100}], "readinessProbe": {"httpGet": {"port": "web"}}}
        ]
    }
    pod = bakery.pod(**{**bakery.waiting("Running"), "spec": named})
    event = bakery.event(POD, "Unhealthy", f"Readiness probe failed: {REFUSED.format(8100, 8100)}")
    assert [fault.cause for fault in find(build(pod, event))] == ["readiness_probe_target"]


def test_a_probe_that_asks_in_another_way_than_its_siblings_is_suspect(build: Build, bakery: Bakery) -> None:
    container = {
        "ports": [{"containerPort": 8100}],
        "livenessProbe": {"httpGet": {"port": 8100}},
        "readinessProbe": {"grpc": {"port": 8100}},
    }
    pod = bakery.pod(**{**bakery.waiting("CrashLoopBackOff", restartCount=4), "spec": {"containers": [container]}})
    event = bakery.event(POD, "Unhealthy", "Liveness probe failed: EOF")
    assert [fault.cause for fault in find(build(pod, event))] == ["liveness_probe_protocol"]


def test_a_probe_that_failed_while_the_container_started_is_history(build: Build, bakery: Bakery) -> None:
    event = bakery.event(POD, "Unhealthy", f"Readiness probe failed: {REFUSED.format(8100, 8100)}")
    assert not list(find(build(bakery.pod(), event)))
