"""Resolved incidents of the record and written post-mortems are searched together."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.journal.kinds import Resolved
from codriver.model import Incident
from codriver.room.incidents.act import opened
from codriver.room.knowledge.seen import seen_before, shape_of_seen_before
from codriver.room.request import Room

NOW = datetime(2026, 3, 11, tzinfo=UTC)


def test_the_record_and_documents_are_searched_together(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "incident-mail.md").write_text("# Mail was late\n\nThe mail queue grew.\n", "utf-8")
    room = Room(state=tmp_path / "state", knowledge=(folder,))
    incident = Incident(title="Checkout pays twice", service="shop", onset=NOW)
    with opened(room) as journal:
        journal.open_incident(incident, NOW)
        end = Resolved(by="ana", cause="retries of the payment were not idempotent", remedy="turn retries off")
        journal.add(incident.id, end, NOW)
    found = seen_before(room, "the payment was charged twice after retries", ())
    assert found.among == 2
    assert (found.alike[0].past.id, found.alike[0].past.ended) == (incident.id, "turn retries off")
    assert seen_before(room, "the mail queue grew", ()).alike[0].past.id == "incident-mail.md"
    assert shape_of_seen_before(found)["among"] == 2


def test_nothing_asked_is_an_error_and_nothing_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    room = Room(state=tmp_path / "state")
    with pytest.raises(ConfigError, match="nothing asked"):
        seen_before(room, " ", ())
    assert seen_before(room, "anything", ()).among == 0
