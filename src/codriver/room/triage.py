"""Triage: from whatever is at hand to ranked, cited hypotheses; opens the incident and remembers it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib import resources

from codriver.engine.investigate import investigate
from codriver.engine.meanings import AGAINST, MEANINGS
from codriver.engine.people import NOTHING, Past, Told, counted, heard
from codriver.engine.rank import Weights
from codriver.errors import JournalError
from codriver.journal.kinds import Asked
from codriver.journal.record import Journal
from codriver.knowledge import search
from codriver.model import Assessment, Gap, Matters, Runbook, Signal, Situation, Thrown
from codriver.room.incidents.act import opened, story_of
from codriver.room.incidents.past import past
from codriver.room.incidents.said import said
from codriver.room.incidents.same_errors import recognised, thrown
from codriver.room.incidents.story import Story
from codriver.room.plugged import functions
from codriver.room.request import Progress, Request, Room
from codriver.room.shape import shape_of
from codriver.room.survey import Survey, survey
from codriver.room.words import nothing_read

LOUDEST = 20  # log lines that a runbook is looked up by


def triage(room: Room, request: Request, progress: Progress) -> Assessment:
    """The assessment of everything that the request names; the incident is opened, and this answer kept in it.

    When nothing could be read, no incident is opened.

    A journal that cannot be written is a Gap beside the answer, never instead of it.

    Raises:
        ConfigError: a path does not exist, or a plug-in takes the name of another.
    """
    begun = _begun(room)
    found = look(room, request, progress, said(begun) if begun else NOTHING)
    if nothing_read(found) and not begun:
        return found  # a slip of the hand opens no incident, and steals nobody's
    return remember(room, request, replace(found, incident=begun.incident) if begun else found)


def _begun(room: Room) -> Story | None:
    """The incident that a person opened and nobody has assessed yet: then this is its first assessment."""
    try:
        with opened(room) as journal:
            latest = journal.latest()
            story = story_of(journal, latest.id) if latest else None
    except JournalError:
        return None  # told when the answer cannot be remembered either
    return story if story and not story.assessments and not story.resolved else None


def look(room: Room, request: Request, progress: Progress, told: Told = NOTHING) -> Assessment:
    """The assessment alone, with what people told; nothing is recorded."""
    found = survey(room, request, progress)
    progress("ranking causes")
    assessment = assess(found.situation, replace(told, past=_past(room, found.situation)))
    return replace(assessment, runbooks=_runbooks(found, assessment), errors=_errors(room, found.situation))


def _errors(room: Room, situation: Situation) -> tuple[Thrown, ...]:
    """What was thrown, and which resolved incidents had the very same."""
    errors = thrown(situation.observations)
    try:
        with opened(room) as journal:
            return recognised(journal, errors, situation.incident.id)
    except JournalError:
        return errors


def _past(room: Room, situation: Situation) -> tuple[Past, ...]:
    """What incidents teach that were resolved here and had begun before the time that is looked at."""
    try:
        with opened(room) as journal:
            return past(journal, before=situation.window.since if situation.window else None)
    except JournalError:
        return ()


def assess(situation: Situation, told: Told = NOTHING) -> Assessment:
    """The engine with the shipped and installed detectors and explainers, the shipped weights, and people's words."""
    detectors, blind = functions("codriver.engine.detectors", "detect")
    explainers, mute = functions("codriver.engine.explainers", "explain")
    situation = replace(situation, gaps=(*situation.gaps, *blind, *mute))
    return investigate(situation, detectors, heard(explainers, told), counted(shipped_weights()))


def shipped_weights() -> Weights:
    """The weights file that ships with the engine."""
    told = json.loads(resources.files("codriver.engine").joinpath("weights.json").read_text("utf-8"))
    return Weights(**{key: value for key, value in told.items() if key != "schema"})


def weight_meanings() -> Mapping[str, str]:
    """What each kind of evidence is, in words."""
    return MEANINGS


def weights_against() -> frozenset[str]:
    """The kinds of evidence that speak against a cause."""
    return AGAINST


def remember(room: Room, request: Request, assessment: Assessment) -> Assessment:
    """Open the incident and append the assessment with its quotes; the assessment, with a Gap if that failed."""
    try:
        with opened(room) as journal:
            journal.open_incident(assessment.incident, request.now)
            keep(journal, assessment.incident.id, assessment, request, request.now)
    except JournalError as error:
        unkept = Gap(what="the incident's record", why=error.message, hint=error.hint, matters=Matters.LITTLE)
        return replace(assessment, gaps=(*assessment.gaps, unkept))
    return assessment


def keep(journal: Journal, incident: str, assessment: Assessment, asked: Request | None, now: datetime) -> None:
    """Add the assessment with its quotes to an incident, and before it what was `asked`, unless that is known."""
    if asked:
        paths, repositories = ([str(path.absolute()) for path in group] for group in (asked.paths, asked.repositories))
        entry = Asked(
            by=asked.by,
            paths=tuple(paths),
            repositories=tuple(repositories),
            service=asked.service,
            at=asked.at,
            since=asked.since,
            until=asked.until,
            live=asked.live,
            alert=asked.alert,
        )
        journal.add(incident, entry, now)
    cites = tuple(dict.fromkeys(assessment.cited()))
    journal.append(incident, "assessment", shape_of(assessment), now, cites=cites)


def _runbooks(found: Survey, assessment: Assessment) -> tuple[Runbook, ...]:
    seen = found.situation.observations
    alerts = [observation for observation in seen if observation.signal == Signal.ALERT]
    suspects = [hypothesis.suspect for hypothesis in assessment.hypotheses[:1]]
    loud = sorted((f for f in assessment.findings if f.trouble), key=lambda f: (bool(f.peer), -f.size, f.id))
    asked = search.Asked(
        alerts=tuple(alert.name for alert in alerts),
        texts=tuple(alert.text for alert in alerts),
        labels=tuple(label for alert in alerts for label in alert.labels),
        services=tuple(dict.fromkeys((*suspects, *assessment.impact.failing))),
        logs=tuple(finding.name for finding in loud[:LOUDEST]),
    )
    return search.find(found.runbooks, asked)
