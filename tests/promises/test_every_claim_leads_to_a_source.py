"""Promise 1: every claim leads to a source."""

import re
import shutil
from pathlib import Path

import pytest
from tests.promises.conftest import Ask
from tests.promises.sources import says

from codriver.cli import main
from codriver.model import Assessment
from codriver.room import look_up
from codriver.room.request import Room

ID = re.compile(r"\[(c-[0-9a-f]+)\]")


def test_every_quote_stands_byte_for_byte_where_its_citation_leads(incident: Path, ask: Ask, tmp_path: Path) -> None:
    cites = sorted(set(ask(incident).cited()))
    assert cites
    assert [cite for cite in cites if not says(incident, tmp_path, cite.ref.locator, cite.quote)] == []


def test_every_id_on_the_screen_opens_after_the_logs_were_rotated_away(
    incident: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(incident, copy)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    assert main(["triage", str(copy), "--all"]) == 0
    ids = sorted(set(ID.findall(capsys.readouterr().out)))
    shutil.rmtree(copy)

    assert ids
    for one in ids:
        shown = look_up.show(Room(state=tmp_path / "state"), one)
        assert shown.ref is not None
        assert says(incident, tmp_path, shown.ref.locator, shown.quote), shown
    assert main(["show", ids[0]]) == 0
    assert shown_quote(capsys.readouterr().out)


def shown_quote(screen: str) -> bool:
    return any(line.strip(" |") for line in screen.splitlines() if line.startswith("  | "))


def test_what_has_no_citation_is_not_shown_as_a_claim(incident: Path, ask: Ask) -> None:
    found = ask(incident)
    assert [claim for claim, cites in claims(found) if not cites] == []


def claims(found: Assessment) -> list[tuple[str, object]]:
    """Everything that says what is or was so. A step of a path without citations is shown as `not verified`."""
    shown = (*found.hypotheses, *found.ruled_out)
    told: list[tuple[str, object]] = [(e.because, e.cites) for hypothesis in shown for e in hypothesis.evidence]
    told += [(hypothesis.says, hypothesis.evidence or hypothesis.change) for hypothesis in shown]
    told += [(found.impact.says, found.impact.cites)] if found.impact.failing else []
    told += [(one.says, one.cites) for group in (found.findings, found.mitigations, found.code) for one in group]
    told += [(change.what, change.cites) for change in found.changes]
    return told + [(runbook.title, runbook.cites) for runbook in found.runbooks]


def test_a_path_that_nothing_verifies_says_so(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ask: Ask
) -> None:
    unverified = [step for h in ask(told).hypotheses for step in h.path if not step.cites]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODRIVER_STATE", str(tmp_path / "state"))
    main(["triage", str(told), "--all"])
    assert capsys.readouterr().out.count("not verified") == len(unverified)
