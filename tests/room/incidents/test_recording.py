"""Every act is one row with a name; what makes no sense is refused with a hint; several incidents at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from codriver.errors import ConfigError
from codriver.journal.kinds import Answered, Guessed, Joined, Note, RuledOut, SeveritySet, StatusSet, read
from codriver.model import Assessment, Status
from codriver.room.incidents import recording
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.answering import answer, answered
from codriver.room.incidents.opening import Opening, known, open_from_alert, open_incident
from codriver.room.incidents.overview import overview
from codriver.room.incidents.pick import Table
from codriver.room.incidents.story import Story
from codriver.room.incidents.timeline import timeline
from codriver.room.incidents.verifying import EVERY, verified
from codriver.room.request import Request, Room

Acting = Callable[..., Act]


def story(room: Room, act: Act) -> Story:
    with opened(room) as journal:
        return current(journal, act)


def test_what_people_say_is_kept_with_their_name_and_folded_into_what_holds_now(room: Room, act: Acting) -> None:
    open_incident(room, act(0), Opening(title="checkout fails", service="checkout", severity="3"))
    recording.note(room, act(1, "ben"), "  the bank is green ")
    recording.severity(room, act(2), "sev2", "payments too")
    recording.assign(room, act(3), "commander")
    recording.assign(room, act(4), "commander", "ben")
    recording.status(room, act(5), "identified", "rolled back")
    now = story(room, act())
    assert (now.incident.severity, now.incident.status, now.roles) == ("SEV2", Status.IDENTIFIED, {"commander": "ben"})
    assert [entry for _, entry in now.typed] == [
        SeveritySet(by="mia", severity="SEV3"),
        Note(by="ben", says="the bank is green"),
        SeveritySet(by="mia", severity="SEV2", because="payments too"),
        Joined(by="mia", role="commander", who="mia"),
        Joined(by="mia", role="commander", who="ben"),
        StatusSet(by="mia", status="identified", because="rolled back"),
    ]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda room, act: recording.note(room, act, " "), "codriver note"),
        (lambda room, act: recording.severity(room, act, "SEV9"), "SEV1"),
        (lambda room, act: recording.status(room, act, "fine"), "investigating"),
        (lambda room, act: recording.status(room, act, "resolved"), "codriver resolve"),
        (lambda room, act: recording.assign(room, act, "boss"), "commander"),
        (lambda room, act: recording.rule_out(room, act, "h-nope", "because"), "none"),
        (lambda room, act: recording.rule_out(room, act, "1", ""), "--because"),
        (lambda room, act: recording.note(room, replace(act, incident="inc-zz"), "x"), "list"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint(
    room: Room, act: Acting, wrong: Callable[[Room, Act], object], hint: str
) -> None:
    open_incident(room, act(0), Opening(title="checkout fails"))
    with pytest.raises(ConfigError) as caught:
        wrong(room, act())
    assert hint in caught.value.hint
    assert len(story(room, act()).rows) == 1


def test_without_an_open_incident_nothing_is_recorded(room: Room, act: Acting) -> None:
    with pytest.raises(ConfigError, match="no incident is open") as caught:
        recording.note(room, act(), "hello")
    assert "codriver triage" in caught.value.hint


def test_the_latest_open_incident_is_meant_unless_one_is_named(room: Room, act: Acting) -> None:
    first = open_incident(room, act(0), Opening(title="first")).incident
    second = open_incident(room, act(1), Opening(title="second")).incident
    assert recording.note(room, act(2), "to the second").incident.id == second.id
    assert recording.note(room, act(3, incident=first.id[:9]), "to the first").incident.id == first.id
    assert recording.note(room, act(4), "to the first again: it was worked on last").incident.id == first.id
    assert [one.incident.title for one in known(room)] == ["first", "second"]


def test_an_alert_opens_an_incident_with_its_name_and_time(room: Room, act: Acting, folder: object) -> None:
    request = Request(now=act().now, paths=(folder / "alert.json",))  # type: ignore[operator]  # a path
    recorded = open_from_alert(room, act(), request, lambda _: None)
    assert recorded.incident.title == "WebErrorsHigh"
    assert recorded.incident.onset is not None
    with pytest.raises(ConfigError, match="no alert"):
        open_from_alert(room, act(), replace(request, paths=(folder / "deploys.jsonl",)), lambda _: None)  # type: ignore[operator]  # a path


def test_a_guess_before_the_list_is_marked_as_unseen(room: Room, act: Acting) -> None:
    open_incident(room, act(0), Opening(title="checkout fails"))
    guess = read(recording.guess(room, act(), "bank", "external", "slow again").row)
    assert guess == Guessed(by="mia", suspect="bank", mechanism="external", says="slow again", unseen=True)


def test_an_answer_speaks_for_or_against_what_its_check_splits(room: Room, act: Acting, triaged: Assessment) -> None:
    check = triaged.checks[0]
    yes, no = (read(answer(room, act(), check.id[:8], said, "seen").row) for said in ("yes", "no"))
    assert isinstance(yes, Answered)
    assert isinstance(no, Answered)
    assert (yes.supports, yes.contradicts, yes.came) == (check.splits, (), "seen")
    assert (no.supports, no.contradicts) == ((), check.splits)
    with pytest.raises(ConfigError, match="no answer"):
        answer(room, act(), check.id, "maybe")


@pytest.mark.parametrize(
    ("said", "means", "stands"),
    [
        ("yes", "contradicts", "against"),
        ("no", "supports it", "for"),
        ("40 of 40", "supports", "for"),
        ("unclear", "", "neither"),
        ("yes", "look at the pool first", "for"),
    ],
)
def test_what_an_answer_means_is_what_the_check_says_it_means(said: str, means: str, stands: str) -> None:
    check: Table = {"id": "chk-1", "ask": "full?", "splits": ["h-1"], "answers": [{"answer": said, "means": means}]}
    entry = answered(check, said, "mia")
    stances = {(("h-1",), ()): "for", ((), ("h-1",)): "against", ((), ()): "neither"}
    assert stances[entry.supports, entry.contradicts] == stands


def test_the_overview_says_what_leads_what_waits_and_what_to_check(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    before = overview(room, act())
    assert before.leader["id"] == triaged.hypotheses[0].id
    assert len(before.checks) == len(triaged.checks)
    answer(room, act(), "1", "unclear")
    after = overview(room, act(2))
    assert (after.answers, len(after.checks)) == (1, len(triaged.checks) - 1)


def test_a_reminder_of_updates_comes_with_the_severity(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    assert overview(room, act(50)).reminders[-1:] != ("the last update is 50 min old: codriver draft update",)
    recording.severity(room, act(1), "1")
    assert "the last update is 50 min old: codriver draft update" in overview(room, act(50)).reminders


def test_the_timeline_tells_every_act_in_order_and_cites_its_row(room: Room, act: Acting, triaged: Assessment) -> None:
    recording.note(room, act(1, "ben"), "paged the bank")
    out = recording.rule_out(room, act(2), "1", "it runs elsewhere")
    assert isinstance(read(out.row), RuledOut)
    incident, lines = timeline(room, act(3))
    assert incident.id == triaged.incident.id
    assert [line.kind for line in lines] == ["opened", "assessment", "note", "ruled-out"]
    assert (lines[2].by, lines[2].says, lines[2].id) == ("ben", "paged the bank", f"{incident.id}#4")


def test_the_record_is_verified_one_incident_or_all(room: Room, act: Acting) -> None:
    open_incident(room, act(0), Opening(title="first"))
    open_incident(room, act(1), Opening(title="second"))
    (last,) = verified(room, act())
    assert last.checkpoint is not None
    assert [one.sound for one in verified(room, act(incident=EVERY))] == [True, True]
    assert [one.incident for one in verified(room, act(), last.checkpoint.line())] == [last.incident]
    (gone,) = verified(room, act(), last.checkpoint.line().replace(last.incident, "inc-0000000000"))
    assert not gone.sound
