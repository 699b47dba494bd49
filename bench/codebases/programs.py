"""Small programs that carry their own truth: comments say what a line defines and what it calls.

DATA/programs/<language>/<program>/... holds sources. `// is NAME` ends the line of a definition, `// calls NAME, NAME`
that of every place that can run it (`#` or `--` as the language wants; `/* calls NAME */` inside of a line). Each
definition is asked for its callers; what no comment says is wrong.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bench.codebases.real import UP_TO, Scored, figures
from codriver.codebase import questions
from codriver.codebase.answers import Tier
from codriver.codebase.opened import Codebase
from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = re.compile(r"(?://|#|--|/\*|<!--)\s*((?:is|calls)\s.*)$")
_SAID = re.compile(r"(is|calls)\s+((?:[^\s,*]+(?:\s*,\s*(?!calls\b|is\b)(?=\S))?)+)")
Place = tuple[str, int]


def truth(folder: Path) -> tuple[dict[str, Place], dict[str, set[Place]]]:
    """Where each name is defined, and the lines that call it."""
    defined: dict[str, Place] = {}
    called: dict[str, set[Place]] = defaultdict(set)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for what, names in _marks(line):
                for name in (one.strip() for one in names.split(",")):
                    place = (path.relative_to(folder).as_posix(), number)
                    defined.setdefault(name, place) if what == "is" else called[name].add(place)
    unknown = sorted(called.keys() - defined.keys())
    if unknown:
        raise ValueError(f"{folder}: called and not defined: {', '.join(unknown)}")
    return defined, called


def _marks(line: str) -> Iterator[tuple[str, str]]:
    found = MARK.search(line)
    yield from _SAID.findall(found[1]) if found else ()


def scored(program: Path) -> list[Scored]:
    """One row for each definition of the program."""
    defined, called = truth(program)
    language = program.parent.name
    with Codebase(program) as base:
        return [
            _row(base, f"{language}/{program.name} {name}", language, place, frozenset(called[name]))
            for name, place in sorted(defined.items())
        ]


def _row(base: Codebase, name: str, language: str, place: Place, expected: frozenset[Place]) -> Scored:
    began = time.process_time()
    found: dict[Place, str] = {}
    try:
        sites = questions.callers(base, f"{place[0]}:{place[1]}").sites
    except CodriverError:
        sites = ()
    for site in sites:
        if site.tier.rank <= Tier.POSSIBLE.rank:
            found.setdefault((site.file, site.line), str(site.tier))
    return Scored(name, "callers", ("every language", language), expected, found, time.process_time() - began)


def measured(data: Path) -> tuple[dict[str, Any], list[Scored]]:
    """The figures by language, and the rows."""
    rows = [row for program in sorted((data / "programs").glob("*/*")) for row in scored(program)]
    return figures(rows), rows


def told(rows: list[Scored]) -> Iterator[str]:
    """What was missed or wrongly shown through `likely`."""
    for row in rows:
        sure = row.up_to(UP_TO[2])
        for file, line in sorted(row.expected - sure):
            yield f"{row.id}: {file}:{line} is {row.found.get((file, line), 'not found')}"
        for file, line in sorted(sure - row.expected):
            yield f"{row.id}: {file}:{line} is {row.found[(file, line)]}, and should not be"
