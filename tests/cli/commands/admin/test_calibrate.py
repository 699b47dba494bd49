"""What resolved incidents teach, by terminal: counts in words and in JSON; a lesson as a patch on stdout."""

from pathlib import Path

from tests.cli.commands.conftest import Run
from tests.cli.commands.incident.test_incident import fits

from codriver.cli.screen.learning import learnt_lines
from codriver.engine.learnt import Case, calibration, priors


def test_counts_grow_with_what_is_resolved_and_a_lesson_is_proposed(run: Run, logs: Path) -> None:
    assert fits("calibrate", run("admin", "calibrate", "--json")[1])["resolved"] == 0
    run("triage", str(logs))
    _, _, err = run("resolve", "--evidence", "no errors", "--cause", "1")
    assert "a lesson is proposed: adds the failure mode" in err
    assert fits("calibrate", run("admin", "calibrate", "--json")[1])["known"] == 1
    assert "LEARNT FROM 1 RESOLVED INCIDENTS" in run("admin", "calibrate")[1]
    code, out, err = run("incident", "learn")
    assert (code, out.startswith("diff --git a/failure-modes/basket.md")) == (0, True)
    assert "read it" in err
    fits("lesson", run("incident", "learn", "--json")[1])


def test_the_screen_has_the_counts_behind_each_number() -> None:
    every = [
        Case(incident=f"inc-{n}", suspect="pay", mechanism="pool", led=True, right=n % 2 == 0, chance=0.8)
        for n in range(60)
    ]
    lines = learnt_lines(calibration(every), priors(every))
    assert "  the leader was right: 30 of 60, trust 50 %" in lines
    assert any(line.startswith("  pay pool: 60 of 60, +2.00 log-odds") for line in lines)
    assert any(line.startswith("  log-odds as shown x ") for line in lines)
