"""An incident ends with what shows it; a lesson is proposed when the cause is known, and it is said when not."""

from pathlib import Path

from tests.cli.commands.conftest import Run


def test_without_a_known_cause_there_is_no_lesson_and_that_is_said(run: Run, logs: Path) -> None:
    run("triage", str(logs))
    code, _, err = run("resolve", "--evidence", "no errors")
    assert code == 0
    assert "note: no lesson: nobody recorded what the cause was" in err


def test_without_what_shows_it_nothing_ends(run: Run, logs: Path) -> None:
    run("triage", str(logs))
    code, _, err = run("resolve", "--cause", "1")
    assert code == 2
    assert "--evidence" in err
