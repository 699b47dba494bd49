"""A container held back by its CPU limit."""

from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.cpu_throttled import explain
from codriver.model import Situation
from codriver.testing import a_metric, a_situation

Look = Callable[[Situation], Seen]
SLOW = a_metric("oven", "request latency", 5.0, 900.0, kind="latency", unit="ms")
THROTTLED = a_metric("oven", "container_cpu_cfs_throttled_seconds_total", 0.0, 1.2, kind="cpu")
USED = a_metric("oven", "cpu used", 0.1, 0.9, kind="cpu")


def test_throttled_time_that_rose_beside_the_cpu_speaks_for_a_limit(look: Look) -> None:
    situation = a_situation(observations=[SLOW, THROTTLED, USED])
    (hypothesis,) = explain(situation, look(situation))
    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("oven", "resource", "cpu_throttled")
    assert [e.feature for e in hypothesis.evidence] == ["at_its_limit", "resource_moved", "trouble_of_its_own"]


def test_throttling_of_a_service_that_is_fine_is_no_cause(look: Look) -> None:
    situation = a_situation(observations=[THROTTLED])
    assert not list(explain(situation, look(situation)))
