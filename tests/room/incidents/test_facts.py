"""What a draft may say of remedies, checks and who takes over: as the record has it."""

from collections.abc import Callable

import pytest

from codriver.drafts.facts import Facts
from codriver.journal.kinds import Answered, Confirmed, Entry, Proposed, Resolved, Used, Voided
from codriver.model import Assessment
from codriver.room.incidents import recording
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import draft
from codriver.room.incidents.facts import facts_of
from codriver.room.incidents.resolving import hand_over, resolve
from codriver.room.request import Room

Acting = Callable[..., Act]
GROW = Proposed(by="mia", proposal="p-1", says="grow the disk", risk="R2")
OTHER = Proposed(by="mia", proposal="p-2", says="restart it", risk="R2")
YES = Confirmed(by="mia", proposal="p-1", confirmation="c-1", reason="it is full")


def facts(room: Room, act: Act) -> Facts:
    with opened(room) as journal:
        return facts_of(current(journal, act, ended=True), act.now)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ((GROW,), "grow the disk (proposed, not confirmed)"),
        ((GROW, YES), "grow the disk (confirmed)"),
        ((GROW, YES, Used(confirmation="c-1", command="grow")), "grow the disk (used)"),
        ((GROW, YES, Voided(confirmation="c-1", because="late")), "grow the disk (proposed, not confirmed)"),
        ((Proposed(proposal="p-1", says="drop it", risk="R3"), YES), "drop it (proposed, not confirmed)"),
    ],
)
def test_a_proposal_stands_as_far_as_its_own_confirmation_came(
    room: Room, act: Acting, triaged: Assessment, entries: tuple[Entry, ...], says: str
) -> None:
    assert triaged.hypotheses
    for entry in (*entries, OTHER):
        recording.record(room, act(1), entry)
    assert [one.says for one in facts(room, act(2)).remedies] == [says, "restart it (proposed, not confirmed)"]


def test_an_answered_check_is_not_to_be_checked_next(room: Room, act: Acting, triaged: Assessment) -> None:
    open_checks = facts(room, act(1)).checks
    first = triaged.checks[0]
    assert open_checks[0].says == first.ask
    recording.record(room, act(2), Answered(by="mia", check=first.id, ask=first.ask, answer="unclear"))
    assert facts(room, act(3)).checks == open_checks
    recording.record(room, act(4), Answered(by="mia", check=first.id, ask=first.ask, answer="yes"))
    assert first.ask not in [one.says for one in facts(room, act(5)).checks]


def test_the_handoff_of_a_resolved_incident_names_its_end_and_who_takes_it(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    assert triaged.hypotheses
    assert facts(room, act(1)).handed is None
    resolve(room, act(7), Resolved(hypothesis="1", evidence="no errors for ten minutes"))
    handed = hand_over(room, act(9), "ben2")
    seen = draft(room, act(9), "handoff")
    assert handed.row.body["draft"] == seen.draft
    assert "Handed to ben2, 03:09 UTC" in seen.text
    assert "at 2026-03-01 03:07 UTC; it began" in seen.text
    assert "Next update" not in seen.text
    assert [one for one in seen.offences if one.blocks] == []
