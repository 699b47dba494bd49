"""Tampering is found: rows altered, taken out, cut off, sealed anew; quotes and the incident itself too."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.journal.kinds import Note
from codriver.journal.record import FILE, Journal
from codriver.journal.verify import Checkpoint, checkpoints, verify
from codriver.model import Citation, Incident, Ref

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")
OTHER = Incident(title="Login is down", onset=NOON, service="login")


@pytest.fixture
def kept(tmp_path: Path) -> Checkpoint:
    """A record of nine rows and the checkpoint that was kept elsewhere."""
    with Journal(tmp_path) as journal:
        for incident in (SLOW, OTHER):
            journal.open_incident(incident, NOON)
        for number in range(8):
            cites = [Citation(Ref("files", f"a.log:{number}"), f"line {number}")]
            journal.add(SLOW.id, Note(by="mia", says=f"n{number}"), NOON + timedelta(minutes=number), cites=cites)
        found = verify(journal, SLOW.id)
        assert found.sound
        assert found.checkpoint is not None
        return found.checkpoint


def tampered(state: Path, *statements: str) -> None:
    with closing(sqlite3.connect(state / FILE, isolation_level=None)) as db:
        db.execute("drop trigger if exists rows_stay")
        db.execute("drop trigger if exists rows_stay_as_they_are")
        for statement in statements:
            db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        """update rows set body = replace(body, 'n3', 'n4') where number = 5""",
        """update rows set body = '{}' where number = 9""",
        """update rows set body = 'no JSON' where number = 4""",
        """update rows set at = '2024-05-01T12:00:01Z' where number = 2 and kind = 'note'""",
        """update rows set kind = 'guess' where number = 4""",
        """update rows set once = 'x' where number = 4""",
        """update rows set cites = '' where number = 4""",
        """update rows set hash = previous where number = 4""",
        """delete from rows where number = 4""",
        """delete from rows where number = 1""",
        """delete from rows where number > 6""",
        """delete from rows""",
        """update rows set number = number + 20 where number = 3""",
        """update citations set quote = 'all is well' where locator = 'a.log:5'""",
        """delete from cited where rowid_is_gone is null""",
        """update incidents set body = replace(body, 'slow', 'fast')""",
    ],
)
def test_what_was_changed_in_the_file_is_found(tmp_path: Path, kept: Checkpoint, statement: str) -> None:
    tampered(tmp_path, statement.replace("where rowid_is_gone is null", "where incident = '" + SLOW.id + "'"))
    with Journal(tmp_path) as journal:
        assert not verify(journal, SLOW.id, [kept]).sound


def test_a_cut_tail_is_found_by_the_checkpoint_and_by_nothing_else(tmp_path: Path, kept: Checkpoint) -> None:
    tampered(tmp_path, "delete from rows where number > 6")
    with Journal(tmp_path) as journal:
        assert verify(journal, SLOW.id).sound
        assert verify(journal, SLOW.id, [kept]).faults == ("the end is cut off: 6 rows are left of 9",)


def test_a_record_sealed_anew_from_the_start_is_found_by_the_checkpoint(tmp_path: Path, kept: Checkpoint) -> None:
    with Journal(tmp_path) as journal:
        rows = journal.written(SLOW.id)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as db:
        db.execute("drop trigger rows_stay_as_they_are")
        previous = ""
        for row in rows:
            forged = replace(row, body=row.body.replace("n2", "n9"), previous=previous)
            previous = forged.sealed()
            db.execute(
                "update rows set body = ?, previous = ?, hash = ? where incident = ? and number = ?",
                (forged.body, forged.previous, previous, SLOW.id, row.number),
            )
    with Journal(tmp_path) as journal:
        assert verify(journal, SLOW.id).sound
        assert verify(journal, SLOW.id, [kept]).faults == ("row 9: is not the one that the checkpoint saw",)


def test_a_checkpoint_still_holds_when_the_record_has_grown(tmp_path: Path, kept: Checkpoint) -> None:
    with Journal(tmp_path) as journal:
        journal.add(SLOW.id, Note(says="later"), NOON)
        assert verify(journal, SLOW.id, [kept, replace(kept, incident=OTHER.id, number=7)]).sound


def test_a_checkpoint_is_a_line_that_survives_a_chat(kept: Checkpoint) -> None:
    assert checkpoints(f"> mia: here it is `{kept.line()}` ok?") == (kept,)
    with pytest.raises(ConfigError, match="no checkpoint"):
        checkpoints("codriver-checkpoint/1 inc-1 12 short")


def test_an_incident_that_is_not_there_is_said(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        assert verify(journal, "inc-0000000000").faults == ("inc-0000000000: not in this journal",)
