from collections.abc import Callable
from dataclasses import replace

from codriver.engine import Seen
from codriver.engine.explainers.upstream_trouble import explain
from codriver.model import NO_TIME, Hypothesis, Situation, Stance
from codriver.testing import a_metric, a_situation, an_edge, an_error, self_latency

Look = Callable[[Situation], Seen]


def proposed(look: Look, situation: Situation) -> dict[str, Hypothesis]:
    return {hypothesis.suspect: hypothesis for hypothesis in explain(situation, look(situation))}


def test_a_callee_that_its_callers_see_fail_is_suspected_with_what_they_see(look: Look) -> None:
    calls = [an_edge(caller, "pricing", errors=(0.0, 0.6)) for caller in ("checkout", "cart")]
    found = proposed(look, a_situation(observations=calls))

    assert found.keys() == {"pricing"}
    (evidence,) = found["pricing"].evidence
    assert (found["pricing"].mechanism, evidence.feature) == ("failing", "callers_suffer")
    assert evidence.because.startswith("cart, checkout see it: ")
    assert set(evidence.cites) == {cite for call in calls for cite in call.cites}


def test_a_service_with_trouble_of_its_own_is_suspected_though_nobody_blames_it(look: Look) -> None:
    found = proposed(look, a_situation(observations=[an_error("pricing", "boom")]))
    assert [piece.feature for piece in found["pricing"].evidence] == ["trouble_of_its_own"]


def test_what_takes_time_is_called_slow(look: Look) -> None:
    found = proposed(look, a_situation(observations=[self_latency("pricing", 0.1, 2.0)]))
    assert (found["pricing"].mechanism, found["pricing"].says) == (
        "slow",
        "pricing itself became slow, for a reason not yet seen",
    )


def test_health_and_other_callers_that_are_fine_speak_against_the_callee(look: Look) -> None:
    observations = [
        an_edge("checkout", "pricing", errors=(0.0, 0.6)),
        an_edge("cart", "pricing", errors=(0.0, 0.0)),
        a_metric("pricing", "error share", 0.0, 0.0, kind="errors", unit="share"),
    ]
    against = [
        piece
        for piece in proposed(look, a_situation(observations=observations))["pricing"].evidence
        if piece.stance == Stance.CONTRADICTS
    ]
    assert {piece.feature for piece in against} == {"suspect_healthy", "other_callers_fine"}
    assert all(piece.cites for piece in against)


def test_calls_that_time_out_as_fast_as_ever_speak_against_the_callee(look: Look) -> None:
    observations = [
        an_error("checkout", "pricing timed out", kind="timeout", peer="pricing"),
        an_edge("checkout", "pricing", latency=(0.1, 0.1)),
    ]
    features = {piece.feature for piece in proposed(look, a_situation(observations=observations))["pricing"].evidence}
    assert "callers_give_up_sooner" in features


def test_a_service_that_only_passes_on_trouble_is_not_suspected_itself(look: Look) -> None:
    assert "checkout" not in proposed(
        look, a_situation(observations=[an_edge("checkout", "pricing", errors=(0.0, 0.6))])
    )


def test_trouble_without_a_clock_gives_no_time(look: Look) -> None:
    undated = replace(an_error("pricing", "boom"), at=NO_TIME)
    assert proposed(look, a_situation(observations=[undated]))["pricing"].at is None
