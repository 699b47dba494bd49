"""Addresses in the environment that lead nowhere, and who calls whom."""

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.addressing import addresses
from codriver.telemetry.kubernetes.observing import observed
from codriver.telemetry.kubernetes.rules.addresses import find


def till(bakery: Bakery, name: str, value: str) -> dict[str, object]:
    container = {"name": "main", "ports": [{"containerPort": 8200}], "env": [{"name": name, "value": value}]}
    return bakery.pod("till-5d8c6b7f99-k9xjg", spec={"containers": [container]})


@pytest.mark.parametrize(
    ("name", "value", "cause"),
    [
        ("OVEN_ADDR", "oven:80", ""),
        ("OVEN_ADDR", "ovn:80", "address_mismatch"),
        ("OVEN_URL", "http://oven.bakery.svc.cluster.local:81/bake", "address_port_mismatch"),
        ("OVEN_ADDR", "user:secret@oven:81", "address_port_mismatch"),
        ("PAYMENT_URL", "https://pay.elsewhere.example:443", ""),
        ("MODE", "oven-like", ""),
        ("HOST", "localhost:81", ""),
    ],
)
def test_an_address_is_held_against_the_services(
    build: Build, bakery: Bakery, name: str, value: str, cause: str
) -> None:
    cluster = build(till(bakery, name, value), bakery.pod(), bakery.deployment(), bakery.service())
    found = list(find(cluster))
    assert [(fault.cause, fault.suspect) for fault in found] == ([(cause, "till")] if cause else [])
    assert not any("secret" in fault.says for fault in found)


def test_an_address_that_leads_to_a_service_says_who_calls_whom(build: Build, bakery: Bakery) -> None:
    cluster = build(till(bakery, "OVEN_ADDR", "oven:80"), bakery.pod(), bakery.deployment(), bakery.service())
    assert [(service, host, port) for service, _, host, port, _ in addresses(cluster)] == [("till", "oven", "80")]


def test_the_platform_tells_services_aliases_and_dependencies(build: Build, bakery: Bakery) -> None:
    told = (
        till(bakery, "OVEN_ADDR", "heat:80"),
        bakery.pod(),
        bakery.deployment(),
        bakery.service("heat", selector={"app": "oven"}),
    )
    cluster = build(*told)
    platform = observed([*cluster.of("Pod"), *cluster.of("Deployment"), *cluster.of("Service")])
    assert [(edge.caller, edge.callee) for edge in platform.dependencies] == [
        ("oven", "rack-1"),
        ("till", "oven"),
        ("till", "rack-1"),
    ]
    assert {one.name: one.aliases for one in platform.services if not one.platform} == {"oven": ("heat",), "till": ()}
    assert [one.name for one in platform.services if one.platform] == ["rack-1"]
