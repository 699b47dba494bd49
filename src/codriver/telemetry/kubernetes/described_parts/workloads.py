"""Pods and what makes pods: containers, probes, environment, states, conditions, replicas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.outline import NONE, Entry, pairs, table_below
from codriver.telemetry.kubernetes.thing import Json, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.telemetry.kubernetes.thing import Path

MAKERS = frozenset({"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"})
_COUNT = re.compile(r"(\d+) (\w+)")
_PORT = re.compile(r"(\d+)/(\w+)")
_PROBE = re.compile(r"^(?P<how>\S+)(?: (?P<where>.*?))?\s+delay=(?P<delay>\d+)s timeout=(?P<timeout>\d+)s")
_TIMES = re.compile(r"period=(\d+)s #success=(\d+) #failure=(\d+)")
_URL = re.compile(r"^(?P<scheme>https?)://[^/:]*(?::(?P<port>[\w-]+))?(?P<path>/.*)?$")
_FROM_KEY = re.compile(r"^<set to the key '(?P<key>[^']*)' (?:in|of) (?P<what>secret|config map) '(?P<name>[^']*)'>")
PROBES = {"Liveness": "livenessProbe", "Readiness": "readinessProbe", "Startup": "startupProbe"}


def fill(kind: str, root: Entry, body: dict[str, Json], at: dict[Path, int], lines: Sequence[str], first: int) -> None:
    """What a pod, or what makes pods, says of itself."""
    if kind == "Pod":
        spec, status = _pod(root, at, lines, first)
    elif kind in MAKERS:
        spec, status = _maker(root, at, lines, first)
    else:
        return
    body["spec"], body["status"] = spec, status


def _pod(root: Entry, at: dict[Path, int], lines: Sequence[str], first: int) -> tuple[dict[str, Json], dict[str, Json]]:
    spec = _template(root, at, ("spec",))
    node = root.say("Node").partition("/")[0]
    spec["nodeName"] = node
    status: dict[str, Json] = {
        "phase": root.say("Status").partition(" ")[0],
        "reason": root.say("Reason"),
        "message": root.say("Message"),
        "podIP": root.say("IP"),
        "startTime": root.say("Start Time"),
        "conditions": _conditions(root, at, lines, first),
    }
    for head, name in (("Containers", "containerStatuses"), ("Init Containers", "initContainerStatuses")):
        group = root.get(head)
        status[name] = [_status(one, at, ("status", name, i)) for i, one in enumerate(group.below if group else ())]
    for key, head in (("phase", "Status"), ("reason", "Reason"), ("message", "Message")):
        _mark(at, root.get(head), "status", key)
    _mark(at, root.get("Node"), "spec", "nodeName")
    return spec, status


def _maker(
    root: Entry, at: dict[Path, int], lines: Sequence[str], first: int
) -> tuple[dict[str, Json], dict[str, Json]]:
    template = root.get("Pod Template") or Entry("", "", "", root.line, 0)
    inner = _template(template, at, ("spec", "template", "spec"))
    labels = dict[str, Json](pairs(template.listed("Labels")))
    counts = {word: whole(number) for number, word in _COUNT.findall(root.say("Replicas"))}
    wanted = counts.get("desired", counts.get("total", 0))
    spec: dict[str, Json] = {"template": {"metadata": {"labels": labels}, "spec": inner}}
    status: dict[str, Json] = {"conditions": _conditions(root, at, lines, first)}
    if root.say("Replicas"):
        spec["replicas"] = wanted
        status["replicas"] = counts.get("total", counts.get("current", 0))
        if "available" in counts:
            status["availableReplicas"] = counts["available"]
    selector = pairs([(one, line) for item, line in root.listed("Selector") for one in item.split(",")])
    spec["selector"] = {"matchLabels": dict[str, Json](selector)}
    for path, entry in ((("spec", "replicas"), "Replicas"), (("spec", "selector"), "Selector")):
        _mark(at, root.get(entry), *path)
    return spec, status


def _template(root: Entry, at: dict[Path, int], path: Path) -> dict[str, Json]:
    spec: dict[str, Json] = {"serviceAccountName": root.say("Service Account")}
    for head, name in (("Containers", "containers"), ("Init Containers", "initContainers")):
        group = root.get(head)
        spec[name] = [_container(one, at, (*path, name, i)) for i, one in enumerate(group.below if group else ())]
    if root.get("Node-Selectors"):
        spec["nodeSelector"] = dict[str, Json](pairs(root.listed("Node-Selectors")))
    if root.get("Tolerations"):
        spec["tolerations"] = [_toleration(item) for item, _ in root.listed("Tolerations")]
    volumes = root.get("Volumes")
    spec["volumes"] = [_volume(one) for one in (volumes.below if volumes else ())]
    for place, one in enumerate(volumes.below if volumes else ()):
        _mark(at, one, *path, "volumes", place)
    for key, head in (
        ("serviceAccountName", "Service Account"),
        ("nodeSelector", "Node-Selectors"),
        ("tolerations", "Tolerations"),
    ):
        _mark(at, root.get(head), *path, key)
    return spec


def _container(entry: Entry, at: dict[Path, int], path: Path) -> dict[str, Json]:
    ports = [*entry.all("Port"), *entry.all("Ports")]
    made: dict[str, Json] = {
        "name": entry.key,
        "image": entry.say("Image"),
        "ports": [
            {"containerPort": whole(number), "protocol": protocol}
            for port in ports
            for number, protocol in _PORT.findall(port.value)
            if number != "0"
        ],
        "resources": {name.lower(): _amounts(entry.get(name)) for name in ("Limits", "Requests")},
        "env": [_variable(one) for one in _below(entry, "Environment")],
        "envFrom": [_source(one.raw) for one in _below(entry, "Environment Variables from")],
        "command": [one.raw for one in _below(entry, "Command")],
        "args": [one.raw for one in _below(entry, "Args")],
    }
    for head, name in PROBES.items():
        probe = entry.get(head)
        if probe:
            made[name] = _probe(probe.value)
            _mark(at, probe, *path, name)
    _mark(at, entry, *path)
    for head, name in (("Image", "image"), ("Port", "ports"), ("Ports", "ports"), ("Limits", "resources")):
        _mark(at, entry.get(head), *path, name)
    for place, one in enumerate(_below(entry, "Environment")):
        _mark(at, one, *path, "env", place)
    return made


def _status(entry: Entry, at: dict[Path, int], path: Path) -> dict[str, Json]:
    restarts = entry.say("Restart Count")
    made: dict[str, Json] = {
        "name": entry.key,
        "ready": entry.say("Ready") == "True",
        "restartCount": whole(restarts) if restarts.isdigit() else 0,
        "state": _state(entry.get("State")),
        "lastState": _state(entry.get("Last State")),
    }
    for head, name in (("State", "state"), ("Last State", "lastState"), ("Restart Count", "restartCount")):
        _mark(at, entry.get(head), *path, name)
        reason = (entry.get(head) or entry).get("Reason")
        _mark(at, reason, *path, name, "reason")
    _mark(at, entry, *path)
    return made


def _state(entry: Entry | None) -> dict[str, Json]:
    if entry is None:
        return {}
    code = entry.say("Exit Code")
    told: dict[str, Json] = {"reason": entry.say("Reason"), "message": entry.say("Message")}
    told |= {"exitCode": whole(code.lstrip("-"))} if code.lstrip("-").isdigit() else {}
    told |= {key: entry.say(head) for key, head in (("startedAt", "Started"), ("finishedAt", "Finished"))}
    return {entry.value.lower(): told} if entry.value else {}


def _probe(written: str) -> dict[str, Json]:
    shown = _PROBE.match(written)
    if shown is None:
        return {"written": written}
    made: dict[str, Json] = {"timeoutSeconds": whole(shown["timeout"]), "initialDelaySeconds": whole(shown["delay"])}
    times = _TIMES.search(written)
    if times:
        made |= {"periodSeconds": whole(times[1]), "failureThreshold": whole(times[3])}
    where = (shown["where"] or "").strip()
    if shown["how"] == "http-get":
        url = _URL.match(where)
        parts: dict[str, Json] = {
            "path": (url["path"] if url else "") or "/",
            "port": _number(url["port"] if url else ""),
        }
        return {**made, "httpGet": {**parts, "scheme": (url["scheme"] if url else "http").upper()}}
    port = _number(where.partition(":")[2].partition(" ")[0])
    if shown["how"] == "exec":
        return {**made, "exec": {"command": [where]}}
    return {**made, "grpc" if shown["how"] == "grpc" else "tcpSocket": {"port": port}}


def _variable(entry: Entry) -> dict[str, Json]:
    from_key = _FROM_KEY.match(entry.value)
    if from_key is None:
        return {"name": entry.key, "value": entry.value}
    ref: dict[str, Json] = {
        "name": from_key["name"],
        "key": from_key["key"],
        "optional": "Optional: true" in entry.value,
    }
    return {
        "name": entry.key,
        "valueFrom": {"secretKeyRef" if from_key["what"] == "secret" else "configMapKeyRef": ref},
    }


def _source(raw: str) -> dict[str, Json]:
    parts = raw.split()
    ref: dict[str, Json] = {"name": parts[0] if parts else "", "optional": "Optional: true" in raw}
    return {"secretRef" if "Secret" in parts[1:2] else "configMapRef": ref}


def _volume(entry: Entry) -> dict[str, Json]:
    kind = entry.say("Type").partition(" ")[0]
    volume: dict[str, Json] = {"name": entry.key}
    if kind == "PersistentVolumeClaim":
        volume["persistentVolumeClaim"] = {"claimName": entry.say("ClaimName")}
    elif kind == "ConfigMap":
        volume["configMap"] = {"name": entry.say("Name"), "optional": entry.say("Optional") == "true"}
    elif kind == "Secret":
        volume["secret"] = {"secretName": entry.say("SecretName"), "optional": entry.say("Optional") == "true"}
    return volume


def _toleration(item: str) -> dict[str, Json]:
    bare = item.split(" for ", maxsplit=1)[0]
    left, _, effect = bare.split(" op=")[0].rpartition(":") if ":" in bare else (bare.split(" op=")[0], "", "")
    key, sign, value = left.partition("=")
    exists = "op=Exists" in bare or not sign
    return {"key": key, "operator": "Exists" if exists else "Equal", "value": value, "effect": effect.strip()}


def _conditions(root: Entry, at: dict[Path, int], lines: Sequence[str], first: int) -> list[Json]:
    made: list[Json] = []
    for row, line in table_below(root.get("Conditions"), lines, first):
        at["status", "conditions", len(made)] = line
        keys = (("type", "Type"), ("status", "Status"), ("reason", "Reason"), ("message", "Message"))
        told: dict[str, Json] = {key: row.get(head, "") for key, head in keys}
        told["lastTransitionTime"] = row.get("LastTransitionTime", "")
        made.append(told)
    return made


def _amounts(entry: Entry | None) -> dict[str, Json]:
    return {one.key: one.value for one in (entry.below if entry else ())}


def _below(entry: Entry, key: str) -> list[Entry]:
    group = entry.get(key)
    return [one for one in group.below if one.raw not in NONE] if group else []


def _number(written: str | None) -> Json:
    return whole(written) if written and written.isdigit() else (written or "")


def _mark(at: dict[Path, int], entry: Entry | None, *path: str | int) -> None:
    if entry is not None:
        at.setdefault(path, entry.line)
