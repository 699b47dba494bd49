"""What people told is evidence like any other: answers split, guesses are ranked, what is ruled out is out."""

from collections.abc import Iterator
from dataclasses import replace

from codriver.engine.detectors.first_seen_error import detect
from codriver.engine.investigate import investigate
from codriver.engine.people import ANSWERED, COUNTS, RULED_OUT, Idea, Past, Told, Word, counted, heard
from codriver.engine.rank import Weights
from codriver.engine.seen import Seen
from codriver.model import Assessment, Hypothesis, Situation, Stance, Standing
from codriver.testing import a_citation, a_situation, an_error

WEIGHTS = Weights(
    features={"accounts_for": 1.0}, mechanisms={}, none_of_these=-5.0, leads_by=1.0, lead_cap=9.0, gap_costs={}
)
CITE = (a_citation("inc-1#7", "no"),)
PAY = Hypothesis(suspect="pay", mechanism="resource", says="pay has no connections left")
CART = Hypothesis(suspect="cart", mechanism="deploy", says="the deploy of cart")


def explain(situation: Situation, seen: Seen) -> Iterator[Hypothesis]:
    del situation, seen
    yield from (PAY, CART)


def assessed(told: Told) -> Assessment:
    situation = a_situation(observations=[an_error("pay", "boom", after=30), an_error("cart", "boom", after=30)])
    return investigate(situation, {"errors": detect}, heard({"ours": explain}, told), counted(WEIGHTS))


def word(meant: Hypothesis, stance: Stance, feature: str = ANSWERED) -> Word:
    return Word(hypothesis=meant.id, stance=stance, feature=feature, because="mia answered", cites=CITE)


def leaders(told: Told) -> list[str]:
    return [one.suspect for one in assessed(told).hypotheses]


def test_an_answer_moves_the_hypotheses_that_its_check_is_about() -> None:
    assert leaders(Told(words=(word(PAY, Stance.SUPPORTS),)))[0] == "pay"
    assert leaders(Told(words=(word(CART, Stance.SUPPORTS),)))[0] == "cart"
    assert leaders(Told(words=(word(PAY, Stance.CONTRADICTS),)))[0] == "cart"


def test_what_a_person_ruled_out_is_out_and_says_by_whom() -> None:
    found = assessed(Told(words=(word(PAY, Stance.CONTRADICTS, RULED_OUT),)))
    assert [one.suspect for one in found.hypotheses] == ["cart"]
    (out,) = found.ruled_out
    assert (out.suspect, out.standing) == ("pay", Standing.RULED_OUT)
    assert any(piece.feature == RULED_OUT and piece.cites == CITE for piece in out.evidence)


def test_an_idea_of_a_person_is_ranked_like_the_rest() -> None:
    idea = Idea(suspect="bank", mechanism="external", says="the bank is down", because="mia suspects it", cites=CITE)
    assert "bank" in leaders(Told(ideas=(idea,)))
    same = replace(idea, suspect="cart", mechanism="deploy")
    assert leaders(Told(ideas=(same,))) == ["cart", "pay"]


def test_the_past_counts_for_whom_it_speaks_of_and_cites_it() -> None:
    past = Past(suspect="pay", mechanism="", size=1.1, because="pay was the cause in 4 of 6 incidents", cites=CITE)
    assert leaders(Told(past=(past,)))[0] == "pay"
    assert leaders(Told(past=(replace(past, size=-1.1),)))[0] == "cart"


def test_fitted_weights_go_before_what_people_count() -> None:
    assert counted(replace(WEIGHTS, features={ANSWERED: 3.0})).features[ANSWERED] == 3.0
    assert counted(WEIGHTS).features == {**COUNTS, "accounts_for": 1.0}


def test_nothing_told_changes_nothing() -> None:
    situation = a_situation(observations=[an_error("pay", "boom", after=30)])
    plain = investigate(situation, {"errors": detect}, {"ours": explain}, WEIGHTS)
    assert investigate(situation, {"errors": detect}, heard({"ours": explain}, Told()), counted(WEIGHTS)) == plain
