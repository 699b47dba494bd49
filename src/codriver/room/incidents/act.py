"""Who acts, when, and in which incident; and the journal in which it is recorded."""

import os
import pwd
from dataclasses import dataclass
from datetime import datetime

from codriver.errors import ConfigError
from codriver.journal.record import Journal
from codriver.model import Incident
from codriver.room.incidents.story import Story, told
from codriver.room.request import Room

WAIT_S = 10.0  # for a database that does not answer
NONE_OPEN = "open one: `codriver triage PATH`, or `codriver incident open TITLE`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`by` is the operating-system user: there are no accounts. `incident` is an id, or empty: the latest open one."""

    now: datetime
    by: str
    incident: str = ""


def person() -> str:
    """Who runs this, as the operating system knows them; the environment has no say in it."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def opened(room: Room) -> Journal:
    """The journal that the room's settings name: SQLite in the state folder, or PostgreSQL. Use it in a `with`."""
    if not room.journal:
        return Journal(room.state)
    from codriver.journal.postgres import Postgres, available  # inside: the driver is an extra

    available()
    return Journal(room.state, store=Postgres(room.journal, WAIT_S))


def current(journal: Journal, act: Act, *, ended: bool = False) -> Story:
    """The story of the incident that is meant: the one named (its id's beginning will do), or the latest open one.

    `ended`: when none is open, the one worked on last, for what is also done afterwards.

    Raises:
        ConfigError: none is open, none is known by that name, or several are.
    """
    if act.incident:
        return story_of(journal, _named(journal, act.incident))
    for incident in journal.recent():
        story = story_of(journal, incident)
        if story.resolved is None:
            return story
    if ended and (last := journal.latest()):
        return story_of(journal, last.id)
    raise ConfigError("no incident is open", hint=NONE_OPEN)


def story_of(journal: Journal, incident: str) -> Story:
    """The story of the incident of that id, which is known."""
    return told(journal.incident(incident) or Incident(title=incident), journal.rows(incident))


def _named(journal: Journal, start: str) -> str:
    found = [one for one in journal.recent(1_000_000) if one.startswith(start)]
    if start in found or len(found) == 1:
        return start if start in found else found[0]
    if found:
        raise ConfigError(f"several incidents begin with `{start}`: {', '.join(found[:5])}", hint="type more of it")
    raise ConfigError(f"no incident {start}", hint="`codriver incident list` names those that are known")
