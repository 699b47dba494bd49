"""Quotas, limit ranges, disruption budgets and autoscalers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.telemetry.kubernetes.outline import Entry
    from codriver.telemetry.kubernetes.thing import Json, Path, whole

_CELLS = re.compile(r"\s{2,}")
_QUOTA = 3


def fill(kind: str, root: Entry, body: dict[str, Json], at: dict[Path, int], lines: Sequence[str], first: int) -> None:
    """What a quota or an autoscaler says of itself."""
    del lines, first
    if kind == "ResourceQuota":
        used: dict[str, Json] = {}
        hard: dict[str, Json] = {}
        for entry in root.below:
            cells = _CELLS.split(entry.raw)
            if len(cells) == _QUOTA and not entry.raw.startswith(("Resource ", "---", "Name:")):
                used[cells[0]], hard[cells[0]] = cells[1], cells[2]
                at["status", "used", cells[0]] = entry.line
        body["status"] = {"used": used, "hard": hard}
    elif kind == "HorizontalPodAutoscaler":
        target = root.say("Reference")
        most = root.say("Max replicas")
        body["spec"] = {"scaleTargetRef": {"name": target.rpartition("/")[2]}, "maxReplicas": _whole(most)}
        pods = re.search(r"(\d+) current", root.say("Deployment pods"))
        body["status"] = {"currentReplicas": whole(pods[1]) if pods else 0}


def _whole(said: str) -> int:
    return whole(said) if said.isdigit() else 0
