"""Claims that find no volume, and volumes that cannot be attached or mounted.

A claim that waits is held against every volume that it could mean: what is too small, of another class, of another
access mode, or taken. The volume that fails in the fewest ways tells the reason. When it is wrong: a class that makes
volumes on demand and is only slow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.fault import SAID, SHOWN, Fault
from codriver.telemetry.kubernetes.quantities import amount
from codriver.telemetry.kubernetes.thing import rows, table, text, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.model import Citation
    from codriver.telemetry.kubernetes.cluster import Cluster
    from codriver.telemetry.kubernetes.pods import Pod
    from codriver.telemetry.kubernetes.thing import Thing

_TOLD: tuple[tuple[str, str], ...] = (
    ("storage_class_missing", r"storageclass(?:\.storage\.k8s\.io)? \"[^\"]+\" not found"),
    ("storage_quota_exceeded", r"exceeded quota"),
    ("claim_lost", r"bound to non-existent|Lost|two claims are bound to the same volume"),
    ("volume_already_claimed", r"already bound to a different claim|already bound"),
    ("provisioning_failed", r"ProvisioningFailed|failed to provision|failed to create volume"),
)
_MOUNTS: tuple[tuple[str, str, str], ...] = (
    ("configuration", "missing_config_key", r"references non-existent (?:config|secret) key"),
    ("configuration", "missing_configmap", r"configmaps? \"[^\"]+\" not found"),
    ("configuration", "missing_secret", r"secrets? \"[^\"]+\" not found"),
    ("storage", "volume_in_use", r"Multi-Attach error|already (?:exclusively )?attached|volume is already used"),
    ("storage", "mount_permission", r"permission denied|access denied|Operation not permitted"),
    ("storage", "storage_unreachable", r"timed out|timeout|no route|refused|No such host|DeadlineExceeded"),
    (
        "storage",
        "path_missing",
        r"no such file or directory|is not a directory|hostPath type check failed|does not exist",
    ),
    ("storage", "volume_damaged", r"wrong fs type|bad superblock|fsck|corrupt"),
    ("storage", "mount_failed", r"."),
)
SAYS = {
    "claim_capacity": "asks for more than the volume holds",
    "access_mode_mismatch": "asks for an access mode that the volume does not have",
    "storage_class_mismatch": "asks for another storage class than the volume's",
    "volume_already_claimed": "is meant for a volume that another claim holds",
    "volume_selector_mismatch": "selects labels that the volume does not bear",
    "storage_class_missing": "names a storage class that is not there",
    "storage_quota_exceeded": "would exceed the storage quota of its namespace",
    "provisioning_failed": "waits for a volume that could not be made",
    "claim_lost": "has lost its volume",
    "no_volume": "finds no volume",
}


def find(cluster: Cluster) -> Iterator[Fault]:
    """One fault a claim that is not bound, and one a volume that a waiting pod cannot have."""
    for claim in cluster.of("PersistentVolumeClaim"):
        phase = claim.text("status", "phase")
        if phase in ("Pending", "Lost") and not _waits_by_design(cluster, claim):
            yield _unbound(cluster, claim)
    done = set()
    for pod in cluster.pods:
        for fault in _mounts(cluster, pod):
            if (fault.suspect, fault.cause) not in done:
                done.add((fault.suspect, fault.cause))
                yield fault


def _unbound(cluster: Cluster, claim: Thing) -> Fault:
    cause, told, cites = _why(cluster, claim)
    users = _users(cluster, claim)
    suspect = users[0] if users else claim.name
    return Fault(
        family="storage",
        cause=cause,
        suspect=suspect,
        broken=claim.key,
        says=f"the claim {claim.name} of {suspect} {SAYS[cause]}{told}",
        cites=(*cites, claim.cite("status", "phase")),
        sure=SAID if cause != "no_volume" else SHOWN,
        hits=users or (suspect,),
    )


def _why(cluster: Cluster, claim: Thing) -> tuple[str, str, tuple[Citation, ...]]:
    if claim.text("status", "phase") == "Lost":
        return "claim_lost", "", ()
    compared = [(_misfits(claim, volume), volume) for volume in cluster.of("PersistentVolume")]
    fitting = sorted(((bad, v) for bad, v in compared if bad), key=lambda pair: (len(pair[0]), pair[1].name))
    events = [e for e in cluster.events_of(claim.name) if e.kind == "PersistentVolumeClaim" and e.warning]
    events += [e for e in cluster.events_of(claim.name) if e.kind == "PersistentVolumeClaim" and not e.warning]
    for event in events:
        cause = next((cause for cause, pattern in _TOLD if re.search(pattern, f"{event.reason} {event.message}")), "")
        if cause:
            return cause, f": {event.message}", (event.cite,)
    if fitting:
        (cause, told, path), volume = fitting[0][0][0], fitting[0][1]
        return cause, f": {told}", (volume.cite(*path),)
    return "no_volume", f": {events[0].message}" if events else "", tuple(event.cite for event in events[:1])


def _misfits(claim: Thing, volume: Thing) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every way in which the volume does not fit the claim: (cause, words, where the volume says so)."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    held = table(volume.body, "spec", "claimRef")
    if text(held, "name") and (text(held, "name"), text(held, "namespace")) != (claim.name, claim.namespace):
        taken = f"{volume.name} is held by {text(held, 'namespace')}/{text(held, 'name')}"
        found.append(("volume_already_claimed", taken, ("spec", "claimRef")))
    asked, holds = claim.text("spec", "resources", "requests", "storage"), volume.text("spec", "capacity", "storage")
    wanted, size = amount(asked), amount(holds)
    if wanted is not None and size is not None and wanted > size:
        found.append(("claim_capacity", f"{asked} of {volume.name}, which holds {holds}", ("spec", "capacity")))
    mine, other = claim.text("spec", "storageClassName"), volume.text("spec", "storageClassName")
    if mine != other and (mine or other) and claim.has("spec", "storageClassName"):
        found.append(
            (
                "storage_class_mismatch",
                f"{mine or 'none'}, not {other or 'none'} of {volume.name}",
                ("spec", "storageClassName"),
            )
        )
    modes, offered = _modes(claim), _modes(volume)
    if modes and offered and not modes <= offered:
        lacks = ", ".join(sorted(modes - offered))
        found.append(("access_mode_mismatch", f"{lacks} of {volume.name}", ("spec", "accessModes")))
    selector = words(claim.body, "spec", "selector", "matchLabels")
    labels = words(volume.body, "metadata", "labels")
    if selector and not selector.items() <= labels.items():
        found.append(("volume_selector_mismatch", volume.name, ("metadata", "labels")))
    return found


def _modes(thing: Thing) -> set[str]:
    return {mode for mode in thing.rows("spec", "accessModes") if isinstance(mode, str)}


def _waits_by_design(cluster: Cluster, claim: Thing) -> bool:
    """A class may wait for the first pod that wants the volume."""
    kind = cluster.get("StorageClass", "", claim.text("spec", "storageClassName"))
    waits = any(
        "WaitForFirstConsumer" in e.reason or "first consumer" in e.message
        for e in cluster.events
        if e.name == claim.name
    )
    late = kind is not None and kind.text("volumeBindingMode") == "WaitForFirstConsumer"
    return (waits or late) and not _users(cluster, claim)


def _users(cluster: Cluster, claim: Thing) -> tuple[str, ...]:
    found = []
    for name in cluster.services:
        template = cluster.template(name)
        volumes = rows(template[0].body, *template[1], "volumes") if template else []
        if any(text(volume, "persistentVolumeClaim", "claimName") == claim.name for volume in volumes):
            found.append(name)
    return tuple(found)


def _mounts(cluster: Cluster, pod: Pod) -> Iterator[Fault]:
    if pod.ready or pod.done:
        return
    for event in cluster.events_of(pod.thing.name):
        if event.reason in ("FailedMount", "FailedAttachVolume", "FailedMapVolume"):
            family, cause = next((f, c) for f, c, pattern in _MOUNTS if re.search(pattern, event.message))
            maker = cluster.maker(pod.service)
            yield Fault(
                family=family,
                cause=cause,
                suspect=pod.service,
                broken=(maker or pod.thing).key,
                says=f"a volume of {pod.service} cannot be had: {event.message}",
                cites=(event.cite,),
                hits=(pod.service,),
                at=event.at,
                text=event.message,
                count=event.count,
            )
