"""Drafts by terminal: words to stdout, what the rules say to stderr; reviewed, approved, handed over, resolved."""

import json
from pathlib import Path

from tests.cli.commands.conftest import Run
from tests.cli.commands.incident.test_incident import fits

from codriver.cli.commands.acting import person
from codriver.cli.screen.drafts import WATERMARK


def test_a_draft_goes_from_words_to_a_name(run: Run, logs: Path, home: Path) -> None:
    run("triage", str(logs))
    code, out, err = run("draft", "update", "--audience", "customers")
    assert code == 0
    assert out.startswith(WATERMARK)
    assert "codriver incident approve" in err
    fits("draft", run("draft", "update", "--audience", "customers", "--json")[1])
    (home / "words.txt").write_text(f"{out.partition(chr(10))[2].strip()}\nIt will be fixed soon.\n")
    _, _, err = run("incident", "review", "customers", "--text", "words.txt")
    assert "BLOCKS" in err
    assert "SINCE THE VERSION BEFORE" in err
    code, _, err = run("incident", "approve")
    assert code == 2
    assert "cannot be approved" in err
    run("draft", "update", "--audience", "customers")
    _, out, _ = run("incident", "approve", "--because", "read by legal")
    assert out.startswith(f"APPROVED by {person()}")


def test_an_incident_ends_with_what_shows_it_and_a_post_mortem(run: Run, logs: Path) -> None:
    run("triage", str(logs))
    fits("recorded", run("resolve", "--evidence", "no errors any more", "--cause", "1", "--json")[1])
    key = json.loads(run("incident", "list", "--json")[1])["incidents"][0]["id"]
    assert run("note", "late")[0] == 2
    _, out, _ = run("draft", "postmortem", "--incident", key)
    assert "## Timeline (UTC)" in out


def test_a_handoff_is_written_and_recorded(run: Run, logs: Path) -> None:
    run("triage", str(logs))
    _, out, _ = run("incident", "handoff", "ben")
    assert "First thing to do" in out
    assert "Handed to ben," in out
    assert "to ben" in run("incident", "timeline")[1]
