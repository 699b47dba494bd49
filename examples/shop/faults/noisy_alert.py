"""A control: an alert whose threshold is far too low fires, and nothing is wrong."""

from __future__ import annotations

import random

from ..lab.alerting import Rule, error_share, latency, request_rate
from ..lab.lab import Lab, Truth

CONTROL = True

RULES = (
    Rule("LatencyAboveTarget", "gateway", latency("gateway", 0.95), 0.004, 2, "warning",
         "95th percentile of {route} is above its target", "histogram_quantile(0.95, ...) > 0.004"),
    Rule("RequestRateUnusual", "gateway", request_rate("gateway"), 0.5, 2, "warning",
         "request rate of {route} is unusual", "sum by (route) (rate(http_requests_total[10s])) > 0.5"),
    Rule("ClientErrorsSeen", "gateway", error_share("gateway", "4"), 0.001, 2, "warning",
         "some requests to {route} are refused", 'rate(http_requests_total{status=~"4.."}[10s]) > 0'),
)  # fmt: skip


def inject(lab: Lab, rng: random.Random) -> Truth:
    lab.await_onset()
    lab.watch(rng.choice(RULES))
    return Truth()
