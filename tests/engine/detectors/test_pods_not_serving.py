"""Only a standing in trouble is found."""

from tests.faults import a_fault, a_standing

from codriver.engine.detectors.pods_not_serving import detect
from codriver.testing import a_situation


def test_neither_a_fault_nor_health_is_trouble() -> None:
    seen = [a_fault("oven", "probe", "liveness_probe_port"), a_standing("oven", serves=True)]
    assert not list(detect(a_situation(observations=seen)))
