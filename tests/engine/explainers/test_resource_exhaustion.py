from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.resource_exhaustion import explain
from codriver.model import Evidence, Hypothesis, Observation, Situation, Stance
from codriver.testing import a_metric, a_situation, an_edge, an_error, self_latency

Look = Callable[[Situation], Seen]
NO_CONNECTION = an_error("payments", "no free connection", kind="connections")


def proposed(look: Look, *observations: Observation) -> list[Hypothesis]:
    situation = a_situation(observations=observations)
    return list(explain(situation, look(situation)))


def against(hypothesis: Hypothesis) -> list[Evidence]:
    return [piece for piece in hypothesis.evidence if piece.stance == Stance.CONTRADICTS]


def test_words_and_a_full_pool_name_service_and_resource(look: Look) -> None:
    pool = a_metric("payments", "pool share", 0.3, 1.0, kind="connections", unit="share")
    (hypothesis,) = proposed(look, NO_CONNECTION, pool)

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("payments", "resource", "connections")
    assert hypothesis.says == "payments ran out of connections in its pool"
    told = {piece.feature: piece.cites for piece in hypothesis.evidence}
    assert told == {"exhaustion_words": NO_CONNECTION.cites, "at_its_limit": pool.cites}


def test_memory_that_grew_a_lot_tells_and_a_little_does_not(look: Look) -> None:
    grown = a_metric("pricing", "rss", 1e8, 2e8, kind="memory", unit="bytes")
    little = a_metric("pricing", "rss", 1e8, 1.9e8, kind="memory", unit="bytes")

    assert [piece.feature for h in proposed(look, grown) for piece in h.evidence] == ["resource_moved"]
    assert proposed(look, little) == []


def test_connections_that_merely_rose_are_load(look: Look) -> None:
    assert proposed(look, a_metric("payments", "in use", 2.0, 8.0, kind="connections")) == []


def test_memory_that_fell_is_not_used_up(look: Look) -> None:
    assert proposed(look, a_metric("pricing", "rss", 4e8, 1e8, kind="memory", unit="bytes")) == []


def test_a_measured_resource_that_is_as_before_speaks_against_the_words(look: Look) -> None:
    steady = a_metric("payments", "pool share", 0.3, 0.3, kind="connections", unit="share")
    (hypothesis,) = proposed(look, NO_CONNECTION, steady)
    assert [(piece.feature, piece.cites) for piece in against(hypothesis)] == [("resource_steady", steady.cites)]


def test_a_pool_behind_a_slow_callee_may_be_filled_by_it(look: Look) -> None:
    slow = [an_edge("payments", "database", latency=(0.01, 2.0)), self_latency("database", 0.01, 2.0)]
    (hypothesis,) = proposed(look, NO_CONNECTION, *slow)
    assert [piece.feature for piece in against(hypothesis)] == ["callee_is_slow"]


def test_a_slow_callee_does_not_excuse_a_full_disk(look: Look) -> None:
    full = an_error("payments", "no space left on device", kind="disk")
    (hypothesis,) = proposed(look, full, an_edge("payments", "database", latency=(0.01, 2.0)))
    assert against(hypothesis) == []


def test_a_service_that_uses_little_of_a_core_has_not_run_out_of_cpu(look: Look) -> None:
    little = a_metric("pricing", "process_cpu_seconds_total", 0.02, 0.2, kind="cpu", unit="s/s")
    much = a_metric("pricing", "process_cpu_seconds_total", 0.2, 0.95, kind="cpu", unit="s/s")
    assert proposed(look, little) == []
    assert [one.detail for one in proposed(look, much)] == ["cpu"]
