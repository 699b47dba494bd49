"""Nights on a cluster: what somebody pasted or dumped must name the object to mend, and health must stay unblamed."""

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.telemetry.kubernetes.conftest import Bakery

from codriver.model import Assessment, Outcome
from codriver.room.request import Request, Room
from codriver.room.triage import triage

DESCRIBED = """\
Name:             oven-6c9d7f5b44-x2lqp
Namespace:        bakery
Service Account:  default
Node:             <none>
Labels:           app=oven
Status:           Pending
Controlled By:    ReplicaSet/oven-6c9d7f5b44
Containers:
  main:
    Image:        registry.test/oven:1.4
    Port:         8100/TCP
Conditions:
  Type           Status
  PodScheduled   False
QoS Class:       Burstable
Node-Selectors:  heat=gas
Events:
  Type     Reason            Age   From               Message
  ----     ------            ----  ----               -------
  Warning  FailedScheduling  3s    default-scheduler  0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.
"""  # noqa: E501 - as kubectl prints it


def assess(folder: Path, *, pasted: str = "", dumped: object = None) -> Assessment:
    told = folder / "told"
    told.mkdir()
    if pasted:
        (told / "paste.txt").write_text(pasted)
    if dumped:
        (told / "dump.json").write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": dumped}, indent=1))
    request = Request(now=datetime(2026, 3, 2, tzinfo=UTC), paths=(told,))
    return triage(Room(state=folder / "state"), request, lambda _: None)


def quotes_stand_in_their_files(answer: Assessment, folder: Path) -> bool:
    return all(
        cite.quote in (folder / "told" / cite.ref.locator.partition("#")[0].rpartition(":")[0]).read_text()
        if "#" not in cite.ref.locator
        else cite.quote in (folder / "told" / cite.ref.locator.partition("#")[0]).read_text()
        for cite in answer.cited()
    )


def test_a_pasted_description_of_a_pod_that_waits_names_why_and_what_to_mend(tmp_path: Path) -> None:
    answer = assess(tmp_path, pasted=DESCRIBED)
    leader = answer.hypotheses[0]
    assert answer.outcome == Outcome.LEADING
    assert (leader.suspect, leader.mechanism, leader.detail) == ("oven", "scheduling", "node_selector")
    assert leader.object == "Pod/bakery/oven-6c9d7f5b44-x2lqp"
    assert answer.impact.failing == ("oven",)
    assert any(check.command.startswith("kubectl -n bakery describe") for check in answer.checks)
    assert quotes_stand_in_their_files(answer, tmp_path)


def test_a_healthy_cluster_with_old_trouble_in_its_events_blames_nobody(tmp_path: Path) -> None:
    bakery = Bakery()
    old = [
        bakery.event("ReplicaSet/oven-6c9d7f5b44", "FailedCreate", 'is forbidden: serviceaccount "chef" not found'),
        bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu."),
        bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "Unhealthy", "Readiness probe failed: connection refused"),
        bakery.event("Pod/oven-6c9d7f5b44-x2lqp", "Failed", 'Failed to pull image "x": not found'),
    ]
    answer = assess(tmp_path, dumped=[bakery.pod(), bakery.deployment(), bakery.service(), bakery.node(), *old])
    assert answer.outcome != Outcome.LEADING
    assert not answer.hypotheses


def test_a_node_that_is_down_accounts_for_all_that_stands_on_it(tmp_path: Path) -> None:
    bakery = Bakery()
    down = {"status": {"conditions": [{"type": "Ready", "status": "False"}]}}
    pods = [bakery.pod(f"{name}-6c9d7f5b44-x2lqp", **down) for name in ("oven", "till", "jar")]
    node = bakery.node(ready="Unknown", message="Kubelet stopped posting node status.")
    answer = assess(tmp_path, dumped=[*pods, node])
    leader = answer.hypotheses[0]
    assert (leader.suspect, leader.mechanism, leader.object) == ("rack-1", "node", "Node/rack-1")
    assert answer.outcome == Outcome.LEADING
    assert all(step.cites for step in leader.path)
    assert quotes_stand_in_their_files(answer, tmp_path)


def test_a_service_that_selects_nothing_leads_though_every_pod_serves(tmp_path: Path) -> None:
    bakery = Bakery()
    wrong = bakery.service(selector={"app": "ovens"})
    answer = assess(tmp_path, dumped=[bakery.pod(), bakery.deployment(), wrong, bakery.node()])
    leader = answer.hypotheses[0]
    assert (leader.suspect, leader.detail, leader.object) == ("oven", "selector_mismatch", "Service/bakery/oven")
    assert quotes_stand_in_their_files(answer, tmp_path)
