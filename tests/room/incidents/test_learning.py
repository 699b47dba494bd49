"""A resolved incident teaches: a lesson as a patch, and counts that the next triage uses and cites."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from codriver.engine.people import BEFORE
from codriver.errors import ConfigError
from codriver.journal.kinds import Resolved
from codriver.knowledge.failure_modes import read
from codriver.model import Assessment, Incident
from codriver.room.incidents.act import Act, opened
from codriver.room.incidents.lessons import learn
from codriver.room.incidents.past import cases, learnt, past
from codriver.room.incidents.resolving import resolve
from codriver.room.incidents.shape_of_learning import shape_of_learnt, shape_of_taught
from codriver.room.request import Request, Room
from codriver.room.triage import triage

Acting = Callable[..., Act]


def hush(line: str) -> None:
    del line


def resolved_before(room: Room, act: Act, first: Assessment, count: int = 1) -> None:
    """So many incidents like the first, each a week earlier than the one before."""
    cause = first.hypotheses[0]
    with opened(room) as journal:
        for number in range(1, count + 1):
            onset = (first.incident.onset or act.now) - timedelta(weeks=number)
            incident = Incident(title=f"before {number}", onset=onset)
            journal.open_incident(incident, onset)
            ended = Resolved(by="mia", suspect=cause.suspect, mechanism=cause.mechanism, evidence="clear", cause="it")
            journal.add(incident.id, ended, onset + timedelta(hours=1))


def test_a_lesson_is_a_patch_to_the_teams_documents_and_is_merged_by_nobody(
    room: Room, act: Acting, triaged: Assessment, tmp_path: Path
) -> None:
    knowledge = tmp_path / "kb"
    (knowledge / "failure-modes").mkdir(parents=True)
    room = replace(room, knowledge=(knowledge,))
    with pytest.raises(ConfigError, match="no incident is resolved"):
        learn(room, act())
    resolve(room, act(1), Resolved(hypothesis="1", evidence="no errors", remedy="grew the disk"))
    taught = learn(room, act(2))
    (mode,) = read(taught.lesson.file, taught.lesson.after)
    assert (mode.service, mode.cause, mode.seen_in) == (
        triaged.hypotheses[0].suspect,
        triaged.hypotheses[0].mechanism,
        (triaged.incident.id,),
    )
    assert mode.symptoms
    assert taught.lesson.patch.startswith("diff --git ")
    assert list(knowledge.rglob("*.md")) == []
    assert shape_of_taught(taught)["file"] == taught.lesson.file


def test_an_incident_whose_cause_nobody_knows_teaches_no_lesson(room: Room, act: Acting, triaged: Assessment) -> None:
    resolve(room, act(1), Resolved(evidence="no errors"))
    with pytest.raises(ConfigError, match="what the cause was"):
        learn(room, act(2, incident=triaged.incident.id))


def test_the_next_triage_counts_the_past_and_cites_it(
    room: Room, act: Acting, triaged: Assessment, folder: Path
) -> None:
    resolved_before(room, act(), triaged, 3)
    again = triage(room, Request(now=act().now, paths=(folder,)), hush)
    leader = again.hypotheses[0]
    told = [piece for piece in leader.evidence if piece.feature == BEFORE]
    assert [piece.because.endswith("in 3 of 3 resolved incidents here") for piece in told] == [True]
    assert {cite.ref.source for cite in told[0].cites} == {"journal"}
    assert leader.score > triaged.hypotheses[0].score


def test_an_incident_never_teaches_itself_nor_those_before_it(room: Room, act: Acting, triaged: Assessment) -> None:
    resolve(room, act(1), Resolved(hypothesis="1", evidence="no errors"))
    with opened(room) as journal:
        assert len(cases(journal)) == 1
        assert past(journal, before=triaged.window.since if triaged.window else None) == ()


def test_what_counts_is_the_first_answer_before_people_helped(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    resolve(room, act(1), Resolved(hypothesis="1", evidence="no errors"))
    calibration, priors = learnt(room)
    assert (calibration.known, calibration.led_right, calibration.first_right) == (1, calibration.led, 1)
    assert priors[0].suspect == triaged.hypotheses[0].suspect
    assert shape_of_learnt(calibration, priors)["known"] == 1
