"""Nodes: conditions, taints, labels, what fits on them and what was asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.outline import table_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.telemetry.kubernetes.outline import Entry
    from codriver.telemetry.kubernetes.thing import Json, Path


def fill(kind: str, root: Entry, body: dict[str, Json], at: dict[Path, int], lines: Sequence[str], first: int) -> None:
    """What a node says of itself."""
    if kind != "Node":
        return
    taints = root.listed("Taints")
    body["spec"] = {
        "unschedulable": root.say("Unschedulable") == "true",
        "taints": [_taint(item) for item, _ in taints],
    }
    conditions: list[Json] = []
    for row, line in table_below(root.get("Conditions"), lines, first):
        at["status", "conditions", len(conditions)] = line
        conditions.append(
            {
                "type": row.get("Type", ""),
                "status": row.get("Status", ""),
                "reason": row.get("Reason", ""),
                "message": row.get("Message", ""),
                "lastTransitionTime": row.get("LastTransitionTime", ""),
            }
        )
    body["status"] = {
        "conditions": conditions,
        "allocatable": {one.key: one.value for one in _below(root, "Allocatable")},
    }
    for path, head in ((("spec", "taints"), "Taints"), (("spec", "unschedulable"), "Unschedulable")):
        entry = root.get(head)
        if entry:
            at[path] = entry.line


def _taint(item: str) -> dict[str, Json]:
    left, _, effect = item.rpartition(":")
    key, _, value = left.partition("=")
    return {"key": key, "value": value, "effect": effect}


def _below(root: Entry, key: str) -> list[Entry]:
    entry = root.get(key)
    return list(entry.below) if entry else []
