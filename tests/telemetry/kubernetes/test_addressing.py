"""What looks like an address of this cluster, and what does not."""

import pytest

from codriver.telemetry.kubernetes.addressing import ADDRESS


@pytest.mark.parametrize(
    ("value", "host", "port"),
    [
        ("oven:80", "oven", "80"),
        ("http://oven.bakery.svc:81/bake?x=1", "oven.bakery.svc", "81"),
        ("postgres://u:p@jar:5432/x", "jar", "5432"),
        ("oven", "oven", None),
    ],
)
def test_a_host_and_a_port_are_taken_out_of_an_address(value: str, host: str, port: str | None) -> None:
    found = ADDRESS.match(value)
    assert found is not None
    assert (found["host"], found["port"]) == (host, port)
