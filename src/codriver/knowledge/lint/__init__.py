"""What is wrong with the team's documents, with file and line: pure, so that it runs the same in a team's CI."""

from codriver.knowledge.lint.coverage import Alerting, coverage
from codriver.knowledge.lint.documents import documents
from codriver.knowledge.lint.modes import modes
from codriver.knowledge.lint.problems import RULES, Known, Problem

__all__ = ["RULES", "Alerting", "Known", "Problem", "lint"]


def lint(known: Known) -> tuple[Problem, ...]:
    """Every problem, in order of file, line and rule."""
    broken = (Problem("unreadable", told.message, told.hint, told.file, told.line) for told in known.broken)
    found = (*broken, *documents(known), *modes(known), *coverage(known))
    return tuple(sorted(set(found), key=lambda one: (one.file, one.line, one.rule, one.says)))
