from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.engine import Seen
from codriver.engine.explainers.known_failure_mode import explain
from codriver.model import FailureMode, Hypothesis, Observation, Situation, Stance, Symptom
from codriver.testing import a_failure_mode, a_metric, a_situation, an_edge, an_error

Look = Callable[[Situation], Seen]
MODE = a_failure_mode("payments", "no free connection")
WORDS = an_error("payments", "no free connection in pool")


def proposed(look: Look, mode: FailureMode, *observations: Observation) -> list[Hypothesis]:
    situation = a_situation(observations=observations, failure_modes=[mode])
    return list(explain(situation, look(situation)))


def test_a_mode_whose_symptom_shows_is_proposed_citing_the_page_and_the_fact(look: Look) -> None:
    (hypothesis,) = proposed(look, MODE, WORDS)

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.failure_mode) == ("payments", "resource", MODE.name)
    (evidence,) = hypothesis.evidence
    assert (evidence.feature, evidence.stance) == ("symptom_present", Stance.SUPPORTS)
    assert evidence.cites == (*MODE.cites, *WORDS.cites)


def test_a_symptom_that_was_looked_for_and_is_absent_counts_against_it(look: Look) -> None:
    both = replace(MODE, symptoms=(*MODE.symptoms, Symptom(signal="log", pattern="deadlock", with_it=0.9)))
    (hypothesis,) = proposed(look, both, WORDS)

    (absent,) = (piece for piece in hypothesis.evidence if piece.stance == Stance.CONTRADICTS)
    assert (absent.feature, absent.because) == ("symptom_absent", "looked for and not there: deadlock")
    assert absent.size == pytest.approx(0.732, abs=0.001)  # ln(0.9 / 0.1) / 3


def test_a_symptom_that_nobody_could_have_seen_counts_neither_way(look: Look) -> None:
    unseen = replace(MODE, symptoms=(*MODE.symptoms, Symptom(signal="metric", name="pool_in_use", condition="rises")))
    (hypothesis,) = proposed(look, unseen, WORDS)
    assert [piece.feature for piece in hypothesis.evidence] == ["symptom_present"]


@pytest.mark.parametrize(("after", "expected"), [(9.0, "symptom_present"), (0.5, "symptom_absent")])
def test_a_metric_has_to_move_the_way_that_was_written_down(look: Look, after: float, expected: str) -> None:
    rises = replace(MODE, symptoms=(*MODE.symptoms, Symptom(signal="metric", name="pool_in_use", condition="rises")))
    (hypothesis,) = proposed(look, rises, WORDS, a_metric("payments", "pool_in_use", 2.0, after))
    assert [piece.feature for piece in hypothesis.evidence] == ["symptom_present", expected]


def test_an_incident_of_the_past_counts_for_it(look: Look) -> None:
    (hypothesis,) = proposed(look, replace(MODE, incidents=3), WORDS)
    assert [(piece.feature, piece.size) for piece in hypothesis.evidence][1:] == [("seen_before", 0.3)]


def test_without_any_symptom_and_on_another_service_it_is_not_proposed(look: Look) -> None:
    assert proposed(look, MODE, an_error("payments", "boom")) == []
    assert proposed(look, MODE, replace(WORDS, service="checkout")) == []


def test_what_callers_say_of_the_service_counts_as_its_symptom(look: Look) -> None:
    seen = replace(MODE, symptoms=(Symptom(signal="trace", pattern="payments fail"),))
    assert len(proposed(look, seen, an_edge("checkout", "payments", errors=(0.0, 0.6)))) == 1
