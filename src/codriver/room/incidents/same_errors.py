"""The errors of a situation by their fingerprints, and the resolved incidents that had the very same ones."""

from collections.abc import Iterable
from dataclasses import replace

from codriver.journal.record import Journal
from codriver.model import Observation, Thrown
from codriver.room.incidents.act import story_of
from codriver.room.incidents.pick import tables, text
from codriver.room.incidents.story import Story

MOST_INCIDENTS, MOST_ERRORS, MOST_NAMED = 1_000, 20, 5


def thrown(observations: Iterable[Observation]) -> tuple[Thrown, ...]:
    """Each error once, those that came most often first."""
    found: dict[tuple[str, str], Thrown] = {}
    for one in sorted(observations, key=lambda one: (-one.count, one.id)):
        if one.fingerprint:
            error = Thrown(fingerprint=one.fingerprint, exception=one.name, service=one.service, cites=one.cites[:1])
            found.setdefault((one.fingerprint, one.service), error)
    return tuple(found.values())[:MOST_ERRORS]


def recognised(journal: Journal, errors: tuple[Thrown, ...], incident: str) -> tuple[Thrown, ...]:
    """The errors with the incidents before this one that had them and are resolved."""
    if not errors:
        return ()
    names = (name for name in journal.recent(MOST_INCIDENTS) if name != incident)
    stories = [story for name in names if (story := story_of(journal, name)).resolved]
    return tuple(_known(error, stories) for error in errors)


def fingerprints(story: Story) -> frozenset[str]:
    """The errors that the incident's assessments had."""
    return frozenset(text(one, "fingerprint") for row in story.assessments for one in tables(row.body, "errors"))


def _known(error: Thrown, stories: Iterable[Story]) -> Thrown:
    had = [story for story in stories if error.fingerprint in fingerprints(story)]
    ended = next((story.resolved for story in had if story.resolved), None)
    return replace(error, before=tuple(one.id for one in had[:MOST_NAMED]), remedy=ended.remedy if ended else "")
