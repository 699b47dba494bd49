"""A resolved incident teaches: a lesson as a patch, and counts that the next triage uses and cites."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from codriver.engine.people import BEFORE
from codriver.errors import ConfigError
from codriver.journal.kinds import LessonProposed, Resolved
from codriver.knowledge.failure_modes import read
from codriver.model import Assessment, Incident
from codriver.room.incidents.act import Act, opened
from codriver.room.incidents.lessons import learn
from codriver.room.incidents.past import cases, learnt, past
from codriver.room.incidents.resolving import resolve
from codriver.room.incidents.shape_of_learning import shape_of_learnt, shape_of_taught
from codriver.room.knowledge.modes import draft
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


def git(folder: Path, *words: str) -> str:
    setup = ("-c", "user.name=t", "-c", "user.email=t@t")
    told = subprocess.run(["git", "-C", folder, *setup, *words], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def test_a_lesson_stands_on_a_branch_of_its_own_and_in_the_record_once(
    room: Room, act: Acting, triaged: Assessment, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    (team / "kb").mkdir(parents=True)
    (team / "kb" / "README.md").write_text("ours\n", "utf-8")
    git(team, "init", "-q")
    git(team, "add", ".")
    git(team, "commit", "-qm", "first")
    room = replace(room, knowledge=(team / "kb",))
    resolve(room, act(1), Resolved(hypothesis="1", evidence="no errors"))
    taught, again = learn(room, act(2), branch=True), learn(room, act(3), branch=True)
    assert taught.branch
    assert again.branch
    assert (again.branch.commit, again.branch.new) == (taught.branch.commit, False)
    assert git(team, "show", f"{taught.branch.name}:kb/{taught.lesson.file}") == taught.lesson.after.strip()
    assert git(team, "status", "--porcelain") == ""
    with opened(room) as journal:
        kept = [row for row in journal.rows(triaged.incident.id) if row.kind == LessonProposed.kind]
    assert len(kept) == 1


def test_a_branch_needs_a_repository(room: Room, act: Acting, triaged: Assessment, tmp_path: Path) -> None:
    assert triaged.hypotheses
    resolve(room, act(1), Resolved(hypothesis="1", evidence="no errors"))
    with pytest.raises(ConfigError, match="no documents to make a branch of"):
        learn(room, act(2), branch=True)
    (tmp_path / "kb").mkdir()
    with pytest.raises(ConfigError, match="no branch"):
        learn(replace(room, knowledge=(tmp_path / "kb",)), act(2), branch=True)


def test_what_a_lesson_says_outlives_the_commit_that_showed_it(room: Room, act: Acting, triaged: Assessment) -> None:
    assert triaged.hypotheses
    said = "the deploy 3f9ac21b04de (commit 3f9ac21) of payments broke the parser at 0dd1ba5"
    resolve(room, act(1), Resolved(suspect="payments", mechanism="bad_deploy", cause=said, evidence="no errors"))
    taught = learn(room, act(2))
    (mode,) = read(taught.lesson.file, taught.lesson.after)
    assert mode.says == "the deploy of payments broke the parser"
    assert mode.name == "the-deploy-of-payments-broke"


def test_a_draft_of_failure_modes_names_what_broke_the_service_before(
    room: Room, act: Acting, triaged: Assessment
) -> None:
    resolved_before(room, act(), triaged, 2)
    suspect = triaged.hypotheses[0].suspect
    text = draft(room, suspect, None, act().now.date())
    assert "## What happened before" in text
    assert "2 resolved incidents, not written yet" in text
    assert "What happened before" not in draft(room, "nobody", None, act().now.date())
