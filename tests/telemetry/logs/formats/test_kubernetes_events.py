"""Reason, object and message of the table."""

from codriver.telemetry.columns import pl
from codriver.telemetry.logs.formats import kubernetes_events


def test_the_workload_is_the_service_and_the_pod_the_host() -> None:
    lines = [
        "LAST SEEN   TYPE      REASON    OBJECT                      MESSAGE",
        "12s         Warning   BackOff   pod/cart-6d4cf56db6-abcde   Back-off restarting failed container",
        "shop   5m   Normal    Pulled    deployment/cart             Successfully pulled image",
        "  Warning  Unhealthy  4s (x9 over 2m)  kubelet  Readiness probe failed",
    ]
    read = kubernetes_events.columns(pl.Series(lines))
    assert read["level"].to_list() == [None, "warn", "info", "warn"]
    assert read["service"].to_list() == [None, "cart", "cart", None]
    assert read["host"].to_list() == [None, "cart-6d4cf56db6-abcde", None, None]
    assert read["message"][3] == "Unhealthy: Readiness probe failed"
