"""What is wrong with the team's documents: as a report, as JSON, as SARIF."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from codriver.knowledge.lint import Problem
from codriver.knowledge.lint import lint as check
from codriver.knowledge.sarif import sarif
from codriver.room.knowledge.reading import known
from codriver.room.knowledge.roots import roots_of
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
    paths = tuple(paths)
    found, roots = known(room, paths, alerts, today), roots_of(room, paths)
    problems = (replace(one, file=_from_here(roots, one.file)) for one in check(found))
    return Linted(tuple(problems), len(found.documents), len(found.modes))


def _from_here(roots: Iterable[tuple[str, Path]], file: str) -> str:
    """A document's name as editors and code hosts open it: from where one stands, if it lies below."""
    here = Path.cwd()
    for prefix, root in roots:
        inner = file.removeprefix(f"{prefix}/") if prefix else file
        if (root / inner).is_file() and root.is_relative_to(here):
            return (root / inner).relative_to(here).as_posix()
    return file


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
