"""What speaks for and against a fault of the platform, whatever part of it is broken."""

import importlib
from collections.abc import Callable

import pytest
from tests.faults import a_fault, a_standing

from codriver.engine import Seen
from codriver.engine.broken_objects import broken_objects
from codriver.model import Observation, Situation
from codriver.testing import a_situation, an_error, edges

Look = Callable[[Situation], Seen]
FAMILIES = {
    "pod_scheduling": "scheduling",
    "pod_admission": "admission",
    "container_image": "image",
    "container_start": "startup",
    "health_probe": "probe",
    "service_routing": "routing",
    "storage_claim": "storage",
    "node_health": "node",
    "network_policy": "network",
    "platform_configuration": "configuration",
    "platform_resource": "resource",
}


def features(look: Look, family: str, *seen: Observation) -> list[str]:
    situation = a_situation(observations=seen, dependencies=edges("till > oven"))
    (hypothesis,) = broken_objects(look(situation), family)
    return [evidence.feature for evidence in hypothesis.evidence]


@pytest.mark.parametrize(("explainer", "family"), sorted(FAMILIES.items()))
def test_each_part_of_the_platform_has_an_explainer_that_names_what_to_mend(
    look: Look, explainer: str, family: str
) -> None:
    module = importlib.import_module(f"codriver.engine.explainers.{explainer}")
    fault = a_fault("oven", family, "something_wrong", broken="Thing/bakery/oven")
    situation = a_situation(observations=[fault, a_standing("oven", serves=False)])
    (hypothesis,) = module.explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism) == ("oven", family)
    assert (hypothesis.detail, hypothesis.object) == ("something_wrong", "Thing/bakery/oven")
    assert all(evidence.cites for evidence in hypothesis.evidence)


def test_what_the_platform_says_and_what_does_not_serve_speak_for_it(look: Look) -> None:
    fault = a_fault("oven", "image", "image_reference_not_found")
    found = features(look, "image", fault, a_standing("oven", serves=False))
    assert found == ["platform_says_so", "pods_not_serving"]


def test_objects_that_do_not_fit_say_less_than_the_platform_itself(look: Look) -> None:
    fault = a_fault("oven", "routing", "port_mismatch", sure=0.9)
    assert features(look, "routing", fault) == ["objects_disagree"]


def test_callers_that_see_it_fail_speak_for_it(look: Look) -> None:
    blame = an_error("till", "connection refused", peer="oven", kind="refused")
    assert "callers_suffer" in features(look, "image", a_fault("oven", "image", "image_reference_not_found"), blame)


def test_pods_that_serve_all_the_same_speak_against_it(look: Look) -> None:
    fault, well = a_fault("oven", "image", "image_reference_not_found"), a_standing("oven", serves=True)
    assert features(look, "image", fault, well) == ["platform_says_so", "pods_serving"]


def test_pods_may_serve_in_vain(look: Look) -> None:
    fault, well = a_fault("oven", "routing", "selector_mismatch"), a_standing("oven", serves=True)
    assert features(look, "routing", fault, well) == ["platform_says_so"]


def test_a_fault_that_only_follows_from_one_below_is_told_so(look: Look) -> None:
    waits = a_fault("oven", "scheduling", "unbound_claim")
    claim = a_fault("oven", "storage", "claim_capacity")
    node = a_fault("rack-1", "node", "kubelet_down", hits=["oven", "till"])
    probe = a_fault("oven", "probe", "liveness_probe_target")
    assert "fault_below" in features(look, "scheduling", waits, claim)
    assert "fault_below" not in features(look, "storage", waits, claim)
    assert "fault_below" in features(look, "probe", probe, node)
    assert "fault_below" not in features(look, "node", probe, node)
