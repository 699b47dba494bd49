"""Probes that ask the wrong port, in the wrong protocol, at the wrong path or too soon, and probes that are right.

A probe asks wrongly when the port is none of those the container listens on, when the answer is of another protocol,
or when the path is not known there. When it is wrong: a container that listens on more ports than it declares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import LIKELY, SAID, SHOWN, Fault
from codriver.telemetry.kubernetes.listening import listened, port_of
from codriver.telemetry.kubernetes.thing import Json, found, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.events import Event
    from codriver.telemetry.kubernetes.pods import Pod

_PROBES = {"Liveness": "livenessProbe", "Readiness": "readinessProbe", "Startup": "startupProbe"}
_FAILED = re.compile(r"(?P<which>Liveness|Readiness|Startup) probe (?:failed|errored)[^:]*: (?P<why>.*)", re.DOTALL)
_OTHER_PROTOCOL = re.compile(
    r"malformed HTTP|gave HTTP response to HTTPS|does not look like a TLS|error reading server preface|Unimplemented"
    r"|frame too large|http2: |HTTP/1\.x transport connection broken|"
    r"service unhealthy \(responded with \"UNKNOWN|first record"
)
_NOT_KNOWN = re.compile(r"statuscode: (404|405|410)|SERVICE_UNKNOWN|unknown service")
_MAY_NOT = re.compile(r"statuscode: (401|403)")
_SLOW = re.compile(r"Client\.Timeout|deadline exceeded|did not complete within|timed out|timeout")
_NOBODY = re.compile(r"connection refused|failed to connect|connect: |no route to host|i/o timeout")
SAYS = {
    "port": "asks a port on which nothing listens",
    "protocol": "speaks another protocol than what it asks",
    "path": "asks for a path that is not known there",
    "access": "is refused: it may not ask",
    "timing": "gives up before the container can answer",
    "command": "runs a command that fails",
    "target": "finds nobody at the port: the process does not listen",
}


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a probe that fails now, or that gets its container killed."""
    done = set()
    for pod in cluster.pods:
        for event in _failures(cluster, pod):
            failed = _FAILED.search(event.message)
            if failed and (pod.service, failed["which"]) not in done:
                done.add((pod.service, failed["which"]))
                yield _fault(cluster, pod, event, failed["which"], failed["why"])


def _failures(cluster: Cluster, pod: Pod) -> list[Event]:
    """Failures that matter: of a pod that is not ready or was restarted; the most telling of each probe first."""
    if pod.ready and not pod.restarts and not _killed(cluster, pod):
        return []
    mine = [e for e in cluster.events_of(pod.thing.name) if e.reason in ("Unhealthy", "ProbeError")]
    if pod.ready:  # what gets a container restarted that answers otherwise is not its readiness probe
        mine = [event for event in mine if not event.message.startswith("Readiness")]
    return sorted(mine, key=lambda event: (not _OTHER_PROTOCOL.search(event.message), -event.count))


def _killed(cluster: Cluster, pod: Pod) -> bool:
    return any(e.reason == "Killing" and "probe" in e.message for e in cluster.events_of(pod.thing.name))


def _fault(cluster: Cluster, pod: Pod, event: Event, which: str, why: str) -> Fault:
    container, place = _container(pod, which, why)
    what, sure = _what(cluster, pod, container, which, why)
    maker = cluster.maker(pod.service)
    cites = (event.cite, pod.thing.cite("spec", "containers", place, _PROBES[which]))
    return Fault(
        family="probe" if what != "target" else "startup",
        cause=f"{which.lower()}_probe_{what}",
        suspect=pod.service,
        broken=(maker or pod.thing).key,
        says=f"the {which.lower()} probe of {pod.service} {SAYS[what]}: {why}",
        cites=tuple(dict.fromkeys(cites)),
        sure=sure,
        hits=(pod.service,),
        at=event.at,
        text=event.message,
        count=event.count,
    )


def _container(pod: Pod, which: str, why: str) -> tuple[Json, int]:
    """The container whose probe failed: the one whose probe names the port that the message names."""
    containers = pod.thing.rows("spec", "containers")
    probed = [(one, at) for at, one in enumerate(containers) if text(one, _PROBES[which]) or _has(one, which)]
    asked = re.search(r":(\d{2,5})\b", why)
    named = [(one, at) for one, at in probed if asked and str(port_of(one, _PROBES[which])) == asked[1]]
    return (named or probed or [(containers[0] if containers else None, 0)])[0]


def _has(container: Json, which: str) -> bool:
    return isinstance(container, dict) and bool(container.get(_PROBES[which]))


def _what(cluster: Cluster, pod: Pod, container: Json, which: str, why: str) -> tuple[str, float]:
    """What is wrong with the probe, and how sure that is: the first of the signs that is there."""
    key = _PROBES[which]
    port, runs = port_of(container, key), bool(found(container, key, "exec"))
    open_ = listened(cluster, pod.service, container, leaving_out=key)
    signs = (
        (_OTHER_PROTOCOL.search(why), "protocol", SAID),
        (_NOT_KNOWN.search(why), "path", SAID),
        (_MAY_NOT.search(why), "access", SHOWN),
        (runs and _SLOW.search(why), "timing", LIKELY),
        (runs, "command", LIKELY),
        (port and open_ and port not in open_, "port", SHOWN),
        (_asks_otherwise(container, which), "protocol", LIKELY),
        (_NOBODY.search(why), "target", LIKELY),
        (_SLOW.search(why), "timing", LIKELY),
    )
    return next(((what, sure) for sign, what, sure in signs if sign), ("target", LIKELY / 2))


def _asks_otherwise(container: Json, which: str) -> bool:
    """Whether another probe of the container asks in another way, where both would have to understand each other."""
    ways = {key: way for key in _PROBES.values() for way in ("httpGet", "grpc") if found(container, key, way)}
    mine = ways.pop(_PROBES[which], "")
    return bool(mine and ways and mine not in ways.values())
