"""Small programs that carry their own truth: every call is found, and nothing else is called sure."""

from pathlib import Path

import pytest
from bench.codebases import programs
from bench.codebases.programs import truth
from bench.codebases.real import figures

from codriver.codebase.languages import grammars

PROGRAMS = sorted((Path(__file__).parents[1] / "programs").glob("*/*"))
MISSED = {"java/overloads": 1, "ruby/shop": 1}  # only `possible`: what a library's `get`, or any method of Ruby, gives


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_call_is_found_and_no_other_is_sure(program: Path) -> None:
    rows = programs.scored(program)
    known = MISSED.get(f"{program.parent.name}/{program.name}", 0)
    wrong = list(programs.told(rows))
    assert rows
    assert len(wrong) <= known, "\n".join(wrong)
    assert all(row.expected <= row.up_to("possible") for row in rows)


def test_every_language_has_programs() -> None:
    assert {path.parent.name for path in PROGRAMS} >= {one.name for one in grammars().values()}


def test_what_is_called_must_be_defined(tmp_path: Path) -> None:
    (tmp_path / "a.go").write_text("f() // calls nothing_here\n")
    with pytest.raises(ValueError, match="nothing_here"):
        truth(tmp_path)


def test_figures_are_told_by_language() -> None:
    rows = programs.scored(PROGRAMS[0])
    assert set(figures(rows)) == {"every language", PROGRAMS[0].parent.name}
