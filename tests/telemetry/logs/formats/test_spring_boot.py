"""Application and trace stand in brackets."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import spring_boot


def test_application_and_trace_are_told_from_the_thread() -> None:
    head = "2026-11-01T12:00:01.123Z ERROR 1 --- "
    lines = [
        f"{head}[cart] [exec-1] [4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7] shop.Cart  : failed",
        f"{head}[exec-1] shop.Cart  : failed",
        "2026-11-01 12:00:01.123 ERROR [cart,4bf92f3577b34da6,00f067aa0ba902b7] 1 --- [exec-1] shop.Cart : failed",
    ]
    read = spring_boot.columns(pl.Series(lines))
    assert read["service"].to_list() == ["cart", None, "cart"]
    assert read["trace"].to_list() == ["4bf92f3577b34da6a3ce929d0e0e4736", None, "4bf92f3577b34da6"]
    assert set(read["message"]) == {"failed"}
