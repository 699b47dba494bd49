"""Which table a class of Python is kept in: as it says itself, else by the habit of its framework."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codriver.codebase.python import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.python.scopes import Scope

_BASES = re.compile(r"\b(Model|Base|DeclarativeBase|SQLModel|Document)\b")


def tables_of(scope: Scope) -> list[str]:
    """The names of its table; none for a class that is kept nowhere."""
    node = scope.node
    if not isinstance(node, ast.ClassDef):
        return []
    opening.of_scope(scope.module, scope)
    said = list(_said(node))
    if said:
        return said
    if not any(_BASES.search(ast.unparse(base)) for base in node.bases):
        return []
    flat, app = _words(scope)
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", node.name).lower()
    return [snake, flat, f"{snake}s", *([f"{app}_{flat}"] if app else [])]


def models_of(scope: Scope) -> list[str]:
    """What its migrations call it."""
    flat, app = _words(scope)
    return [flat, f"{app}_{flat}"] if app else [flat]


def _words(scope: Scope) -> tuple[str, str]:
    """The class's name in small letters, and the folder that is its application."""
    folders = [one for one in scope.module.path.split("/")[:-1] if one != "models"]
    return scope.name.lower(), folders[-1] if folders else ""


def _said(node: ast.ClassDef) -> Iterator[str]:
    """`__tablename__ = "orders"`, `class Meta: db_table = "orders"`."""
    for one in node.body:
        if isinstance(one, ast.ClassDef) and one.name == "Meta":
            yield from _said(one)
        names = [to.id for to in one.targets if isinstance(to, ast.Name)] if isinstance(one, ast.Assign) else []
        value = one.value if isinstance(one, ast.Assign) else None
        if {"__tablename__", "db_table"} & set(names) and isinstance(value, ast.Constant):
            yield str(value.value).rpartition(".")[2].lower()


def columns_of(scope: Scope, name: str) -> list[str]:
    """The names of an attribute's column: `Column("state", ...)`, `db_column="state"`, else its own."""
    node = scope.node
    opening.of_scope(scope.module, scope)
    found = [name]
    for one in node.body if isinstance(node, ast.ClassDef) else ():
        targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
        value = getattr(one, "value", None)
        if any(isinstance(to, ast.Name) and to.id == name for to in targets) and isinstance(value, ast.Call):
            first = value.args[0] if value.args else None
            words = [first] if isinstance(first, ast.Constant) and "olumn" in ast.unparse(value.func) else []
            words += [
                key.value for key in value.keywords if key.arg == "db_column" and isinstance(key.value, ast.Constant)
            ]
            found += [str(word.value).lower() for word in words if isinstance(word.value, str)]
    return list(dict.fromkeys(found))


def classes_of(base: Codebase, table: str, column: str) -> Iterator[Scope]:
    """The classes that are kept in this table, and have such a column."""
    for path in base.program.mentioning(column):
        module = base.program.module(path)
        for scope in opening.classes_of(module, column) if module is not None else ():
            if column in scope.bindings and table.lower() in tables_of(scope):
                yield scope
