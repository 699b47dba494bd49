"""One file holds an incident: the same seals when whole, sealed anew when cleaned; a tampered one is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import JournalError
from codriver.journal.exported import TakenIn, exported, imported
from codriver.journal.kinds import Note, Used
from codriver.journal.record import Journal
from codriver.journal.verify import verify
from codriver.model import Citation, Incident, Ref

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")
QUOTE = Citation(Ref("files", "a.log:1"), "secret=xyzzy-1 ü")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "one") as journal:
        journal.open_incident(SLOW, NOON)
        body = {"says": "see", "cites": [QUOTE.id], "citations": {QUOTE.id: {"quote": QUOTE.quote}}}
        journal.append(SLOW.id, "assessment", body, NOON, cites=[QUOTE])
        journal.add(SLOW.id, Used(confirmation="cf-1"), NOON)
        yield journal


def clean(text: str) -> str:
    return text.replace("xyzzy-1", "[gone]")


def test_a_whole_incident_arrives_row_by_row_with_the_same_seals(journal: Journal, tmp_path: Path) -> None:
    lines = list(exported(journal, SLOW.id))
    with Journal(tmp_path / "two") as other:
        assert imported(other, lines) == TakenIn(SLOW.id, 3, 3, cleaned=False)
        assert other.written(SLOW.id) == journal.written(SLOW.id)
        assert other.quotes(SLOW.id) == journal.quotes(SLOW.id)
        assert imported(other, lines).new == 0
        journal.add(SLOW.id, Note(says="later"), NOON)
        assert imported(other, exported(journal, SLOW.id)).new == 1
        assert verify(other, SLOW.id).sound


def test_a_cleaned_incident_holds_nothing_of_what_was_taken_out_and_its_quotes_are_still_found(
    journal: Journal, tmp_path: Path
) -> None:
    lines = list(exported(journal, SLOW.id, clean))
    assert "xyzzy-1" not in "".join(lines)
    with Journal(tmp_path / "two") as other:
        assert imported(other, lines) == TakenIn(SLOW.id, 3, 3, cleaned=True)
        assert verify(other, SLOW.id).sound
        row = other.rows(SLOW.id)[1]
        (name,) = row.body["citations"]
        assert row.body["cites"] == [name]
        kept = other.citation(name)
        assert kept is not None
        assert kept.citation.quote == "secret=[gone] ü"


def test_a_file_that_is_not_as_it_was_written_is_refused(journal: Journal, tmp_path: Path) -> None:
    lines = list(exported(journal, SLOW.id))
    altered = [line.replace("cf-1", "cf-2") for line in lines]
    with Journal(tmp_path / "two") as other:
        for wrong in (altered, lines[:-1], lines[:-2] + lines[-1:], [line.replace("xyzzy", "zyxxy") for line in lines]):
            with pytest.raises(JournalError, match="not as it was written"):
                imported(other, wrong)
        for wrong in ([], ["{}"], ["[1]"], ["no JSON"], lines[1:]):
            with pytest.raises(JournalError, match="no exported incident"):
                imported(other, wrong)
        assert other.recent() == ()


def test_two_journals_that_tell_an_incident_differently_are_not_mixed(journal: Journal, tmp_path: Path) -> None:
    with Journal(tmp_path / "two") as other:
        other.open_incident(SLOW, NOON)
        other.add(SLOW.id, Note(says="mine"), NOON)
        with pytest.raises(JournalError, match="told differently here"):
            imported(other, exported(journal, SLOW.id))
