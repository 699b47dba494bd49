"""Causes that a model suggests: asked for once, verified, recorded, and ranked by the same code as the rest."""

from dataclasses import dataclass

from codriver.advice import causes
from codriver.advice.causes import Cause
from codriver.advice.facts import facts_of
from codriver.errors import ConfigError
from codriver.journal.kinds import Consulted, Suggested
from codriver.room.advising.asking import Asked, Hear, ask, connected, named
from codriver.room.incidents.act import Act, current, opened
from codriver.room.incidents.again import Again, assess
from codriver.room.incidents.story import Story
from codriver.room.request import Progress, Request, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What the model added; `dropped` says why each other word of it was left out, `again` is the ranking with it."""

    model: str
    causes: tuple[Cause, ...]
    dropped: tuple[str, ...]
    asked: Asked
    again: Again | None = None


def advise(room: Room, act: Act, progress: Progress, hear: Hear) -> Advised:
    """Ask the model for causes that the latest assessment lacks, and rank those that are grounded with the rest.

    Raises:
        ConfigError: no incident is open, or nothing was assessed in it yet.
        ProviderError: the model did not answer; the assessment stays as it is.
    """
    with opened(room) as journal:
        story = current(journal, act)
        facts = facts_of(_assessed(story))
        progress(f"asking {named(room.model)}")
        asked = ask(room, story, connected(room.model), causes.prompt(facts, room.model.most_material), hear)
        kept, dropped = causes.read(asked.reply.text, facts)
        journal.add(story.id, consulted(room, act, asked, len(kept), dropped), act.now)
        for cause in kept:
            journal.add(story.id, _suggested(room, act, cause), act.now)
    again = assess(room, act, Request(now=act.now, by=act.by), progress) if kept else None
    return Advised(model=named(room.model), causes=kept, dropped=dropped, asked=asked, again=again)


def consulted(room: Room, act: Act, asked: Asked, kept: int, dropped: tuple[str, ...], question: str = "") -> Consulted:
    """The row that says that a model was asked, for causes or a question, and what that cost."""
    reply = asked.reply
    return Consulted(
        by=act.by,
        model=named(room.model),
        purpose="question" if question else "causes",
        question=question,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        usd=reply.usd,
        kept=kept,
        dropped=dropped,
    )


def _suggested(room: Room, act: Act, cause: Cause) -> Suggested:
    return Suggested(
        by=act.by,
        model=named(room.model),
        suspect=cause.suspect,
        mechanism=cause.mechanism,
        says=cause.says,
        findings=cause.findings,
    )


def _assessed(story: Story) -> dict[str, object]:
    if not story.assessments:
        raise ConfigError("nothing was assessed in this incident yet", hint="codriver triage PATH")
    return dict(story.latest)
