"""The incident's record: only ever added to, sealed, readable by id, safe under two writers and against bad files."""

import hashlib
import json
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen

import pytest

from codriver.errors import ConfigError, JournalError
from codriver.journal.record import FILE, Journal, Kept
from codriver.model import Citation, Incident, Ref

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")
DOWN = Incident(title="Login is down", onset=NOON + timedelta(minutes=5, milliseconds=250), service="login")


def quote(number: int) -> Citation:
    return Citation(Ref("files", f"logs/checkout.log:{number}"), f"line {number} says no")


def opened(state: Path, *incidents: Incident) -> Journal:
    journal = Journal(state)
    for incident in incidents:
        journal.open_incident(incident, NOON)
    return journal


def test_an_incident_is_opened_once_however_often_it_is_triaged(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, SLOW) as journal:
        assert [row.kind for row in journal.rows(SLOW.id)] == ["opened"]
        assert journal.incident(SLOW.id) == SLOW


def test_rows_come_back_as_they_were_added(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        added = journal.append(SLOW.id, "assessment", {"outcome": "leading", "at": NOON, "n": 3}, NOON)
        assert journal.rows(SLOW.id)[-1] == added
        assert added.body == {"outcome": "leading", "at": "2024-05-01T12:00:00Z", "n": 3}
        assert added.number == 2


def test_each_row_seals_the_one_before_it(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "note", {"says": "ü"}, NOON)
        first, second = journal.rows(SLOW.id)
    assert (first.previous, second.previous) == ("", first.hash)
    row = [SLOW.id, 2, "note", "2024-05-01T12:00:00Z", '{"says":"\\u00fc"}']
    sealed = f"{first.hash}\n{json.dumps(row, separators=(',', ':'))}"
    assert second.hash == hashlib.sha256(sealed.encode()).hexdigest()


def test_a_row_can_be_neither_changed_nor_taken_away(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW):
        with sqlite3.connect(tmp_path / FILE) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute("update rows set kind = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute("delete from rows")
        db.close()


def test_the_latest_incident_is_the_one_worked_on_last(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, DOWN) as journal:
        assert journal.latest() == DOWN
        journal.append(SLOW.id, "note", {}, NOON - timedelta(days=1))
        assert journal.latest() == SLOW


def test_incidents_are_remembered_by_when_they_were_worked_on_up_to_a_hundred(tmp_path: Path) -> None:
    many = [Incident(title=str(number)) for number in range(100)]
    with opened(tmp_path, SLOW, DOWN) as journal:
        journal.append(SLOW.id, "note", {}, NOON)
        assert journal.recent() == (SLOW.id, DOWN.id)
        for incident in many:
            journal.open_incident(incident, NOON)
        assert journal.recent() == tuple(incident.id for incident in reversed(many))


def test_an_empty_journal_knows_no_incident_and_no_citation(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        assert journal.latest() is None
        assert journal.recent() == ()
        assert journal.incident("inc-0000000000") is None
        assert journal.citation("c-") is None
        assert journal.rows("inc-0000000000") == ()


def test_a_quote_outlives_its_source_and_is_found_by_the_start_of_its_id(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1), quote(1)])
    with Journal(tmp_path) as again:
        assert again.citation(quote(1).id) == Kept(quote(1), SLOW.id)
        assert again.citation(quote(1).id[:5]) == Kept(quote(1), SLOW.id)


def test_a_quote_of_two_incidents_is_kept_once_and_belongs_to_the_later_one(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW, DOWN) as journal:
        journal.append(DOWN.id, "assessment", {}, NOON, cites=[quote(1)])
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1)])
        assert journal.citation(quote(1).id) == Kept(quote(1), SLOW.id)
    with sqlite3.connect(tmp_path / FILE) as db:
        assert db.execute("select count(*) from citations").fetchone() == (1,)
    db.close()


def test_a_start_that_several_ids_share_is_an_error_that_names_them(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=map(quote, range(2)))
        with pytest.raises(ConfigError, match="several citations begin with `c-`") as caught:
            journal.citation("c-")
    assert quote(0).id in caught.value.message


def test_percent_and_underscore_in_a_start_are_no_wildcards(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        journal.append(SLOW.id, "assessment", {}, NOON, cites=[quote(1)])
        assert journal.citation("%") is None
        assert journal.citation("_-") is None


def test_a_row_for_an_incident_that_was_never_opened_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        with pytest.raises(JournalError, match="no incident inc-1"):
            journal.append("inc-1", "note", {}, NOON, cites=[quote(1)])
        assert journal.citation(quote(1).id) is None


def test_a_failed_append_keeps_no_quote_either(tmp_path: Path) -> None:
    with opened(tmp_path, SLOW) as journal:
        with pytest.raises(TypeError):
            journal.append(SLOW.id, "note", {}, NOON, cites=[quote(1), replace(quote(2), ref=object())])  # type: ignore[arg-type]
        assert journal.citation(quote(1).id) is None
        journal.append(SLOW.id, "note", {}, NOON)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from codriver.journal.record import Journal
from codriver.model import Incident
at = datetime(2024, 5, 1, tzinfo=UTC)
incident = Incident(title="shared")
with Journal(Path(sys.argv[1])) as journal:
    journal.open_incident(incident, at)
    for number in range(25):
        journal.append(incident.id, "note", {"by": sys.argv[2], "n": number}, at)
"""


def test_two_programs_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    writers = [Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with Journal(tmp_path) as journal:
        rows = journal.rows(Incident(title="shared").id)
    assert [row.number for row in rows] == list(range(1, 52))
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
