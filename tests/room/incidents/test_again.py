"""Assessing again uses what people told, says what changed and why, and nudges whoever chases one idea too long."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.journal.kinds import Answered, Note
from codriver.model import Assessment
from codriver.room.incidents import recording
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.again import assess
from codriver.room.incidents.answering import answer
from codriver.room.incidents.nudge import nudge
from codriver.room.incidents.opening import Opening, open_incident
from codriver.room.incidents.pick import number, table, tables, text, texts
from codriver.room.incidents.said import said
from codriver.room.incidents.shape import shape_of_again
from codriver.room.incidents.since import since
from codriver.room.request import Request, Room
from codriver.room.triage import triage

Acting = Callable[..., Act]


def hush(line: str) -> None:
    del line


def test_nothing_new_changes_nothing(room: Room, act: Acting, triaged: Assessment) -> None:
    again = assess(room, act(), Request(now=act().now), hush)
    assert again.since.nothing
    assert again.assessment == triaged


def test_a_leader_that_is_ruled_out_makes_way_and_the_difference_says_why(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    leader = triaged.hypotheses[0]
    recording.rule_out(room, act(1), "1", "the disk is half empty")
    again = assess(room, act(2), Request(now=act(2).now), hush)
    assert leader.id in {one.id for one in again.assessment.ruled_out}
    assert again.since.leader_before == leader.says
    assert again.since.leader != leader.says
    assert again.since.told == (f"mia ruled out: {leader.says} (the disk is half empty)",)
    moved = next(one for one in again.since.moved if one.id == leader.id)
    assert (moved.place_before, moved.place, moved.standing) == (1, 0, "ruled out")
    assert moved.gained == ("against it: mia ruled it out: the disk is half empty",)
    assert shape_of_again(again)["schema"] == "codriver.assess/1"


def test_what_people_said_is_cited_by_its_row(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    answer(room, act(1), "1", "yes", "0 bytes free")
    again = assess(room, act(2), Request(now=act(2).now), hush)
    cites = {cite for cite in again.assessment.cited() if cite.ref.source == "journal"}
    assert {(cite.ref.locator, cite.quote) for cite in cites} == {(f"{triaged.incident.id}#4", "0 bytes free")}


def test_only_the_latest_answer_to_a_check_counts(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    for minute, word in ((1, "yes"), (2, "no")):
        answer(room, act(minute), "1", word)
    with opened(room) as journal:
        told = said(current(journal, act()))
    assert {word.stance.value for word in told.words} == {"contradicts"}


def test_new_material_joins_what_the_incident_was_asked_about(
    room: Room, act: Acting, triaged: Assessment, tmp_path: Path
) -> None:
    more = tmp_path / "late.log"
    more.write_text("2026-03-01T02:00:10Z ERROR web out of patience\n")
    again = assess(room, act(), Request(now=act().now, paths=(more,)), hush)
    assert again.assessment.incident.id == triaged.incident.id
    assert len(again.assessment.findings) >= len(triaged.findings)


def test_an_incident_opened_by_hand_is_the_one_that_triage_assesses(room: Room, act: Acting, folder: Path) -> None:
    mine = open_incident(room, act(0), Opening(title="shop is broken")).incident
    recording.guess(room, act(1), "bank", "external", "the bank again")
    found = triage(room, Request(now=act(2).now, paths=(folder,)), hush)
    assert found.incident.id == mine.id
    assert "bank" in {one.suspect for one in (*found.hypotheses, *found.ruled_out)}


def test_what_was_piped_in_has_to_be_given_again(room: Room, act: Acting) -> None:
    open_incident(room, act(0), Opening(title="shop is broken"))
    with pytest.raises(ConfigError, match="nothing to look at again"):
        assess(room, act(1), Request(now=act(1).now), hush)


def test_a_leader_without_new_evidence_brings_a_nudge_until_an_answer_supports_it(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    def nudged(minutes: float) -> str:
        with opened(room) as journal:
            return nudge(current(journal, act(minutes)), act(minutes).now)

    assert nudged(14) == ""
    assert triaged.checks[0].ask in nudged(16)
    assert recording.note(room, act(17), "still looking").nudge == nudged(17)
    about_leader = next(n for n, check in enumerate(triaged.checks, 1) if triaged.hypotheses[0].id in check.splits)
    answer(room, act(18), str(about_leader), "yes")
    assert nudged(20) == ""
    assert nudged(40) != ""


def test_since_of_two_equal_answers_is_nothing_and_without_one_before_it_is_the_first() -> None:
    body = {"outcome": "leading", "hypotheses": [{"id": "h-1", "says": "disk", "standing": "strong", "evidence": []}]}
    assert since(body, body, []).nothing
    first = since({}, body, [Note(says="x"), Answered(by="mia", answer="no", ask="full?")])
    assert (first.first, first.leader, first.told) == (True, "disk", ("mia answered no to: full?",))


def test_recorded_json_of_another_shape_counts_as_absent() -> None:
    odd = {"a": 1, "b": "x", "c": [1, "y", {"z": 2}], "d": {"e": True}}
    assert (text(odd, "a"), text(odd, "b"), number(odd, "b"), number(odd, "a")) == ("", "x", None, 1.0)
    assert (texts(odd, "c"), tables(odd, "c"), tables(odd, "b")) == (("y",), ({"z": 2},), ())
    assert (table(odd, "d"), table(odd, "c"), number(table(odd, "d"), "e")) == ({"e": True}, {}, None)


def test_an_answer_replaced_by_another_person_is_theirs(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    answer(room, act(1), "1", "yes")
    answer(room, replace(act(2), by="ben"), "1", "yes")
    with opened(room) as journal:
        told = said(current(journal, act()))
    assert {word.because.split()[0] for word in told.words} == {"ben"}
