"""What people add to the record, one function an act: notes, severity, status, roles, guesses, what is ruled out."""

from dataclasses import dataclass

from codriver.errors import ConfigError
from codriver.journal.kinds import Entry, Guessed, Joined, Note, RuledOut, SeveritySet, StatusSet
from codriver.journal.rows import Row
from codriver.model import Incident, Status
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.nudge import nudge
from codriver.room.incidents.pick import Table, text
from codriver.room.incidents.story import Story, told
from codriver.room.request import Room

SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5")
ROLES = ("commander", "scribe", "liaison", "responder")
LONGEST = 10_000  # characters of anybody's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The row that was added, to which incident, and a word that may help now; empty when there is none."""

    incident: Incident
    row: Row
    nudge: str = ""


def note(room: Room, act: Act, says: str) -> Recorded:
    """Somebody's own words, kept with their name and time."""
    return record(room, act, Note(by=act.by, says=words(says, "the note", "codriver note 'rolled back inventory'")))


def severity(room: Room, act: Act, level: str, because: str = "") -> Recorded:
    """Set the severity; it is never asked for.

    Raises:
        ConfigError: there is no such severity.
    """
    return record(room, act, SeveritySet(by=act.by, severity=level_of(level), because=because))


def level_of(said: str) -> str:
    """`SEV2` from `sev2` or `2`.

    Raises:
        ConfigError: there is no such severity.
    """
    known = f"SEV{said}" if said.isdigit() else said.upper()
    if known not in SEVERITIES:
        raise ConfigError(f"no severity {said}", hint=f"known: {', '.join(SEVERITIES)}")
    return known


def status(room: Room, act: Act, to: str, because: str = "") -> Recorded:
    """Say where the incident stands. `resolved` is for `resolve`, which asks what shows it.

    Raises:
        ConfigError: no such status, or `resolved`.
    """
    if to == Status.RESOLVED:
        raise ConfigError("an incident is resolved with what shows it", hint="codriver resolve --evidence WORDS")
    if to not in {one.value for one in Status}:
        raise ConfigError(f"no status {to}", hint=f"known: {', '.join(one.value for one in Status)}")
    return record(room, act, StatusSet(by=act.by, status=to, because=because))


def assign(room: Room, act: Act, role: str, who: str = "") -> Recorded:
    """Somebody, whoever acts if nobody is named, takes a role.

    Raises:
        ConfigError: no such role.
    """
    if role not in ROLES:
        raise ConfigError(f"no role {role}", hint=f"known: {', '.join(ROLES)}")
    return record(room, act, Joined(by=act.by, role=role, who=who or act.by))


def guess(room: Room, act: Act, suspect: str, mechanism: str = "", says: str = "") -> Recorded:
    """The engineer's own idea; `codriver incident assess` then ranks it like the rest."""
    suspect = words(suspect, "a suspect")
    with opened(room) as journal:
        story = current(journal, act)
        unseen = not story.assessments
        idea = says or f"{suspect} {mechanism or 'fails'}, as {act.by} suspects"
        entry = Guessed(by=act.by, suspect=suspect, mechanism=mechanism or "failing", says=idea, unseen=unseen)
        return Recorded(incident=story.incident, row=journal.add(story.id, entry, act.now))


def rule_out(room: Room, act: Act, hypothesis: str, because: str) -> Recorded:
    """Cross a hypothesis out, with what disproved it.

    Raises:
        ConfigError: the latest assessment has no such hypothesis, or no reason is given.
    """
    because = words(because, "--because, what disproved it,", hint="--because 'its errors began after the others'")
    with opened(room) as journal:
        story = current(journal, act)
        meant = part(story, "hypotheses", hypothesis)
        entry = RuledOut(by=act.by, hypothesis=text(meant, "id"), says=text(meant, "says"), because=because)
        row = journal.add(story.id, entry, act.now)
        return Recorded(incident=story.incident, row=row)


def part(story: Story, name: str, start: str) -> Table:
    """The part of the latest assessment whose id begins so; or, of hypotheses, by its place: `1` is the leader.

    Raises:
        ConfigError: none does, or several do.
    """
    listed = story.parts(name)
    if start.isdigit() and 1 <= int(start) <= len(listed):
        return listed[int(start) - 1]
    found = [item for item in listed if start and str(item.get("id", "")).startswith(start)]
    if len(found) == 1:
        return found[0]
    what = name.rstrip("s").replace("hypothese", "hypothesis")
    ids = ", ".join(str(item.get("id")) for item in listed) or "none"
    raise ConfigError(f"{'several begin' if found else f'no {what}'} {start}", hint=f"in the latest assessment: {ids}")


def record(room: Room, act: Act, entry: Entry) -> Recorded:
    """Add the entry to the incident that is meant."""
    with opened(room) as journal:
        story = current(journal, act)
        row = journal.add(story.id, entry, act.now)
        after = told(story.incident, (*story.rows, row))
        return Recorded(incident=after.incident, row=row, nudge=nudge(after, act.now))


def words(text: str, what: str, hint: str = "") -> str:
    """Somebody's words without the space around them.

    Raises:
        ConfigError: there are none, or far too many.
    """
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        wrong = "is too long" if kept else "is missing"
        raise ConfigError(f"{what} {wrong}", hint=hint or f"1 to {LONGEST} characters")
    return kept
