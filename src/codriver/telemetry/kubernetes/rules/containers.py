"""Containers that cannot be made, or that end again and again: configuration, command, memory, exit codes, mounts.

When it is wrong: a restart long ago. One restart of a container that runs since is no fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codriver.telemetry.kubernetes.fault import LIKELY, SAID, Fault
from codriver.telemetry.kubernetes.thing import Json, number, rows, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.pods import Pod


class What(NamedTuple):
    """What is wrong with a container: the part of the platform, the cause, words, how sure."""

    family: str
    cause: str
    says: str
    sure: float = SAID


# The first pattern that a reason and message match.
_ROWS: tuple[tuple[str, str, str, str], ...] = (
    (
        "resource",
        "oom_killed",
        "is killed for want of memory: it reaches its limit",
        r"OOMKilled|OOM-?killed|Out of memory",
    ),
    (
        "configuration",
        "missing_config_key",
        "names a key that its map or secret does not have",
        r"couldn't find key \S+ in (?:ConfigMap|Secret)|references non-existent (?:config|secret) key",
    ),
    ("configuration", "missing_configmap", "names a config map that is not there", r"configmaps? \"[^\"]+\" not found"),
    ("configuration", "missing_secret", "names a secret that is not there", r"secrets? \"[^\"]+\" not found"),
    (
        "startup",
        "run_as_root",
        "may not run as root, and its image does",
        r"runAsNonRoot and image will run as root|non-numeric user",
    ),
    (
        "startup",
        "bad_command",
        "is told to run a command that its image does not have",
        r"executable file not found|exec: \"[^\"]*\": stat|no such file or directory: unknown",
    ),
    ("startup", "wrong_platform", "has an image made for another kind of machine", r"exec format error"),
    (
        "startup",
        "command_not_allowed",
        "is told to run a file that may not be executed",
        r"exec: \"[^\"]*\": permission denied",
    ),
    ("startup", "hook_failed", "has a lifecycle hook that fails", r"PostStartHookError|FailedP(?:ostStart|reStop)Hook"),
    (
        "network",
        "pod_network_not_made",
        "gets no network for its pod",
        r"setup network for sandbox|failed to set up sandbox|no IP addresses available|cni plugin|NetworkPlugin cni",
    ),
    ("startup", "port_conflict", "opens a port that another container of its pod holds", r"address already in use"),
    (
        "storage",
        "mount_permission",
        "may not read or write its volume",
        r"permission denied|access denied|[Rr]ead-only file system",
    ),
    (
        "startup",
        "container_not_made",
        "has a container that cannot be made",
        r"Create(?:Container|ContainerConfig)Error|RunContainerError|StartError|ContainerCannotRun",
    ),
)
TELLING = frozenset({"Failed", "FailedMount", "FailedCreatePodSandBox", "FailedPostStartHook"})
_EXITS = {
    0: ("process_ends", "has a process that ends, though it is meant to run on"),
    126: ("command_not_allowed", "is told to run a file that may not be executed"),
    127: ("bad_command", "is told to run a command that its image does not have"),
    134: ("process_aborts", "has a process that aborts"),
    137: ("process_killed", "has a process that is killed (SIGKILL)"),
    139: ("process_crashes", "has a process that crashes (SIGSEGV)"),
    143: ("process_stopped", "has a process that is told to stop (SIGTERM)"),
}
WAITS = frozenset(
    {
        "CreateContainerConfigError",
        "CreateContainerError",
        "RunContainerError",
        "CrashLoopBackOff",
        "PostStartHookError",
        "StartError",
        "ContainerCannotRun",
        "Error",
        "OOMKilled",
    }
)
OFTEN = 2  # restarts: one may be chance


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a service whose containers fail to start, or end."""
    done: set[tuple[str, str]] = set()
    for pod in cluster.pods:
        for fault in (*_by_status(cluster, pod), *_by_events(cluster, pod)):
            if (fault.suspect, fault.cause) not in done:
                done.add((fault.suspect, fault.cause))
                yield fault


