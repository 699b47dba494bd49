"""What is wrong with the team's documents: as a report, as JSON, as SARIF."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from codriver.knowledge.lint import Problem
from codriver.knowledge.lint import lint as check
from codriver.knowledge.sarif import sarif
from codriver.room.knowledge.reading import known
from codriver.room.request import Room


@dataclass(frozen=True, slots=True)
class Linted:
    """The problems in order of place, and among how many documents and failure modes."""

    problems: tuple[Problem, ...]
    documents: int
    modes: int


def lint(room: Room, paths: Iterable[Path], alerts: Iterable[Path], today: date) -> Linted:
    """Every problem of the documents, and of the alerts that lead to them.

    Raises:
        ConfigError: there are no documents.
    """
    found = known(room, paths, alerts, today)
    return Linted(check(found), len(found.documents), len(found.modes))


def shape_of_lint(linted: Linted) -> dict[str, object]:
    """`codriver knowledge lint --json`."""
    return {
        "schema": "codriver.lint/1",
        "documents": linted.documents,
        "failure_modes": linted.modes,
        "problems": [
            {
                "rule": one.rule,
                "level": one.level,
                "says": one.says,
                "hint": one.hint,
                "file": one.file,
                "line": one.line,
            }
            for one in linted.problems
        ],
    }


def sarif_of(linted: Linted) -> dict[str, object]:
    """The problems as SARIF 2.1.0."""
    return sarif(linted.problems, version("codriver"))
