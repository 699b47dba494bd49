"""Images that cannot be had: a wrong name, a registry that refuses, is not found or does not answer.

When it is wrong: a pull that failed once and went through since; it is passed over where the container runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import Fault
from codriver.telemetry.kubernetes.thing import Json, rows, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.pods import Pod

WAITS = frozenset(
    {
        "ErrImagePull",
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull",
        "ImageInspectError",
        "RegistryUnavailable",
        "ErrImagePullBackOff",
    }
)
_REASONS: tuple[tuple[str, str], ...] = (
    ("registry_name_unresolved", r"lookup [^\s:]+.*: (?:no such host|server misbehaving)|no such host|name resolution"),
    ("registry_certificate", r"x509:|certificate (?:signed by|has expired)|tls: "),
    ("registry_rate_limit", r"toomanyrequests|429 Too Many|rate limit"),
    (
        "image_wrong_platform",
        r"no match(?:ing manifest)? for (?:platform|linux)|does not match the detected host platform",
    ),
    (
        "registry_unreachable",
        (
            r"i/o timeout|connection refused|no route to host|network is unreachable|deadline exceeded|"
            r"TLS handshake timeout|50[0234] "
        ),
    ),
    (
        "pull_refused",
        (
            r"\b40[13]\b|unauthorized|authentication required|no basic auth|insufficient_scope|"
            r"pull access denied|access (?:to the resource is )?denied|[Ff]orbidden"
        ),
    ),
    ("node_disk_full", r"no space left on device"),
    (
        "image_name_invalid",
        r"InvalidImageName|invalid reference format|couldn't parse image|Failed to apply default image tag",
    ),
    (
        "image_reference_not_found",
        r"not found|manifest unknown|NotFound|name unknown|repository does not exist|does not exist",
    ),
    ("image_never_pulled", r"ErrImageNeverPull|not present with pull policy of Never"),
)
FAILED = frozenset({"Failed", "FailedToRetrieveImagePullSecret", "InspectFailed"})
_SPECS = (("spec",), ("spec", "template", "spec"))
SAYS = {
    "registry_name_unresolved": "names an image registry whose name does not resolve",
    "registry_certificate": "names an image registry whose certificate is not trusted",
    "registry_rate_limit": "is held back by the rate limit of its image registry",
    "registry_unreachable": "names an image registry that does not answer",
    "missing_pull_secret": "pulls its image with a pull secret that is not there",
    "pull_refused": "may not pull its image: the registry refuses",
    "node_disk_full": "cannot store its image: the disk of the node is full",
    "image_name_invalid": "names its image in a way that is no image's name",
    "image_reference_not_found": "names an image that is not there",
    "image_wrong_platform": "names an image that is not made for the node's platform",
    "image_never_pulled": "may not pull its image, and the node does not have it",
    "image_unavailable": "cannot have its image",
}


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a service whose container waits for its image."""
    done = set()
    for pod in cluster.pods:
        waiting = _waiting(pod)
        if waiting is None or pod.service in done:
            continue
        done.add(pod.service)
        image, reason, cite = waiting
        told = list(_told(cluster, pod, image))
        words = " ".join([reason, *(message for message, _ in told)])
        cause, extra = _cause(cluster, pod, words)
        maker = cluster.maker(pod.service)
        plainest = next(((m, c) for m, c in told if cause == read(m)), (reason, cite))
        yield Fault(
            family="image",
            cause=cause,
            suspect=pod.service,
            broken=(maker or pod.thing).key,
            says=f"{pod.service} {SAYS[cause]} ({image or 'no image named'}): {plainest[0]}",
            cites=(plainest[1], *extra, cite),
            hits=(pod.service,),
            text=words,
        )


def read(message: str) -> str:
    """The cause that a failed pull names; empty for none that is known."""
    return next((cause for cause, pattern in _REASONS if re.search(pattern, message)), "")


def _waiting(pod: Pod) -> tuple[str, str, Citation] | None:
    """(image, reason, where it stands) of the container that waits for its image."""
    for path, status, first in pod.statuses():
        reason = text(status, "state", "waiting", "reason")
        if reason in WAITS:
            said = text(status, "state", "waiting", "message")
            return _image(pod, status, init=first), f"{reason} {said}".strip(), pod.thing.cite(*path, "state", "reason")
    bare = pod.shown.removeprefix("Init:")
    return ("", bare, pod.thing.cite()) if bare in WAITS else None


def _image(pod: Pod, status: Json, *, init: bool) -> str:
    group = pod.thing.rows("spec", "initContainers" if init else "containers")
    named = [text(one, "image") for one in group if text(one, "name") == text(status, "name")]
    return named[0] if named else text(status, "image")


def _told(cluster: Cluster, pod: Pod, image: str) -> Iterator[tuple[str, Citation]]:
    """What was said of the pull: of this pod, else of another one of the service that wants the same image."""
    failed = [e for e in cluster.events_about(pod.service) if e.warning and e.reason in FAILED]
    mine = [event for event in failed if event.name == pod.thing.name]
    others = [event for event in failed if image and image in event.message]
    yield from ((event.message, event.cite) for event in mine or others)


def _cause(cluster: Cluster, pod: Pod, words: str) -> tuple[str, tuple[Citation, ...]]:
    cause = read(words) or "image_unavailable"
    if cause in ("pull_refused", "image_reference_not_found"):
        missing = [
            event.cite
            for event in cluster.events_of(pod.thing.name)
            if event.reason == "FailedToRetrieveImagePullSecret"
        ]
        if missing:
            return "missing_pull_secret", (missing[0],)
    if cause == "pull_refused" and _has_no_secret(cluster, pod):
        return "missing_pull_secret", ()
    return cause, ()


def _has_no_secret(cluster: Cluster, pod: Pod) -> bool:
    """Whether neither the pod nor its account is known to have a pull secret, though one of them was shown."""
    name = pod.thing.text("spec", "serviceAccountName") or "default"
    account = cluster.get("ServiceAccount", pod.thing.namespace, name)
    makers = [pod.thing, cluster.maker(pod.service)]
    specs = [rows(one.body, *path, "imagePullSecrets") for one, path in zip(makers, _SPECS, strict=True) if one]
    return account is not None and not account.rows("imagePullSecrets") and not any(specs)
