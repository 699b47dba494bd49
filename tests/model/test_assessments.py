"""Everything that an assessment shows can be followed to its citations."""

from codriver.model import Assessment, Evidence, Hypothesis, Impact, Incident, Outcome, Stance, Step
from codriver.testing import a_citation, a_deploy


def a_hypothesis(name: str) -> Hypothesis:
    evidence = Evidence(stance=Stance.CONTRADICTS, feature="x", because="y", cites=(a_citation(f"{name}:evidence"),))
    step = Step(origin="a", to="b", because="z", cites=(a_citation(f"{name}:step"),))
    return Hypothesis(suspect=name, mechanism="failing", says=name, evidence=(evidence,), path=(step,))


def test_every_line_that_cites_is_followed_in_order_of_appearance() -> None:
    assessment = Assessment(
        incident=Incident(title="pay fails"),
        outcome=Outcome.LEADING,
        impact=Impact(failing=("pay",), says="pay fails", cites=(a_citation("impact"),)),
        hypotheses=(a_hypothesis("leader"),),
        ruled_out=(a_hypothesis("out"),),
        changes=(a_deploy("pay"),),
    )
    said = [cite.ref.locator for cite in assessment.cited()]
    assert said == ["impact", "leader:evidence", "leader:step", "out:evidence", "out:step", "deploys.jsonl:pay:-2"]


def test_an_assessment_without_a_cause_cites_nothing_and_is_still_an_assessment() -> None:
    nothing = Assessment(
        incident=Incident(title="noise"), outcome=Outcome.NOTHING_FOUND, impact=Impact(failing=(), says="no trouble")
    )
    assert list(nothing.cited()) == []
    assert nothing.calibration == "uncalibrated"
