"""Scores of services, the three documents to write next, and the reports about documents."""

from datetime import date
from pathlib import Path

import pytest

from codriver.errors import ConfigError
from codriver.model import Service
from codriver.room.knowledge.books import books, tune
from codriver.room.knowledge.linting import lint, sarif_of
from codriver.room.knowledge.modes import draft, listed
from codriver.room.knowledge.prepared import preparedness
from codriver.room.knowledge.roots import TUNED
from codriver.room.request import Room

TODAY = date(2026, 3, 1)
MODE = """---
service: pay
last_reviewed: 2026-01-01
---
# Ways

```yaml failure-mode
id: slow
cause: external
says: the bank is slow
symptoms: [{signal: log, pattern: slow}]
checks: [{ask: "is it slow?"}]
remedies: [{says: wait, verify: it is fast, rollback: none needed}]
```
"""
BROKEN = "# B\n\n```yaml failure-mode\nid: x\n```\n"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "pay.md").write_text(MODE, "utf-8")
    (folder / "broken.md").write_text(BROKEN, "utf-8")
    (folder / "latin.md").write_bytes("# Caf\xe9\n\nText.\n".encode("latin-1"))
    services = (
        Service(name="pay", criticality="critical"),
        Service(name="shop", criticality="high", depends_on=("pay", "mail"), owner="team-shop"),
        Service(name="mail"),
    )
    return Room(state=tmp_path / "state", knowledge=(folder,), services=services)


def test_scores_and_what_to_write_next(room: Room) -> None:
    found = preparedness(room, (), TODAY)
    assert [(one.service, one.score) for one in found.services] == [("shop", 0), ("mail", 0), ("pay", 100)]
    told = [("shop", "a runbook"), ("shop", "a failure mode"), ("mail", "a runbook")]
    assert [(one.service, one.what) for one in found.next] == told
    assert found.next[2].why == "normal, another service needs it, prepared to 0 of 100"
    assert len(found.broken) == 1


def test_failure_modes_are_listed_and_what_is_broken_is_said(room: Room) -> None:
    found = listed(room, (), TODAY, "pay")
    assert [mode.name for mode in found.modes] == ["slow"]
    assert found.broken[0].message.startswith("broken.md:4: `cause` is missing")


def test_runbooks_are_listed(room: Room) -> None:
    assert [(one.name, one.service) for one in books(room, (), TODAY)][-1] == ("pay.md", "pay")


def test_lint_reads_everything_and_speaks_sarif(room: Room, tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("groups: [{rules: [{alert: A}]}]\n", "utf-8")
    found = lint(room, (), [tmp_path / "rules.yml"], TODAY)
    rules = {one.rule for one in found.problems}
    assert rules >= {"unreadable", "alert-no-runbook", "critical-no-runbook"}
    assert sarif_of(found)["version"] == "2.1.0"


def test_a_draft_knows_owner_and_needs(room: Room) -> None:
    text = draft(room, "shop", None, TODAY)
    assert "owner: team-shop" in text
    assert "mail-does-not-answer" in text
    with pytest.raises(ConfigError, match="no service named"):
        draft(room, " ", None, TODAY)


def test_a_ranker_is_kept_only_when_it_does_better(room: Room, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text("groups: [{rules: [{alert: A}]}]\n", "utf-8")
    with pytest.raises(ConfigError, match="fewer than 10 alerts"):
        tune(room, (), [rules], TODAY)
    topics = ("disk", "mail", "cache", "queue", "login", "clock", "backup", "memory", "network", "dns")
    for topic in topics:
        (room.knowledge[0] / f"{topic}.md").write_text(f"# The {topic}\n\nAbout the {topic}.\n", "utf-8")
    lines = [f"  - {{alert: {t}Bad, annotations: {{runbook_url: 'https://x/{t}.md'}}}}" for t in topics]
    rules.write_text("\n".join(["groups:", "- rules:", *lines]) + "\n", "utf-8")
    found = tune(room, (), [rules], TODAY)
    assert (found.questions, found.kept) == (10, found.after > found.before)
    assert (room.state / TUNED).exists() == found.kept
