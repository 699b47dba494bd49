"""Reports about documents as lines: places first, nothing that acts on a terminal."""

from codriver.cli.screen.knowledge import books_lines, lint_lines, modes_lines, prepared_lines, tuned_lines
from codriver.knowledge.lint import Problem
from codriver.room.knowledge.books import Book, Tuned
from codriver.room.knowledge.linting import Linted
from codriver.room.knowledge.modes import Modes
from codriver.room.knowledge.prepared import Prepared, Preparedness, Worth


def test_a_problem_stands_at_its_place_and_is_safe() -> None:
    lines = lint_lines(Linted((Problem("stale", "old\x1b[2J", "review it", "a.md", 0),), 2, 1))
    assert lines[0].startswith("a.md:1: warning: old")
    assert lines[-1].startswith("LINT: ")
    assert not any("\x1b" in line for line in lines)


def test_lists_say_how_many() -> None:
    assert modes_lines(Modes((), ())) == ["FAILURE MODES: 0"]
    assert books_lines([Book("a.md", "A", "pay", "", "2026-01-01", 1, 2)]) == [
        "RUNBOOKS: 1",
        "  a.md: A (pay, reviewed 2026-01-01, 1 section, 2 commands)",
    ]


def test_a_ranker_that_does_no_better_is_not_kept() -> None:
    assert tuned_lines(Tuned(10, 0.8, 0.8, kept=False))[0] == "TUNED: first place right: 80% -> 80% of 10 alerts"


def test_scores_come_with_what_to_write_next() -> None:
    one = Prepared("pay", "critical", 35, ("a runbook",), ("a failure mode",))
    lines = prepared_lines(Preparedness((one,), (Worth("pay", "a failure mode", "critical"),), 1, ("x.md:1: broken",)))
    assert lines[1].split() == ["35", "pay", "(critical):", "missing:", "a", "failure", "mode"]
    assert "  1. a failure mode for pay (critical)" in lines
    assert lines[-1] == "error: x.md:1: broken"
