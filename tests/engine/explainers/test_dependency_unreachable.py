from collections.abc import Callable

import pytest

from codriver.engine import Seen
from codriver.engine.explainers.dependency_unreachable import explain
from codriver.model import Hypothesis, Observation, Situation, Stance
from codriver.testing import a_metric, a_silence, a_situation, an_edge, an_error

Look = Callable[[Situation], Seen]


def proposed(look: Look, *observations: Observation) -> list[Hypothesis]:
    situation = a_situation(observations=observations)
    return list(explain(situation, look(situation)))


@pytest.mark.parametrize("way", ["dns", "refused", "timeout", "tls", "unreachable"])
def test_each_way_of_not_being_reached_is_told_from_the_callers_words(look: Look, way: str) -> None:
    words = an_error("checkout", "cannot call pricing", kind=way, peer="pricing")
    (hypothesis,) = proposed(look, words)

    assert (hypothesis.suspect, hypothesis.mechanism, hypothesis.detail) == ("pricing", "unreachable", way)
    assert [(piece.feature, piece.cites) for piece in hypothesis.evidence] == [("unreachable_words", words.cites)]


def test_a_callee_that_fell_silent_supports_it(look: Look) -> None:
    refused = an_error("checkout", "refused", kind="refused", peer="pricing")
    (hypothesis,) = proposed(look, refused, a_silence("pricing"))
    assert [piece.feature for piece in hypothesis.evidence] == ["unreachable_words", "suspect_silent"]


def test_a_callee_that_is_up_for_others_and_healthy_speaks_against_it(look: Look) -> None:
    (hypothesis,) = proposed(
        look,
        an_error("checkout", "refused", kind="refused", peer="pricing"),
        an_edge("cart", "pricing", errors=(0.0, 0.0)),
        a_metric("pricing", "latency", 0.1, 0.1, kind="latency", unit="s"),
    )
    against = {piece.feature for piece in hypothesis.evidence if piece.stance == Stance.CONTRADICTS}
    assert against == {"suspect_healthy", "other_callers_fine"}


def test_two_ways_are_two_hypotheses_and_words_that_name_no_callee_are_none(look: Look) -> None:
    found = proposed(
        look,
        an_error("checkout", "refused", kind="refused", peer="pricing"),
        an_error("checkout", "timed out", kind="timeout", peer="pricing"),
        an_error("cart", "refused", kind="refused"),
        an_error("cart", "bad total", kind="exception", peer="pricing"),
    )
    assert [(hypothesis.suspect, hypothesis.detail) for hypothesis in found] == [
        ("pricing", "refused"),
        ("pricing", "timeout"),
    ]


def test_a_caller_that_alone_cannot_look_up_several_names_has_lost_its_resolver(look: Look) -> None:
    words = [an_error("checkout", f"cannot look up {name}", kind="dns", peer=name) for name in ("pricing", "cart")]
    assert [(one.suspect, one.detail) for one in proposed(look, *words)] == [("checkout", "dns")]


def test_a_name_that_several_callers_ask_for_in_vain_is_gone(look: Look) -> None:
    words = [an_error(name, "cache: Name or service not known", kind="dns", peer="cache") for name in ("cart", "shelf")]
    assert [one.suspect for one in proposed(look, *words)] == ["cache"]


def test_a_resolver_that_does_not_answer_one_caller_is_that_callers_trouble(look: Look) -> None:
    words = an_error("shelf", "database: Temporary failure in name resolution", kind="dns", peer="database")
    assert [one.suspect for one in proposed(look, words)] == ["shelf"]
