"""What tools printed becomes files that triage reads; an answer's kind is the nearest of a pack's by its words."""

import pytest
from bench.packs.kinds import nearest
from bench.packs.outputs import outputs_of
from bench.packs.reading import Case
from bench.packs.scoring import score

from codriver.telemetry.kubernetes.thing import Thing

POD = """\
Name:             oven-6c9d7f5b44-x2lqp
Namespace:        bakery
Node:             rack-1/10.0.0.4
Status:           Pending
Containers:
  main:
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
QoS Class:        Burstable
Events:
  Type     Reason  Age   From     Message
  ----     ------  ----  ----     -------
  Warning  Failed  3s    kubelet  Failed to pull image "registry.test/oven:1": not found
"""
EVIDENCE = {
    'DescribeResource:{"resource_type":"pods","name":"oven-6c9d7f5b44-x2lqp","namespace":"bakery"}': POD,
    'GetErrorLogs:{"namespace":"bakery","service_name":"till"}': '{"patterns": [{"count": 2, "sample": "cold"}]}',
    'CheckServiceConnectivity:{"service_name":"oven","port":80}': "Connection Failed",
    "query": "no bread",
}
KINDS = ("claim_capacity_mismatch", "incorrect_image_reference", "node_selector_mismatch", "service_selector_mismatch")


def a_case(evidence: dict[str, str], kind: str = "incorrect_image_reference") -> Case:
    row = {"case_id": "c", "evidence": evidence, "candidates": ["service/oven", "node/rack-1"]}
    label = {"service": "service/oven", "fault_type": kind}
    return Case(set="s", id="c", system="bakery", row=row, label=label, cascade=None, control=False, kinds=KINDS)


def test_each_output_is_read_as_the_file_that_somebody_would_save() -> None:
    things = [fact for fact in outputs_of(a_case(EVIDENCE)) if isinstance(fact, Thing)]
    assert [thing.kind for thing in things] == ["Call", "Pod", "Event"]
    assert things[1].cite().ref.locator == "kubectl/describe-pods.txt:1"
    assert not list(outputs_of(a_case({"metric_events": ""})))


@pytest.mark.parametrize(("kind", "right"), [("incorrect_image_reference", 1.0), ("node_selector_mismatch", 0.0)])
def test_an_answer_is_right_when_it_names_object_and_kind(kind: str, right: float) -> None:
    scored, _ = score(a_case(EVIDENCE, kind))
    assert (scored.right, scored.cause, scored.kind) == (1.0, right, "incorrect_image_reference")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Service routing selector_mismatch", "service_selector_mismatch"),
        ("Deployment scheduling node_selector", "node_selector_mismatch"),
        ("PersistentVolumeClaim storage claim_capacity", "claim_capacity_mismatch"),
        ("nothing alike", ""),
    ],
)
def test_the_nearest_kind_shares_the_rarest_words(answer: str, kind: str) -> None:
    assert nearest(answer, KINDS) == kind
