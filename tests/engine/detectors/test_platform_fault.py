"""Faults and standings of the platform become findings; only what does not serve is trouble."""

from dataclasses import replace

from tests.faults import a_fault, a_standing

from codriver.engine.detectors.platform_fault import detect
from codriver.engine.detectors.pods_not_serving import detect as detect_pods
from codriver.testing import a_situation


def test_a_fault_is_found_and_is_no_trouble_by_itself() -> None:
    fault = a_fault("oven", "image", "image_reference_not_found")
    (found,) = detect(a_situation(observations=[fault, a_standing("oven", serves=False)]))
    assert (found.service, found.kind, found.name, found.trouble) == (
        "oven",
        "platform",
        "image_reference_not_found",
        False,
    )
    assert found.cites == fault.cites


def test_pods_that_do_not_serve_are_trouble_by_their_share() -> None:
    half = replace(a_standing("oven", serves=False), labels=(("share", "0.5"),))
    (found,) = detect_pods(a_situation(observations=[half, a_standing("till", serves=True)]))
    assert (found.service, found.trouble, found.size) == ("oven", True, 0.5)
