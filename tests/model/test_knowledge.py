"""What the team wrote down is known by its words: a corrected failure mode is another one."""

from dataclasses import replace

from codriver.model import Remedy, Runbook, Symptom
from codriver.testing import a_citation, a_failure_mode


def test_a_corrected_failure_mode_is_another_one() -> None:
    mode = a_failure_mode("pay", "pool exhausted")
    corrected = replace(mode, remedies=(Remedy(says="raise the pool"),))
    assert corrected.id != mode.id
    assert replace(corrected, remedies=()).id == mode.id


def test_two_sections_of_one_runbook_are_two() -> None:
    section = Runbook(title="Pay", section="Rollback", text="go back", cites=(a_citation("pay.md:9"),))
    assert replace(section, section="Scaling").id != section.id


def test_a_symptom_without_figures_is_likely_with_the_failure_and_rare_without_it() -> None:
    symptom = Symptom(signal="log", pattern="boom")
    assert 0 < symptom.without_it < symptom.with_it < 1


def test_a_remedy_concerns_a_whole_service_until_somebody_says_otherwise() -> None:
    assert Remedy(says="restart it").risk == "R2"
