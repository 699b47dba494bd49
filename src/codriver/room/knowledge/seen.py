"""Have we seen this? Among the team's post-mortems, and the incidents that were resolved here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from codriver.errors import ConfigError, JournalError, KnowledgeError
from codriver.knowledge import past, ranker
from codriver.knowledge.past import Alike, Past
from codriver.model import iso
from codriver.room.incidents.act import opened
from codriver.room.incidents.pick import tables, text
from codriver.room.incidents.same_errors import fingerprints
from codriver.room.incidents.story import Story, told
from codriver.room.knowledge.question import asked_by
from codriver.room.knowledge.reading import texts_of
from codriver.room.request import Room

_MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBefore:
    """What was asked, the past incidents that read alike, among how many."""

    asked: str
    alike: tuple[Alike, ...]
    among: int


def seen_before(room: Room, words: str, paths: Iterable[Path]) -> SeenBefore:
    """The past incidents most like what is asked; they are context, and count for no hypothesis.

    Raises:
        ConfigError: nothing is asked.
    """
    if not words.strip():
        raise ConfigError("nothing asked", hint='codriver knowledge seen "all replicas went away at once"')
    every = [*_written(room, paths), *_recorded(room)]
    return SeenBefore(asked=words, alike=past.alike(every, asked_by(words), ranker.shipped()), among=len(every))


def _written(room: Room, paths: Iterable[Path]) -> Iterator[Past]:
    try:
        found = [(one.name, one.text) for one in texts_of(room, paths) if not isinstance(one, KnowledgeError)]
    except ConfigError:
        return iter(())  # a team without documents may have resolved incidents
    return past.texts(found)


def _recorded(room: Room) -> Iterator[Past]:
    try:
        with opened(room) as journal:
            stories = [
                told(incident, journal.rows(name))
                for name in journal.recent(_MOST)
                if (incident := journal.incident(name)) is not None
            ]
    except JournalError:
        return
    for story in stories:
        if story.resolved:
            yield _of(story)


def _of(story: Story) -> Past:
    end = story.resolved
    assert end is not None
    leader = [text(one, "says") for one in tables(story.latest, "hypotheses")[:1]]
    errors = [text(one, "name") for one in tables(story.latest, "findings") if one.get("trouble")]
    thrown = sorted(fingerprints(story))
    says = "\n\n".join(part for part in (end.cause, end.evidence, *leader, *errors, *thrown) if part)
    when = iso(story.opened_at) if story.opened_at else ""
    title = f"{story.incident.title} ({when})" if when else story.incident.title
    return Past(id=story.id, title=title, text=says, ended=end.remedy, service=story.incident.service)


def shape_of_seen_before(found: SeenBefore) -> dict[str, object]:
    """`codriver knowledge seen --json`."""
    return {
        "schema": "codriver.seen/1",
        "asked": found.asked,
        "among": found.among,
        "alike": [
            {
                "id": one.past.id,
                "title": one.past.title,
                "service": one.past.service,
                "resolved_by": one.past.ended,
                "sure": one.sure,
                "same_error": one.same,
            }
            for one in found.alike
        ],
    }
