"""Descriptions of each kind: replicas, endpoints, claims, volumes, quotas, autoscalers, policies, ingresses."""

from typing import Any

import pytest

from codriver.telemetry.kubernetes.described_parts import claims, nodes, quotas, routes, workloads
from codriver.telemetry.kubernetes.describing import kind_of
from codriver.telemetry.kubernetes.outline import outline
from codriver.telemetry.kubernetes.reading import things_of_text

DEPLOYMENT = """\
Name:                   oven
Namespace:              bakery
Selector:               app=oven
Replicas:               3 desired | 3 updated | 3 total | 1 available | 2 unavailable
StrategyType:           RollingUpdate
Pod Template:
  Labels:           app=oven
  Service Account:  chef
  Containers:
   main:
    Image:      registry.test/oven:1.4
    Port:       8100/TCP
  Node-Selectors:  heat=gas
"""
REPLICAS = """\
Name:           oven-6c9d7f5b44
Namespace:      bakery
Selector:       app=oven
Controlled By:  Deployment/oven
Replicas:       0 current / 1 desired
Pods Status:    0 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=oven
Events:
  Type     Reason        Age                From                   Message
  ----     ------        ----               ----                   -------
  Warning  FailedCreate  3s (x9 over 1m)    replicaset-controller  Error creating: pods "oven-" is forbidden
"""
ENDPOINTS = """\
Name:         oven
Namespace:    bakery
Subsets:
  Addresses:          <none>
  NotReadyAddresses:  10.1.2.3
"""
CLAIM = """\
Name:          dough
Namespace:     bakery
StorageClass:  cold
Status:        Pending
Volume:
Labels:        <none>
Capacity:
Access Modes:
Used By:       oven-6c9d7f5b44-x2lqp
"""
VOLUME = """\
Name:            shelf
Labels:          side=left
StorageClass:    cold
Status:          Bound
Claim:           bakery/bread
Reclaim Policy:  Retain
Access Modes:    RWO,ROX
Capacity:        1Gi
"""
QUOTA = """\
Name:       loaves
Namespace:  bakery
Resource    Used  Hard
--------    ----  ----
pods        4     4
limits.cpu  2     8
"""
SCALER = """\
Name:                                                  oven
Namespace:                                             bakery
Reference:                                             Deployment/oven
Metrics:                                               ( current / target )
Min replicas:                                          1
Max replicas:                                          5
Deployment pods:                                       5 current / 5 desired
"""
POLICY = """\
Name:         shut
Namespace:    bakery
Created on:   2026-03-01 02:00:00 +0000 UTC
Spec:
  PodSelector:     app=oven
  Allowing ingress traffic:
    <none> (Selected pods are isolated for ingress connectivity)
  Not affecting egress traffic
  Policy Types: Ingress
"""
INGRESS = """\
Name:             door
Namespace:        bakery
Ingress Class:    nginx
Default backend:  <default>
Rules:
  Host         Path  Backends
  ----         ----  --------
  bread.test
               /   oven:80 (10.1.2.3:8100)
"""
SPICES = """\
Name:         spices
Namespace:    bakery
Type:  Opaque

Data
====
salt:  12 bytes
"""
ACCOUNT = """\
Name:                chef
Namespace:           bakery
Image pull secrets:  key
Mountable secrets:   <none>
Tokens:              <none>
"""


@pytest.mark.parametrize(
    ("text", "kind", "path", "value"),
    [
        (DEPLOYMENT, "Deployment", ("spec", "replicas"), 3),
        (DEPLOYMENT, "Deployment", ("status", "availableReplicas"), 1),
        (DEPLOYMENT, "Deployment", ("spec", "template", "spec", "nodeSelector"), {"heat": "gas"}),
        (DEPLOYMENT, "Deployment", ("spec", "template", "spec", "containers", 0, "image"), "registry.test/oven:1.4"),
        (REPLICAS, "ReplicaSet", ("spec", "replicas"), 1),
        (REPLICAS, "ReplicaSet", ("status", "replicas"), 0),
        (ENDPOINTS, "Endpoints", ("subsets", 0, "addresses"), []),
        (ENDPOINTS, "Endpoints", ("subsets", 0, "notReadyAddresses"), [{"ip": "10.1.2.3"}]),
        (CLAIM, "PersistentVolumeClaim", ("status", "phase"), "Pending"),
        (VOLUME, "PersistentVolume", ("spec", "claimRef"), {"namespace": "bakery", "name": "bread"}),
        (VOLUME, "PersistentVolume", ("spec", "accessModes"), ["ReadWriteOnce", "ReadOnlyMany"]),
        (QUOTA, "ResourceQuota", ("status", "used"), {"pods": "4", "limits.cpu": "2"}),
        (SCALER, "HorizontalPodAutoscaler", ("spec", "maxReplicas"), 5),
        (POLICY, "NetworkPolicy", ("spec", "podSelector"), {"matchLabels": {"app": "oven"}}),
        (POLICY, "NetworkPolicy", ("spec", "ingress"), []),
        (INGRESS, "Ingress", ("spec", "backends", 0, "service"), "oven"),
        (SPICES, "Secret", ("data",), {"salt": ""}),
        (ACCOUNT, "ServiceAccount", ("imagePullSecrets",), [{"name": "key"}]),
    ],
)
def test_each_kind_is_known_by_its_headings(text: str, kind: str, path: tuple[str | int, ...], value: object) -> None:
    thing = next(iter(things_of_text(text, source="kubectl", name="paste.txt")))
    assert thing.kind == kind
    found: object = thing.body
    for part in path:
        found = found[part]  # type: ignore[index]  # mappings and lists, by the path
    assert found == value


def test_the_events_of_a_replica_set_name_it() -> None:
    _, event = things_of_text(REPLICAS, source="kubectl", name="paste.txt")
    assert event.table("involvedObject") == {"kind": "ReplicaSet", "namespace": "bakery", "name": "oven-6c9d7f5b44"}


def test_each_part_minds_its_own_kinds() -> None:
    root = outline(ENDPOINTS.splitlines())
    assert kind_of(root, ENDPOINTS.splitlines()) == "Endpoints"
    for part in (workloads, claims, quotas, nodes):
        body: dict[str, Any] = {}
        part.fill("Endpoints", root, body, {}, ENDPOINTS.splitlines(), 1)
        assert body == {}
    body = {}
    routes.fill("Endpoints", root, body, {}, ENDPOINTS.splitlines(), 1)
    assert set(body) == {"subsets"}
