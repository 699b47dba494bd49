"""Every draft of every situation passes its own rules; what nobody recorded is left to a person."""

from dataclasses import replace

import pytest
from bench.drafts import FACTS, OVER, SITUATIONS, drafts, measure

from codriver.drafts import customers, executive, handoff, internal, postmortem
from codriver.drafts.facts import FILL, Facts, Said
from codriver.drafts.kinds import AUDIENCES, KINDS, WATERMARK, marked
from codriver.drafts.lint import lint
from codriver.drafts.rules import Words

WRITERS = [customers.write, executive.write, handoff.write, internal.write, postmortem.write]


def test_drafts_from_the_record_pass_their_own_rules() -> None:
    wrong = [one for facts, words in drafts() for one in lint(words, facts) if one.blocks or one.rule != "complete"]
    assert wrong == []


def test_of_bad_drafts_with_one_planted_fault_nearly_all_are_caught() -> None:
    found = measure()["caught"]
    assert isinstance(found, list)
    assert found[0] >= 0.95 * found[1] > 400


def test_every_audience_has_its_update_and_every_writer_its_kind() -> None:
    assert {audience for form, audience in KINDS if form == "update"} == set(AUDIENCES)
    assert set(KINDS.values()) == set(WRITERS)


@pytest.mark.parametrize("facts", SITUATIONS, ids=lambda facts: str(facts.status))
def test_an_update_begins_with_where_it_stands_and_says_when_the_next_one_comes(facts: Facts) -> None:
    for audience in AUDIENCES:
        text = KINDS["update", audience](facts)
        assert facts.status.capitalize() in text.splitlines()[0]
        assert ("13:00 UTC" in text) is (facts.status != "resolved")


def test_no_cause_is_told_before_somebody_confirmed_it() -> None:
    assert "connections" not in customers.write(FACTS)
    assert "suspected, not confirmed (strong): tariff-api runs out of connections [inc-0a1b2c#3]" in internal.write(
        FACTS
    )
    assert "tariff-api had no connections left, confirmed by mia [inc-0a1b2c#9]" in internal.write(OVER)


def test_a_post_mortem_leaves_to_a_person_what_nobody_recorded_and_cites_the_rest() -> None:
    text = postmortem.write(OVER)
    assert f"[{FILL}: what went well]" in text
    assert "| 2026-03-01T12:00:00Z | opened: Checkout fails | inc-0a1b2c#1 |" in text
    assert "- the deploy of cart: disproved by: it is fine elsewhere [inc-0a1b2c#5]" in text
    assert "- Lasted: 30 min" in text


def test_a_handoff_says_what_to_do_first() -> None:
    assert "First thing to do: look again: codriver incident assess" in handoff.write(FACTS)


def test_a_handoff_asks_whether_something_worked_only_when_somebody_confirmed_it() -> None:
    grow = Said(says="grow the disk (proposed, not confirmed)", cite="inc-0a1b2c#6", kind="proposed")
    text = handoff.write(replace(FACTS, remedies=(grow,)))
    assert "First thing to do: decide on this: grow the disk (proposed, not confirmed) [inc-0a1b2c#6]" in text
    assert "worked" not in text
    done = replace(grow, says="grow the disk (used)", kind="used")
    assert "First thing to do: see whether this worked: grow the disk (used)" in handoff.write(
        replace(FACTS, remedies=(done, grow))
    )


def test_the_handoff_of_what_is_over_says_when_it_ended_and_promises_no_update() -> None:
    text = handoff.write(replace(OVER, handed=Said(says="ben", cite="inc-0a1b2c#12", at=OVER.resolved_at)))
    assert "Status: resolved, SEV2, at 2026-03-01 12:30 UTC; it began 2026-03-01 12:00 UTC." in text
    assert "Handed to ben, 12:30 UTC [inc-0a1b2c#12]." in text
    assert "Next update" not in text
    assert "To check next" not in text
    assert "Next update is due: 13:00 UTC." in handoff.write(FACTS)


@pytest.mark.parametrize("facts", SITUATIONS, ids=lambda facts: str(facts.status))
def test_customers_are_not_told_of_failing_requests_that_nothing_shows(facts: Facts) -> None:
    only_told = replace(facts, failing=(), share="", impact="whether requests fail is not shown by what was given")
    text = customers.write(only_told)
    assert "are failing" not in text
    assert "some requests" not in text
    assert "report" in text.splitlines()[0]
    assert lint(Words(form="update", audience="customers", text=text), only_told) == ()


def test_a_draft_wears_its_watermark() -> None:
    assert marked("x") == f"{WATERMARK}\n\nx"


def test_a_postmortem_leaves_open_what_users_felt_where_nobody_established_it() -> None:
    text = postmortem.write(replace(OVER, impact=""))
    assert "users were affected" not in text
    assert "[ENGINEER TO FILL: what users felt, if anything]" in text
