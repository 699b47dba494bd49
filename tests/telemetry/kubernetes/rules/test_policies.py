"""Policies that isolate a workload, and policies that open it again."""

from typing import Any

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.policies import find


def policy(name: str, **spec: Any) -> dict[str, Any]:
    meta = {"name": name, "namespace": "bakery", "uid": name}
    return {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": meta, "spec": spec}


SHUT = policy("shut", podSelector={}, policyTypes=["Ingress"])
OPEN = policy("open", podSelector={"matchLabels": {"app": "oven"}}, policyTypes=["Ingress"], ingress=[{}])
OTHER = policy("other", podSelector={"matchLabels": {"app": "till"}}, policyTypes=["Ingress"])


@pytest.mark.parametrize(
    ("policies", "found"),
    [((SHUT,), ["network_policy_ingress"]), ((SHUT, OPEN), []), ((OTHER,), []), ((), [])],
)
def test_a_workload_is_cut_off_when_it_is_isolated_and_nothing_opens_it(
    build: Build, bakery: Bakery, policies: tuple[dict[str, Any], ...], found: list[str]
) -> None:
    cluster = build(bakery.pod(), bakery.deployment(), bakery.service(), *policies)
    assert [fault.cause for fault in find(cluster)] == found
