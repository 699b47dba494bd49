"""A draft is written from the record, edited as versions, approved by name, reopened by facts."""

from collections.abc import Callable

import pytest

from codriver.errors import ConfigError, NotConfirmed
from codriver.journal.kinds import Note, Proposed, Resolved, Verdict
from codriver.model import Assessment
from codriver.room.incidents import recording
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import approve, draft, review
from codriver.room.incidents.facts import facts_of
from codriver.room.incidents.resolving import hand_over, resolve
from codriver.room.incidents.shape_of_drafts import shape_of_draft
from codriver.room.request import Room

Acting = Callable[..., Act]
CLEAR = Resolved(hypothesis="1", evidence="no errors for ten minutes")


@pytest.mark.parametrize(
    ("form", "audience"),
    [("update", "customers"), ("update", "internal"), ("update", "executive"), ("handoff", ""), ("postmortem", "")],
)
def test_every_draft_of_a_triaged_incident_passes_the_rules_that_block(
    room: Room, act: Acting, triaged: Assessment, form: str, audience: str
) -> None:
    assert triaged.hypotheses
    recording.rule_out(room, act(2), "1", "the disk is half empty")
    seen = draft(room, act(3), form, audience)
    assert [one for one in seen.offences if one.blocks] == []
    resolve(room, act(3), CLEAR)
    seen = draft(room, act(4), form, audience)
    assert [one for one in seen.offences if one.blocks] == []
    assert (seen.version, seen.approved_by) == (2, "")
    assert shape_of_draft(seen)["approved_by"] is None


def test_edits_are_versions_with_a_diff_and_both_stay_in_the_record(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    assert triaged.hypotheses
    first = draft(room, act(1), "update", "customers")
    edited = review(
        room, act(2, "ben"), "customers", first.text.replace("We are looking into it.", "All hands are on it.")
    )
    assert (edited.version, edited.written_by, edited.draft) == (2, "ben", first.draft)
    assert "-We are looking into it.\n+All hands are on it." in edited.diff
    assert review(room, act(3)).text == edited.text


def test_a_blocked_draft_finds_nobody_to_stand_for_it(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    first = draft(room, act(1), "update", "customers")
    review(room, act(2), "customers", f"{first.text}This was caused by a full disk.\n")
    with pytest.raises(NotConfirmed, match="unconfirmed-cause") as caught:
        approve(room, act(3), "customers")
    assert caught.value.hint == "leave it out"


def test_an_approval_names_its_person_and_falls_with_the_facts(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    draft(room, act(1), "update", "internal")
    assert approve(room, act(2, "ben")).approved_by == "ben"
    recording.note(room, act(3), "nothing new")
    assert review(room, act(4)).approved_by == "ben"
    recording.severity(room, act(5), "SEV1")
    reopened = review(room, act(6))
    assert (reopened.approved_by, reopened.reopened) == ("", "the facts changed since it was approved")
    with opened(room) as journal:
        assert [row.kind for row in current(journal, act()).rows][-1] == "reopened"


def test_the_record_fills_the_post_mortem(room: Room, act: Acting, triaged: Assessment) -> None:
    proposed = Proposed(by="mia", proposal="p-1", says="grow the disk", risk="R1")
    for minute, entry in enumerate(
        (
            proposed,
            Verdict(by="mia", proposal="p-1", verdict="worked"),
            Note(by="mia", says="lucky: it was Sunday"),
            CLEAR,
        ),
        1,
    ):
        if isinstance(entry, Resolved):
            resolve(room, act(minute), entry)
        else:
            recording.record(room, act(minute), entry)
    with opened(room) as journal:
        facts = facts_of(current(journal, act(incident=triaged.incident.id)), act(9).now)
    assert [(one.says, one.kind) for one in facts.remedies] == [("grow the disk (worked)", "worked")]
    assert facts.tag("lucky")[0].says == "it was Sunday"
    assert facts.cause is not None
    assert (facts.cause.says, facts.cause.by) == (triaged.hypotheses[0].says, "mia")
    assert facts.evidence == CLEAR.evidence
    assert facts.people == {"mia"}


def test_an_end_needs_what_shows_it_and_comes_once(room: Room, act: Acting, triaged: Assessment) -> None:
    with pytest.raises(ConfigError, match="what shows that it is over"):
        resolve(room, act(), Resolved())
    recorded = resolve(room, act(), CLEAR)
    assert recorded.incident.status.value == "resolved"
    assert recorded.row.body["suspect"] == triaged.hypotheses[0].suspect
    again = act(incident=triaged.incident.id)
    with pytest.raises(ConfigError, match="resolved already"):
        resolve(room, again, CLEAR)
    recording.status(room, again, "investigating")
    assert resolve(room, act(), Resolved(evidence="clear", cause="a full disk")).row.body["hypothesis"] == ""


def test_a_handover_names_the_next_person(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    assert hand_over(room, act(), "ben", "d-1").row.body["to"] == "ben"


def test_what_is_not_there_is_refused_with_what_is(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    with pytest.raises(ConfigError) as caught:
        draft(room, act(), "poem")
    assert "update --audience customers" in caught.value.hint
    with pytest.raises(ConfigError, match="no draft yet"):
        review(room, act())
    draft(room, act(1), "update", "customers")
    draft(room, act(2), "update", "internal")
    with pytest.raises(ConfigError, match="several drafts are update"):
        approve(room, act(3), "update")
