import json

import pytest
from tests.room.advising.conftest import ACT, Saying, silent

from codriver.journal.kinds import Consulted, Drafted
from codriver.room.advising.phrasing import Phrased, phrase
from codriver.room.advising.shape import shape_of_phrased
from codriver.room.incidents.act import current, opened
from codriver.room.incidents.drafting import draft
from codriver.room.request import Room


def said(place: int, text: str) -> dict[str, object]:
    return {"lines": [{"n": place, "text": text}]}


def ask(room: Room) -> Phrased:
    return phrase(room, ACT, draft(room, ACT, "update", "customers"), silent, silent)


def drafts(room: Room) -> list[tuple[int, str]]:
    with opened(room) as journal:
        return [(entry.version, entry.by) for _, entry in current(journal, ACT).of(Drafted)]


def line(room: Room, start: str) -> tuple[int, str]:
    """A line of the draft by its beginning: its number and text."""
    lines = draft(room, ACT, "update", "customers").text.split("\n")
    return next((place, text) for place, text in enumerate(lines, 1) if text.startswith(start))


@pytest.mark.usefixtures("triaged")
def test_words_that_hold_are_the_next_version_and_the_plain_draft_stays_the_one_before(saying: Saying) -> None:
    place, _ = line(saying(), "We have not")
    room = saying(said(place, "Whether any data is affected, we have not yet established"))
    found = ask(room)
    assert (found.kept, found.dropped, found.failed) == (1, (), "")
    assert "Whether any data is affected, we have not yet established." in found.seen.text
    assert drafts(room)[-2:] == [(2, "mia"), (3, "mia, in words of parrot")]
    assert found.plain.version == 2
    assert "+Whether" in found.seen.diff
    assert shape_of_phrased(found)["text"] == found.seen.text


@pytest.mark.usefixtures("triaged")
def test_a_model_that_lies_changes_nothing_and_is_counted(saying: Saying) -> None:
    place, _ = line(saying(), "We have not")
    room = saying(said(place, "We have established that no data is affected"))
    found = ask(room)
    assert (found.kept, len(found.dropped)) == (0, 1)
    assert found.seen == found.plain
    assert drafts(room)[-1] == (2, "mia")
    with opened(room) as journal:
        (row,) = (entry for _, entry in current(journal, ACT).of(Consulted))
    assert (row.purpose, row.kept, len(row.dropped)) == ("words", 0, 1)


@pytest.mark.usefixtures("triaged")
@pytest.mark.parametrize("settings", [{}, {"most_usd": 0.0}])
def test_the_draft_stays_when_the_model_fails_or_its_cap_is_reached(saying: Saying, settings: dict[str, float]) -> None:
    found = ask(saying(**settings))
    assert found.seen == found.plain
    assert found.failed
    assert found.hint
    phrasing = shape_of_phrased(found)["phrasing"]
    assert isinstance(phrasing, dict)
    assert json.loads(json.dumps(phrasing))["failed"] == found.failed