def _by_status(cluster: Cluster, pod: Pod) -> Iterator[Fault]:
    for path, status, first in pod.statuses():
        waiting, ended = table(status, "state", "waiting"), _ended(status)
        reason = text(waiting, "reason")
        again = number(status, "restartCount") >= OFTEN or reason == "CrashLoopBackOff"
        broken = reason in WAITS or (ended is not None and (again or table(status, "state", "terminated")))
        if not broken or (first and ended is not None and number(ended, "exitCode") == 0):
            continue
        words = " ".join([reason, text(waiting, "message"), text(ended or {}, "reason"), text(ended or {}, "message")])
        told = [e for e in cluster.events_about(pod.service) if e.reason in ("Failed", "FailedMount")]
        words = " ".join([words, *(e.message for e in told)]) if reason and reason != "CrashLoopBackOff" else words
        cites = (pod.thing.cite(*path, "lastState", "reason"), pod.thing.cite(*path, "state", "reason"))
        yield from _told(cluster, pod, words, ended, (*(e.cite for e in told[:1]), *cites))


def _told(cluster: Cluster, pod: Pod, words: str, ended: Json, cites: tuple[Citation, ...]) -> Iterator[Fault]:
    what = read(words)
    code = number(ended, "exitCode", otherwise=-1) if ended is not None else -1
    if what is None and code > 0 and (port := _twice(pod)):
        what = What("startup", "port_conflict", f"has two containers that both open port {port}", LIKELY)
    if what is None and code >= 0:
        if _killed_by_probe(cluster, pod):
            return  # the probe's rule says why
        cause, says = _EXITS.get(code, ("process_fails", f"has a process that fails by itself (exit code {code})"))
        what = What("startup", cause, says, LIKELY)
    if what:
        yield _fault(cluster, pod, what, words, cites)


def _by_events(cluster: Cluster, pod: Pod) -> Iterator[Fault]:
    """What events say of a pod that is not ready, where its status does not tell."""
    if pod.ready or pod.done:
        return
    for event in cluster.events_of(pod.thing.name):
        if event.warning and event.reason in TELLING:
            what = read(f"{event.reason} {event.message}")
            if what and what.cause != "container_not_made":
                yield _fault(cluster, pod, what, event.message, (event.cite,))


def read(words: str) -> What | None:
    """What a reason and a message name; None for nothing that is known."""
    return next(
        (What(family, cause, says) for family, cause, says, pattern in _ROWS if re.search(pattern, words)), None
    )


def _ended(status: Json) -> Json:
    """How the container ended: now, or the last time."""
    for key in ("state", "lastState"):
        found = table(status, key, "terminated")
        if found and text(found, "reason") != "Completed":
            return found
        if found and key == "lastState":
            return found
    return None


def _twice(pod: Pod) -> str:
    """A port that two containers of the pod declare, which share one address; empty when there is none."""
    ports = [
        (text(port, "containerPort"), text(port, "protocol") or "TCP")
        for container in pod.thing.rows("spec", "containers")
        for port in rows(container, "ports")
    ]
    return next((port for port, protocol in ports if ports.count((port, protocol)) > 1), "")


def _killed_by_probe(cluster: Cluster, pod: Pod) -> bool:
    return any(
        (event.reason in ("Killing", "Unhealthy") and "iveness" in event.message) or "tartup probe" in event.message
        for event in cluster.events_about(pod.service)
        if event.kind == "Pod"
    )


def _fault(cluster: Cluster, pod: Pod, what: What, words: str, cites: tuple[Citation, ...]) -> Fault:
    maker = cluster.maker(pod.service)
    return Fault(
        family=what.family,
        cause=what.cause,
        suspect=pod.service,
        broken=(maker or pod.thing).key,
        says=f"{pod.service} {what.says}: {' '.join(words.split())}".rstrip(": "),
        cites=tuple(dict.fromkeys(cites)),
        sure=what.sure,
        hits=(pod.service,),
        text=" ".join(words.split()),
        count=max(pod.restarts, 1),
    )
