"""What a watcher of metrics printed as anomalies: `... | Normal=3.7ms -> Current=73.5ms` -> one shift each.

The words before say what was measured; two levels and a unit are all that is taken over.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bench.packs.reading import Case
from codriver.model import Citation, Observation, Ref, Signal
from codriver.telemetry.kinds import measure_of

_LEVELS = re.compile(r"(?:(?P<name>[\w-]+): )?Normal=(?P<before>[\d.]+)(?P<unit>[^\s\d]*) -> Cur\w*=(?P<after>[\d.]+)")
_NOW = re.compile(r"Val: (?P<after>[\d.]+)(?P<unit>\w*) \((?P<word>\w+)\)")
_HEAD = re.compile(r"^(?P<what>[A-Z_]+) \[(?P<which>[^\]]+)\]")
_KINDS = (
    ("LATENCY", "latency"),
    ("THROUGHPUT", "requests"),
    ("ERROR", "errors"),
    ("NETWORK", "network"),
    ("TRAFFIC", "network"),
)
_UNITS = {"ms": "ms", "s": "s", "%": "percent"}
CALLED = 10.0  # robust standard deviations: somebody found it worth an alarm
ALERTS = "GetAlerts:{}"


def alarms_of(case: Case, at: datetime) -> Iterator[Observation]:
    """One observation an anomaly; nothing when the case keeps none."""
    text = (case.row.get("evidence") or {}).get(ALERTS)
    if isinstance(text, str) and text.strip():
        for index, alert in enumerate(json.loads(text).get("alerts") or ()):
            for line in alert.get("evidence") or ():
                yield from _seen(alert, line, f"alerts.json#/{index}", at)


def _seen(alert: dict[str, Any], line: str, place: str, at: datetime) -> Iterator[Observation]:
    head = _HEAD.match(line)
    if head is None:
        return
    kind = next((kind for start, kind in _KINDS if head["what"].startswith(start)), measure_of(head["which"]).kind)
    for levels in (*_LEVELS.finditer(line), *_NOW.finditer(line)):
        told = levels.groupdict()
        name = f"{told.get('name') or head['which']} {told.get('word') or ''}".strip()
        before, after = float(told.get("before") or 0.0), float(told["after"])
        if "Success" in head["which"]:
            before, after = 1 - before / 100, 1 - after / 100
        yield Observation(
            signal=Signal.METRIC,
            source="alerts",
            service=str(alert.get("name")),
            at=at,
            name=name,
            says=line,
            cites=(Citation(Ref("alerts", place), line),),
            kind=kind,
            unit="share" if kind == "errors" else _UNITS.get(told["unit"], ""),
            before=before,
            after=after,
            deviation=CALLED if after > before else -CALLED,
            count=1,
        )
