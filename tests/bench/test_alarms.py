"""Anomalies that a watcher printed become shifts with two levels and a unit."""

import json

from bench.packs.alarms import ALERTS, alarms_of
from bench.packs.reading import Case

from codriver.testing import ONSET

LINES = (
    "LATENCY_DEGRADATION [Slow Response] | oven-p95: Normal=3.5ms -> Current=70.0ms (+1900%)",
    "ERROR_SPIKE [Success Rate Drop] | Normal=100.0% -> Cur=25.0% (-75.0%)",
    "RESOURCE_SATURATION [cpu_cfs] | Val: 1.5s (Throttled)",
    "nothing of the kind",
)


def test_each_line_says_what_moved_from_where_to_where() -> None:
    alerts = {"alerts": [{"type": "Service", "name": "oven", "evidence": LINES}]}
    row = {"case_id": "c", "evidence": {ALERTS: json.dumps(alerts)}}
    case = Case(set="s", id="c", system="", row=row, label={}, cascade=None, control=False)
    seen = [(one.service, one.kind, one.name, one.before, one.after, one.unit) for one in alarms_of(case, ONSET)]
    assert seen == [
        ("oven", "latency", "oven-p95", 3.5, 70.0, "ms"),
        ("oven", "errors", "Success Rate Drop", 0.0, 0.75, "share"),
        ("oven", "cpu", "cpu_cfs Throttled", 0.0, 1.5, "s"),
    ]
