"""Symbols of the languages with declared types: by name, and by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.answers import Target
from codriver.codebase.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.typed.outline import Def


def named(base: Codebase, path: str, name: str, *, state: bool) -> Iterator[Symbol]:
    """The definitions of this name in one file; fields only when a state is asked for."""
    outline = base.typed.outline(path)
    fields: set[str] = set()
    for one in outline.defs if outline else ():
        if one.name == name and (one.kind != "field" or (state and one.owner not in fields)):
            fields |= {one.owner} if one.kind == "field" else set()
            yield _symbol(path, one)


def at_line(base: Codebase, path: str, line: int, *, state: bool) -> Iterator[Symbol]:
    """The field that a line declares or sets, then the innermost function or class around it."""
    outline = base.typed.outline(path)
    if outline is None:
        return
    if state:
        yield from (_symbol(path, one) for one in outline.defs if one.kind == "field" and one.line == line)
    around = [one for one in outline.defs if one.kind != "field" and one.line <= line <= one.end]
    if around:
        yield _symbol(path, min(around, key=lambda one: (one.end - one.line, one.kind == "class", -one.line)))


def fields_on(base: Codebase, path: str, line: int) -> Iterator[Symbol]:
    """The fields of the class around that a line reads or writes."""
    outline = base.typed.outline(path)
    if outline is None:
        return
    used = [use for uses in outline.uses.values() for use in uses if use.line == line and use.role in ("read", "store")]
    for one in outline.defs:
        if one.kind == "field" and any(use.name == one.name and use.owner == one.owner for use in used):
            yield _symbol(path, one)


def _symbol(path: str, one: Def) -> Symbol:
    kind = {"field": "attribute", "function": "method" if one.owner else "function"}.get(one.kind, one.kind)
    target = Target(kind, one.name, one.qual, path, one.line)
    return Symbol(target, is_state=one.kind == "field", typed=(path, one))
