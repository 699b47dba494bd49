from collections.abc import Callable

from codriver.engine import Seen
from codriver.engine.explainers.external_provider import explain
from codriver.model import Service, Situation, Stance
from codriver.testing import a_deploy, a_metric, a_situation, an_edge, an_error, edges

Look = Callable[[Situation], Seen]
CALL = an_edge("payments", "bank", errors=(0.0, 0.6))


def suspects(look: Look, situation: Situation) -> list[str]:
    return [hypothesis.suspect for hypothesis in explain(situation, look(situation))]


def test_a_callee_known_only_from_our_calls_is_outside_our_watch(look: Look) -> None:
    situation = a_situation(observations=[CALL])
    (hypothesis,) = explain(situation, look(situation))

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.at) == ("bank", "external", CALL.at)
    assert [piece.feature for piece in hypothesis.evidence] == ["callers_suffer", "outside_our_watch"]
    assert all(piece.cites == CALL.cites for piece in hypothesis.evidence)


def test_a_service_marked_external_is_one_even_with_figures_of_its_own(look: Look) -> None:
    status = a_metric("bank", "error share", 0.0, 0.0, kind="errors", unit="share")
    situation = a_situation(observations=[CALL, status], services=[Service(name="bank", external=True)])
    (hypothesis,) = explain(situation, look(situation))

    against = [piece.feature for piece in hypothesis.evidence if piece.stance == Stance.CONTRADICTS]
    assert against == ["suspect_healthy"]


def test_what_we_watch_deploy_or_see_calling_others_is_ours(look: Look) -> None:
    watched = a_metric("bank", "memory", 1.0, 1.0, kind="memory")
    assert suspects(look, a_situation(observations=[CALL, watched])) == []
    assert suspects(look, a_situation(observations=[CALL], changes=[a_deploy("bank")])) == []
    assert suspects(look, a_situation(observations=[CALL], dependencies=edges("bank > ledger"))) == []


def test_a_provider_whose_calls_are_as_before_is_not_suspected(look: Look) -> None:
    assert suspects(look, a_situation(observations=[an_edge("payments", "bank", errors=(0.1, 0.1))])) == []


def test_a_name_that_does_not_resolve_says_nothing_of_how_the_other_side_works(look: Look) -> None:
    unknown = an_error("payments", "no such host", kind="dns", peer="bank")
    late = an_error("payments", "no answer in time", kind="timeout", peer="bank")
    assert suspects(look, a_situation(observations=[unknown])) == []
    assert suspects(look, a_situation(observations=[unknown, late])) == ["bank"]
