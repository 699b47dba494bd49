"""What leads requests to pods: services, endpoints, ingresses, network policies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.outline import Entry, pairs
from codriver.telemetry.kubernetes.thing import Json, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.telemetry.kubernetes.thing import Path

_PORT = re.compile(r"^(?P<name>\S+)\s+(?P<port>\d+)/(?P<protocol>\w+)$")
_BACKEND = re.compile(r"(?P<name>[\w.-]+):(?P<port>[\w-]+)\s*\((?P<told>[^)]*)\)")


def fill(kind: str, root: Entry, body: dict[str, Json], at: dict[Path, int], lines: Sequence[str], first: int) -> None:
    """What a service, its endpoints, an ingress or a network policy says of itself."""
    del lines, first
    if kind == "Service":
        body["spec"] = _service(root, at)
        for key, head in (("selector", "Selector"), ("type", "Type")):
            entry = root.get(head)
            if entry:
                at["spec", key] = entry.line
    elif kind == "Endpoints":
        body["subsets"] = _subsets(root, at)
    elif kind == "Ingress":
        body["spec"] = _ingress(root, at)
    elif kind == "NetworkPolicy":
        body["spec"] = _policy(root, at)


def _service(root: Entry, at: dict[Path, int]) -> dict[str, Json]:
    selector = pairs([(one, line) for item, line in root.listed("Selector") for one in item.split(",")])
    ports: list[Json] = []
    targets, served = root.all("TargetPort"), root.all("Endpoints")
    for place, entry in enumerate(root.all("Port")):
        port = _PORT.match(entry.value)
        if port is None:
            continue
        target = targets[place].value.partition("/")[0] if place < len(targets) else ""
        at["spec", "ports", len(ports)] = entry.line
        if place < len(targets):
            at["spec", "ports", len(ports), "targetPort"] = targets[place].line
        if place < len(served):
            at["spec", "ports", len(ports), "endpoints"] = served[place].line
        ports.append(
            {
                "name": "" if port["name"] == "<unset>" else port["name"],
                "port": whole(port["port"]),
                "protocol": port["protocol"],
                "targetPort": whole(target) if target.isdigit() else target,
                **({"endpoints": _said(served[place])} if place < len(served) else {}),
            }
        )
    return {
        "selector": dict[str, Json](selector),
        "type": root.say("Type"),
        "clusterIP": root.say("IP"),
        "externalName": root.say("External Name"),
        "ports": ports,
    }


def _said(entry: Entry) -> str:
    return "" if entry.value in ("<none>", "<unset>") else entry.value


def _subsets(root: Entry, at: dict[Path, int]) -> list[Json]:
    subsets = root.get("Subsets")
    at["subsets",] = subsets.line if subsets else root.line
    made: list[Json] = []
    for entry in subsets.all("Addresses") if subsets else ():
        ready = [] if entry.value == "<none>" else entry.value.split(",")
        made.append({"addresses": [{"ip": one} for one in ready]})
    for place, entry in enumerate(subsets.all("NotReadyAddresses") if subsets else ()):
        waiting = [] if entry.value == "<none>" else entry.value.split(",")
        one = made[place] if place < len(made) else None
        if isinstance(one, dict):
            one["notReadyAddresses"] = [{"ip": ip} for ip in waiting]
    return made


def _ingress(root: Entry, at: dict[Path, int]) -> dict[str, Json]:
    rules: list[Json] = []
    for entry in _every(root.get("Rules")):
        for backend in _BACKEND.finditer(entry.raw):
            port = backend["port"]
            at["spec", "rules", len(rules)] = entry.line
            rules.append(
                {"service": backend["name"], "port": whole(port) if port.isdigit() else port, "told": backend["told"]}
            )
    return {"backends": rules, "ingressClassName": root.say("Ingress Class")}


def _policy(root: Entry, at: dict[Path, int]) -> dict[str, Json]:
    spec = root.get("Spec") or root
    selector = pairs([(one, line) for item, line in spec.listed("PodSelector") for one in item.split(",")])
    kinds = [kind.strip() for kind in spec.say("Policy Types").split(",") if kind.strip()]
    made: dict[str, Json] = {
        "podSelector": {"matchLabels": dict[str, Json](selector)},
        "policyTypes": list[Json](kinds),
    }
    for way, head in (("ingress", "Allowing ingress traffic"), ("egress", "Allowing egress traffic")):
        rules = spec.get(head)
        if rules is not None:
            isolated = any("isolated" in one.raw for one in rules.below)
            made[way] = [] if isolated else [{"described": " ".join(one.raw for one in _every(rules))}]
            at["spec", way] = rules.line
    return made


def _every(entry: Entry | None) -> list[Entry]:
    below = list(entry.below) if entry else []
    return [one for first in below for one in (first, *_every(first))]
