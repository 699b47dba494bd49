"""Claims held against the volumes that they could mean."""

from typing import Any

import pytest
from tests.telemetry.kubernetes.conftest import Bakery, Build

from codriver.telemetry.kubernetes.rules.storage import find


def claim(**spec: Any) -> dict[str, Any]:
    made = {"storageClassName": "cold", "accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    meta = {"name": "dough", "namespace": "bakery", "uid": "7"}
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": meta,
        "spec": {**made, **spec},
        "status": {"phase": "Pending"},
    }


def volume(**spec: Any) -> dict[str, Any]:
    made = {"storageClassName": "cold", "accessModes": ["ReadWriteOnce"], "capacity": {"storage": "1Gi"}}
    meta = {"name": "shelf", "uid": "8", "labels": {"side": "left"}}
    return {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": meta, "spec": {**made, **spec}, "status": {}}


@pytest.mark.parametrize(
    ("asked", "there", "cause"),
    [
        ({"resources": {"requests": {"storage": "2Gi"}}}, {}, "claim_capacity"),
        ({"accessModes": ["ReadWriteMany"]}, {}, "access_mode_mismatch"),
        ({"storageClassName": "warm"}, {}, "storage_class_mismatch"),
        ({"selector": {"matchLabels": {"side": "right"}}}, {}, "volume_selector_mismatch"),
        ({}, {"claimRef": {"namespace": "bakery", "name": "bread"}}, "volume_already_claimed"),
        ({}, {}, "no_volume"),
    ],
)
def test_the_volume_that_nearly_fits_tells_why(
    build: Build, bakery: Bakery, asked: dict[str, Any], there: dict[str, Any], cause: str
) -> None:
    using = {"volumes": [{"name": "d", "persistentVolumeClaim": {"claimName": "dough"}}]}
    pod = bakery.pod(spec={"nodeName": "", **using}, status={"phase": "Pending"})
    (fault,) = find(build(pod, claim(**asked), volume(**there)))
    assert (fault.cause, fault.suspect) == (cause, "oven")
    assert fault.broken == "PersistentVolumeClaim/bakery/dough"


def test_the_controllers_own_words_come_first(build: Build, bakery: Bakery) -> None:
    said = 'storageclass.storage.k8s.io "warm" not found'
    event = bakery.event("PersistentVolumeClaim/dough", "ProvisioningFailed", said)
    assert [fault.cause for fault in find(build(claim(storageClassName="warm"), volume(), event))] == [
        "storage_class_missing"
    ]


def test_a_claim_that_waits_for_its_first_pod_by_design_is_no_fault(build: Build, bakery: Bakery) -> None:
    waits = bakery.event(
        "PersistentVolumeClaim/dough", "WaitForFirstConsumer", "waiting for first consumer", warning=False
    )
    assert not list(find(build(claim(), waits)))


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ('Multi-Attach error for volume "shelf" Volume is already used by pod(s) x', "volume_in_use"),
        ("MountVolume.SetUp failed: mount failed: exit status 32: permission denied", "mount_permission"),
        ("Unable to attach or mount volumes: timed out waiting for the condition", "storage_unreachable"),
        ("MountVolume.SetUp failed: hostPath type check failed: /srv is not a directory", "path_missing"),
    ],
)
def test_a_volume_that_cannot_be_mounted_is_told_by_its_words(
    build: Build, bakery: Bakery, message: str, cause: str
) -> None:
    pod = bakery.pod(**bakery.waiting("ContainerCreating"))
    event = bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "FailedMount", message)
    assert [fault.cause for fault in find(build(pod, event))] == [cause]
