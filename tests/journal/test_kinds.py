"""What people did comes back as it went in; what counts once is recorded once; unknown kinds stay readable rows."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import AlreadyRecorded
from codriver.journal.kinds import Asked, Confirmed, Drafted, Entry, Note, Proposed, Used, gated, read, told, worded
from codriver.journal.record import Journal
from codriver.model import Incident

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
SLOW = Incident(title="Checkout is slow", onset=NOON, service="checkout")
EVERY = [
    kind
    for module in (gated, told, worded)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Entry) and kind.kind
]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path) as journal:
        journal.open_incident(SLOW, NOON)
        yield journal


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: str(kind.kind))
def test_every_kind_comes_back_as_it_was_added(journal: Journal, kind: type[Entry]) -> None:
    entry = kind(by="mia")
    assert read(journal.add(SLOW.id, entry, NOON)) == entry
    assert read(journal.rows(SLOW.id)[-1]) == entry


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.kind for kind in EVERY}) == len(EVERY) > 20


def test_times_lists_and_tables_come_back_as_what_they_were(journal: Journal) -> None:
    entries = [
        Asked(by="mia", paths=("/a", "/b"), at=NOON),
        Proposed(by="mia", proposal="p-1", card={"commands": ["kubectl get pods"], "target": {"service": "pay"}}),
        Confirmed(by="mia", confirmation="cf-1", facts=("c-1", "h-2"), until=NOON),
    ]
    assert [read(journal.add(SLOW.id, entry, NOON)) for entry in entries] == entries


def test_a_confirmation_is_used_once_an_attempt(journal: Journal) -> None:
    used = Used(by="mia", confirmation="cf-1", command="abc")
    journal.add(SLOW.id, used, NOON)
    with pytest.raises(AlreadyRecorded, match="used: recorded already"):
        journal.add(SLOW.id, used, NOON)
    journal.add(SLOW.id, Used(by="mia", confirmation="cf-1", command="abc", attempt=2), NOON)
    journal.add(SLOW.id, Used(by="mia", confirmation="cf-2", command="abc"), NOON)


def test_two_people_cannot_write_the_same_version_of_a_draft(journal: Journal) -> None:
    journal.add(SLOW.id, Drafted(by="mia", draft="d-1", version=2, text="one"), NOON)
    with pytest.raises(AlreadyRecorded):
        journal.add(SLOW.id, Drafted(by="ben", draft="d-1", version=2, text="two"), NOON)


def test_a_row_of_a_later_codriver_is_no_typed_value_and_no_error(journal: Journal) -> None:
    assert read(journal.append(SLOW.id, "telepathy", {"by": "mia"}, NOON)) is None
    assert read(journal.append(SLOW.id, "note", {"by": "mia", "mood": "tired"}, NOON)) == Note(by="mia")


def test_every_field_of_every_kind_has_a_default_so_that_older_rows_stay_readable() -> None:
    assert [(kind, one.name) for kind in EVERY for one in fields(kind) if not hasattr(kind(), one.name)] == []
