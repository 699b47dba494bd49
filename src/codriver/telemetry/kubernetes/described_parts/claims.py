"""Storage: claims, volumes and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.telemetry.kubernetes.outline import pairs
from codriver.telemetry.kubernetes.thing import Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.telemetry.kubernetes.outline import Entry
    from codriver.telemetry.kubernetes.thing import Path

_MODES = {"RWO": "ReadWriteOnce", "ROX": "ReadOnlyMany", "RWX": "ReadWriteMany", "RWOP": "ReadWriteOncePod"}


def fill(kind: str, root: Entry, body: dict[str, Json], at: dict[Path, int], lines: Sequence[str], first: int) -> None:
    """What a claim, a volume or a class of storage says of itself."""
    del lines, first
    if kind == "PersistentVolumeClaim":
        body["spec"] = {"storageClassName": root.say("StorageClass"), "volumeName": root.say("Volume")}
        body["status"] = {"phase": root.say("Status"), "capacity": {"storage": root.say("Capacity")}}
        _modes(body, root)
    elif kind == "PersistentVolume":
        namespace, _, claim = root.say("Claim").partition("/")
        body["spec"] = {
            "storageClassName": root.say("StorageClass"),
            "capacity": {"storage": root.say("Capacity")},
            **({"claimRef": {"namespace": namespace, "name": claim}} if claim else {}),
        }
        body["status"] = {"phase": root.say("Status"), "message": root.say("Message")}
        _modes(body, root)
    elif kind == "StorageClass":
        body["provisioner"] = root.say("Provisioner")
        body["volumeBindingMode"] = root.say("VolumeBindingMode")
    elif kind in ("ConfigMap", "Secret"):
        _keys(root, body)
    elif kind == "ServiceAccount":
        names = [name for name, _ in root.listed("Image pull secrets")]
        body["imagePullSecrets"] = [{"name": name} for name in names]
    for path, head in (
        (("status", "phase"), "Status"),
        (("spec", "capacity"), "Capacity"),
        (("spec", "claimRef"), "Claim"),
        (("spec", "accessModes"), "Access Modes"),
        (("spec", "storageClassName"), "StorageClass"),
    ):
        entry = root.get(head)
        if entry and kind.startswith("PersistentVolume"):
            at[path] = entry.line


def _modes(body: dict[str, Json], root: Entry) -> None:
    spec = body["spec"]
    if isinstance(spec, dict):
        said = [mode.strip() for mode in root.say("Access Modes").split(",") if mode.strip()]
        spec["accessModes"] = [_MODES.get(mode, mode) for mode in said]
        labels = pairs(root.listed("Labels"))
        spec["labels"] = dict[str, Json](labels)


def _keys(root: Entry, body: dict[str, Json]) -> None:
    """The keys of a map or secret; values are left where they are."""
    after = False
    keys: dict[str, Json] = {}
    for entry in root.below:
        after = after or entry.raw == "Data"
        if after and entry.key and entry.key not in ("Events", "BinaryData"):
            keys[entry.key] = ""
    body["data"] = keys
