"""What this team's resolved incidents tell of the next one, each number with the incidents behind it."""

from datetime import datetime

from codriver.engine.learnt import Calibration, Case, Prior, calibration, priors
from codriver.engine.people import Past
from codriver.journal.record import Journal
from codriver.model import NO_TIME, Citation, Ref
from codriver.room.incidents.act import opened, story_of
from codriver.room.incidents.pick import number, tables, text
from codriver.room.incidents.story import Story
from codriver.room.request import Room

__all__ = ["Calibration", "Prior", "cases", "learnt", "past"]  # what doors see of the engine

MOST_INCIDENTS = 1_000
SHOWN = 3  # incidents that a number cites


def cases(journal: Journal, *, before: datetime | None = None) -> tuple[Case, ...]:
    """Every resolved incident of this journal that had begun `before`, the oldest first."""
    stories = (story_of(journal, one) for one in reversed(journal.recent(MOST_INCIDENTS)))
    found = (_case(story) for story in stories if before is None or _began(story) < before)
    return tuple(case for case in found if case)


def past(journal: Journal, *, before: datetime | None = None) -> tuple[Past, ...]:
    """What the engine hears of the past: how often each suspect, by each mechanism, was the cause."""
    return tuple(_told(prior) for prior in priors(cases(journal, before=before)))


def _began(story: Story) -> datetime:
    return story.incident.onset or story.opened_at or NO_TIME


def learnt(room: Room) -> tuple[Calibration, tuple[Prior, ...]]:
    """The counts: what `codriver admin calibrate` shows."""
    with opened(room) as journal:
        found = cases(journal)
    return calibration(found), priors(found)


def _told(prior: Prior) -> Past:
    times = f"{prior.times} of {prior.of} resolved incidents"
    how = f" by {prior.mechanism}" if prior.mechanism else ""
    shown = prior.incidents[-SHOWN:]
    cites = tuple(
        Citation(Ref("journal", incident), f"{prior.suspect} {prior.mechanism}".strip()) for incident in shown
    )
    because = f"{prior.suspect} was the cause{how} in {times} here"
    return Past(suspect=prior.suspect, mechanism=prior.mechanism, size=prior.size, because=because, cites=cites)


def _case(story: Story) -> Case | None:
    """The incident as a case; None while it is open. What counts is the first answer, before people helped."""
    ended = story.resolved
    if ended is None:
        return None
    first = story.assessments[0].body if story.assessments else {}
    listed = list(tables(first, "hypotheses"))
    places = [
        place
        for place, one in enumerate(listed, 1)
        if text(one, "suspect") == ended.suspect and ended.mechanism in ("", text(one, "mechanism"))
    ]
    known = bool(ended.suspect and listed)
    return Case(
        incident=story.id,
        suspect=ended.suspect,
        mechanism=ended.mechanism,
        led=text(first, "outcome") == "leading",
        right=bool(places and places[0] == 1) if known else None,
        place=places[0] if places else 0,
        chance=next((number(one, "probability") for one in listed), None),
    )
