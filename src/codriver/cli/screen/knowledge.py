"""Reports about the team's documents: what is wrong, which there are, how prepared each service is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.cli.screen.figures import counted
from codriver.cli.screen.page import Page, para
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codriver.room.knowledge.books import Book, Tuned
    from codriver.room.knowledge.linting import Linted
    from codriver.room.knowledge.modes import Modes
    from codriver.room.knowledge.prepared import Preparedness


def lint_lines(linted: Linted, *, width: int = 80) -> list[str]:
    """One problem a line, as editors jump to it, its hint below."""
    page = Page(width=width)
    lines = []
    for one in linted.problems:
        lines += [f"{one.file}:{max(one.line, 1)}: {one.level}: {one.says} [{one.rule}]", f"    hint: {one.hint}"]
    counts = [counted(sum(p.level == level for p in linted.problems), level) for level in ("error", "warning", "note")]
    told = f"{counted(linted.documents, 'document')}, {counted(linted.modes, 'failure mode')}"
    return [
        safe(line) for line in (*lines, *([""] if lines else []), *para(page, f"LINT: {', '.join(counts)} in {told}"))
    ]


def modes_lines(found: Modes, *, width: int = 80) -> list[str]:
    """Each failure mode with its cause, how often it happened, where it stands; then what cannot be understood."""
    page = Page(width=width)
    lines = [f"FAILURE MODES: {len(found.modes)}"]
    for one in found.modes:
        often = f", {one.incidents} x before" if one.incidents else ""
        text = f"{one.service or 'any'}: {one.says} ({one.name}, {one.cause}{often}) {one.cites[0].ref.locator}"
        lines += para(page, text, first="  ", indent="    ")
    broken = [line for error in found.broken for line in _error(error.message, error.hint)]
    return [safe(line) for line in (*lines, *([""] if broken else []), *broken)]


def _error(message: str, hint: str) -> list[str]:
    return [f"error: {message}", *([f"hint: {hint}"] if hint else [])]


def books_lines(books: Iterable[Book], *, width: int = 80) -> list[str]:
    """Each runbook with its service, owner, sections, and when it was last reviewed."""
    page = Page(width=width)
    books = list(books)
    lines = [f"RUNBOOKS: {len(books)}"]
    for one in books:
        told = [one.service, one.owner, f"reviewed {one.last_reviewed}" if one.last_reviewed else "never reviewed"]
        sections = f"{counted(one.sections, 'section')}, {counted(one.commands, 'command')}"
        text = f"{one.name}: {one.title} ({', '.join(word for word in (*told, sections) if word)})"
        lines += para(page, text, first="  ", indent="    ")
    return [safe(line) for line in lines]


def tuned_lines(tuned: Tuned, *, width: int = 80) -> list[str]:
    """How well the tuned ranker does on questions that took no part, beside the one before; whether it was kept."""
    page = Page(width=width)
    shares = f"first place right: {tuned.before:.0%} -> {tuned.after:.0%} of {counted(tuned.questions, 'alert')}"
    kept = "kept: it is used from now on" if tuned.kept else "not kept: it does no better than the one before"
    return [safe(line) for line in (*para(page, f"TUNED: {shares}"), *para(page, kept, indent="  "))]


def prepared_lines(found: Preparedness, *, width: int = 80) -> list[str]:
    """The score of each service, and what to write next."""
    page = Page(width=width)
    lines = ["PREPARED" if found.services else "PREPARED: no service known; declare them in codriver.toml"]
    for one in found.services:
        missing = f"missing: {', '.join(one.missing)}" if one.missing else "nothing missing"
        lines += para(page, f"{one.score:3} {one.service} ({one.criticality}): {missing}", first="  ", indent="      ")
    if found.next:
        lines += ["", "WRITE NEXT"]
    for number, worth in enumerate(found.next, 1):
        lines += para(page, f"{number}. {worth.what} for {worth.service} ({worth.why})", first="  ", indent="     ")
    broken = [f"error: {message}" for message in found.broken]
    return [safe(line) for line in (*lines, *([""] if broken else []), *broken)]
