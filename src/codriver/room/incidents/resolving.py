"""It is over: what the cause was in the end, and what shows that it is over. The next incident is better for it."""

from dataclasses import replace

from codriver.drafts.kinds import HANDOFF
from codriver.errors import ConfigError
from codriver.journal.kinds import HandedOver, Resolved
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.drafting import key_of
from codriver.room.incidents.pick import text
from codriver.room.incidents.recording import Recorded, part, words
from codriver.room.incidents.story import told
from codriver.room.request import Room

__all__ = ["Resolved", "hand_over", "resolve"]  # what doors see of the journal


def resolve(room: Room, act: Act, ended: Resolved) -> Recorded:
    """Record the end. `ended.hypothesis` is an id or a place on the list; without it and without words it is unknown.

    Raises:
        ConfigError: nothing shows that it is over, or it is over already.
    """
    evidence = words(
        ended.evidence, "--evidence, what shows that it is over,", hint="--evidence 'errors below 0.1 % for 10 min'"
    )
    with opened(room) as journal:
        story = current(journal, act)
        if story.resolved:
            raise ConfigError("it is resolved already", hint="codriver incident status investigating opens it again")
        named = part(story, "hypotheses", ended.hypothesis) if ended.hypothesis else {}
        entry = replace(
            ended,
            by=act.by,
            hypothesis=text(named, "id"),
            suspect=ended.suspect or text(named, "suspect"),
            mechanism=ended.mechanism or text(named, "mechanism"),
            cause=ended.cause or text(named, "says"),
            evidence=evidence,
        )
        row = journal.add(story.id, entry, act.now)
        return Recorded(incident=told(story.incident, (*story.rows, row)).incident, row=row)


def hand_over(room: Room, act: Act, to: str, draft: str = "") -> Recorded:
    """Somebody else takes over, with the words that tell them: the handoff, which then names them."""
    with opened(room) as journal:
        story = current(journal, act, ended=True)
        entry = HandedOver(by=act.by, to=words(to, "the name of who takes over"), draft=draft or key_of(story, HANDOFF))
        row = journal.add(story.id, entry, act.now)
        return Recorded(incident=story.incident, row=row)
