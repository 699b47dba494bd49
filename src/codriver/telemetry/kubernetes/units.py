"""`systemctl status`: is the kubelet, the container runtime or the proxy of a node running?

The node is named in a line before it (`Node: worker-1`), or by the journal's lines below it; else it is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.thing import Json, Lined, Path, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD = re.compile(r"^(?:Status:\s*)?[●○\u00d7↻*]\s+(?P<unit>[\w@.-]+)\.service\b")
_ACTIVE = re.compile(r"^\s*Active:\s+(?P<state>\w+)(?:\s+\((?P<sub>[\w-]+)\))?")
_NODE = re.compile(r"^Node:\s+(\S+)$")
_JOURNAL = re.compile(r"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?P<host>[\w.-]+) [\w@.-]+\[\d+\]:")


def unit(lines: Sequence[str], first: int, *, source: str, name: str, every: Sequence[str]) -> Iterator[Thing]:
    """The unit whose status these lines show."""
    head = next(((number, found) for number, line in enumerate(lines, first) if (found := HEAD.match(line))), None)
    active = next(((number, found) for number, line in enumerate(lines, first) if (found := _ACTIVE.match(line))), None)
    if head is None or active is None:
        return
    at: dict[Path, int] = {(): head[0], ("status", "active"): active[0]}
    body: dict[str, Json] = {
        "kind": "Unit",
        "metadata": {"name": head[1]["unit"]},
        "spec": {"nodeName": _host(lines)},
        "status": {"active": active[1]["state"], "sub": active[1]["sub"] or ""},
    }
    yield Thing(source, "Unit", _host(lines), head[1]["unit"], body, Lined(source, name, every, at))


def _host(lines: Sequence[str]) -> str:
    named = (found[1] for line in lines if (found := _NODE.match(line)))
    logged = (found["host"] for line in lines if (found := _JOURNAL.match(line)))
    return next(named, None) or next(logged, "")
