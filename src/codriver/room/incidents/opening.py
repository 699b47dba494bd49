"""Open an incident: in a person's words, or from an alert; and list those that are known."""

from dataclasses import dataclass, replace
from datetime import datetime

from codriver.errors import ConfigError
from codriver.journal.kinds import SeveritySet
from codriver.model import Incident, Signal
from codriver.room.incidents.act import Act, opened, story_of
from codriver.room.incidents.recording import Recorded, level_of, words
from codriver.room.incidents.story import Story
from codriver.room.request import Progress, Request, Room
from codriver.room.survey import survey

MOST_LISTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is said when an incident is opened. Severity is optional."""

    title: str
    service: str = ""
    onset: datetime | None = None
    severity: str = ""


def open_incident(room: Room, act: Act, opening: Opening) -> Recorded:
    """A new incident in a person's words; the same words and onset open the same one."""
    incident = Incident(
        title=words(opening.title, "the title"), service=opening.service, onset=opening.onset or act.now
    )
    return _opened(room, act, incident, opening.severity)


def open_from_alert(room: Room, act: Act, request: Request, progress: Progress) -> Recorded:
    """A new incident from the first alert in the request's paths: its name, service and beginning.

    Raises:
        ConfigError: there is no alert in them.
    """
    found = survey(room, request, progress).situation
    alerts = [seen for seen in found.observations if seen.signal == Signal.ALERT]
    if not alerts:
        raise ConfigError("no alert in what was given", hint="give the body of Alertmanager's webhook, or `open TITLE`")
    first = min(alerts, key=lambda alert: (alert.at, alert.name, alert.id))
    incident = replace(found.incident, onset=first.at)
    level = first.label("severity").upper()
    return _opened(room, act, incident, level if level.startswith("SEV") else "")


def _opened(room: Room, act: Act, incident: Incident, level: str) -> Recorded:
    known_level = level_of(level) if level else ""
    with opened(room) as journal:
        journal.open_incident(incident, act.now)
        row = journal.rows(incident.id)[0]
        if known_level:
            journal.add(incident.id, SeveritySet(by=act.by, severity=known_level), act.now)
        return Recorded(incident=story_of(journal, incident.id).incident, row=row)


def known(room: Room, *, only_open: bool = False) -> tuple[Story, ...]:
    """The incidents of this journal, the one worked on last first; at most a hundred."""
    with opened(room) as journal:
        stories = [story_of(journal, one) for one in journal.recent(MOST_LISTED)]
    return tuple(story for story in stories if not only_open or story.resolved is None)
