"""The section that applies comes with its commands and its age; nothing comes when nothing fits."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.model import Incident
from codriver.room.incidents.act import opened
from codriver.room.knowledge.find import find
from codriver.room.request import Room

NOW = datetime(2026, 3, 11, tzinfo=UTC)
DISK = """---
owner: team-ops
last_reviewed: 2026-03-01
---
# Disk is full

The disk of a host has no space left.

## Free space

Look for the largest folders first.

```sh
du -xh / | sort -h | tail
```
"""


@pytest.fixture
def room(tmp_path: Path) -> Room:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "disk.md").write_text(DISK, "utf-8")
    (folder / "mail.md").write_text("# Mail queue grows\n\nMessages wait in the mail queue.\n", "utf-8")
    (folder / "broken.md").write_text("---\na: [\n---\n# Teapot whistles\n\nThe teapot whistles.\n", "utf-8")
    return Room(state=tmp_path / "state", knowledge=(folder,))


def test_the_section_its_commands_and_its_age(room: Room) -> None:
    answer = find(room, "how do I free space, the disk is full", (), NOW)
    (best, *_) = answer.fitting
    assert (answer.kind, answer.documents) == ("phrase", 3)
    assert (best.runbook.title, best.runbook.section) == ("Disk is full", "Free space")
    assert best.runbook.commands == ("du -xh / | sort -h | tail",)
    assert best.runbook.cites[0].ref.locator == "disk.md:9"
    assert best.reviewed_days == 10
    assert 0.4 < best.sure <= 1


def test_nothing_fits(room: Room) -> None:
    assert find(room, "the printer has no toner", (), NOW).fitting == ()


def test_a_document_that_cannot_be_read_is_a_gap(room: Room) -> None:
    answer = find(room, "the teapot whistles", (), NOW)
    assert [gap.source for gap in answer.gaps] == ["broken.md"]


def test_nothing_said_asks_for_the_incident_worked_on_last(room: Room) -> None:
    with pytest.raises(ConfigError, match="no incident is open"):
        find(room, "", (), NOW)
    with opened(room) as journal:
        journal.open_incident(Incident(title="MailQueueGrows", service="mail", onset=NOW), NOW)
    answer = find(room, "", (), NOW)
    assert (answer.asked, answer.fitting[0].runbook.title) == ("MailQueueGrows", "Mail queue grows")


def test_no_folder_is_an_error_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bare = Room(state=tmp_path / "state")
    with pytest.raises(ConfigError, match="no documents"):
        find(bare, "disk", (), NOW)
    (tmp_path / "docs" / "runbooks").mkdir(parents=True)
    assert find(bare, "disk", (), NOW).documents == 0
    with pytest.raises(ConfigError, match="no such folder"):
        find(bare, "disk", [tmp_path / "nowhere"], NOW)
