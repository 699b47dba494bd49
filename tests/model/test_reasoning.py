"""Hypotheses are candidates with a name of their own; evidence comes and goes without changing who they are."""

from dataclasses import replace

from codriver.model import Check, Evidence, Hypothesis, Proposal, Stance, Standing
from codriver.testing import a_citation, a_deploy

CANDIDATE = Hypothesis(suspect="pay", mechanism="deploy", says="the deploy of pay", change=a_deploy("pay"))
EVIDENCE = Evidence(stance=Stance.SUPPORTS, feature="first_in_time", because="first", cites=(a_citation("a:1"),))


def test_more_evidence_makes_no_other_candidate() -> None:
    stronger = CANDIDATE.with_evidence(EVIDENCE)
    assert stronger.evidence == (EVIDENCE,)
    assert CANDIDATE.evidence == ()
    assert stronger.id == CANDIDATE.id


def test_another_change_makes_another_candidate() -> None:
    assert replace(CANDIDATE, change=a_deploy("pay", minutes=-9)).id != CANDIDATE.id
    assert replace(CANDIDATE, change=None).id != CANDIDATE.id


def test_a_candidate_is_weak_and_without_a_probability_until_it_is_ranked() -> None:
    assert (CANDIDATE.standing, CANDIDATE.probability) == (Standing.WEAK, None)


def test_a_check_is_known_by_its_question_whatever_it_splits() -> None:
    check = Check(ask="Does it answer?", command="curl -s x", answers=(("yes", "it is up"),), splits=("h-1",))
    assert replace(check, splits=("h-1", "h-2"), cost=3).id == check.id
    assert replace(check, command="").id != check.id


def test_the_same_command_on_another_target_is_another_proposal() -> None:
    proposal = Proposal(says="restart it", command="systemctl restart x", target="pay", risk="R1", why="it leaks")
    assert replace(proposal, why="it hangs").id == proposal.id
    assert replace(proposal, target="cart").id != proposal.id
