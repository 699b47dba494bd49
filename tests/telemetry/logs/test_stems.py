import pytest

from codriver.telemetry.logs.stems import service_of_name, without_replica


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("logs/checkout.log", "checkout"),
        ("checkout-7d9f8b6c5-x2x9z.log", "checkout"),
        ("checkout.2026-11-01.log.gz", "checkout"),
        ("checkout-20261101.log", "checkout"),
        ("checkout.log.1", "checkout"),
        ("user-service.jsonl", "user-service"),
        ("pay-2.log", "pay"),
        ("checkout-stderr.log", "checkout"),
        ("checkout-7d9f8b6c5-x2x9z_default_app-0123456789abcdef.log", "checkout"),
        ("pods/checkout/0.log", "checkout"),
        ("checkout/stdout.log", "checkout"),
        ("api-cdn-https.log", "api-cdn-https"),
    ],
)
def test_a_file_name_tells_the_service(name: str, service: str) -> None:
    assert service_of_name(name) == service


@pytest.mark.parametrize(
    "name", ["logs/app.log", "stdout", "stdin", "var/log/messages", "syslog", "output.txt", "0.log"]
)
def test_a_generic_name_tells_nobody(name: str) -> None:
    assert service_of_name(name) == ""


def test_the_ending_of_a_replica_is_left_out() -> None:
    assert [without_replica(name) for name in ("pay-7d9f8b6c5-x2x9z", "pay-0", "pay")] == ["pay", "pay", "pay"]
