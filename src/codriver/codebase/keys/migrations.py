"""Migrations: what Django's and Alembic's operations define, alter and drop; of Rails and Knex by their words."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.keys import HOLE, Touch, sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.scopes import Module

_DJANGO = {
    **dict.fromkeys(("AddField", "AlterField", "RenameField"), "schema"),
    **dict.fromkeys(("RemoveField", "DeleteModel"), "del"),
    "CreateModel": "schema",
}
_ALEMBIC = {
    **dict.fromkeys(("add_column", "alter_column", "create_table"), "schema"),
    **dict.fromkeys(("drop_column", "drop_table"), "del"),
    "bulk_insert": "store",
}
_RAILS = re.compile(
    r"\b(?P<word>add_column|remove_column|rename_column|change_column\w*|drop_table|create_table)[\s(]+[:\"'](?P<table>\w+)[\"']?"
    r"(?:\s*,\s*[:\"'](?P<column>\w+))?"
)


def touches(module: Module) -> Iterator[Touch]:
    """What the operations of a file touch, and the statements in its strings."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from _operation(module, node)
        elif isinstance(node, (ast.Constant, ast.JoinedStr)):
            yield from _statement(module, node)


def by_words(text: str) -> Iterator[Touch]:
    """Rails."""
    for found in _RAILS.finditer(text):
        word, number = found["word"], 1 + text.count("\n", 0, found.start())
        role = "del" if word.startswith(("remove", "drop")) else "schema"
        key = f"{found['table'].lower()}.{(found['column'] or HOLE).lower()}"
        yield Touch("table", key, number, 0, role, Tier.CERTAIN, f"migration: {word}")


def _statement(module: Module, node: ast.Constant | ast.JoinedStr) -> Iterator[Touch]:
    parent = module.parents.get(node)
    if isinstance(parent, (ast.JoinedStr, ast.Expr, ast.FormattedValue)):
        return  # a part of another, or a docstring
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
    else:
        parts = (str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values)
        text = "".join(parts)
    if len(text) > 8:  # noqa: PLR2004 - shorter than any statement
        yield from _moved(sql.touches(text, node.lineno), node)


def _moved(found: Iterator[Touch], node: ast.AST) -> Iterator[Touch]:
    """Lines of a string that is written over several lines are the file's lines only if it is in triple quotes."""
    last = getattr(node, "end_lineno", 0) or 0
    for one in found:
        sure = Tier.LIKELY if HOLE in one.key.partition(".")[0] else one.tier
        yield Touch(one.kind, one.key, min(one.line, last), one.column, one.role, sure, one.reason)


def _operation(module: Module, node: ast.Call) -> Iterator[Touch]:
    name = (
        node.func.attr
        if isinstance(node.func, ast.Attribute)
        else node.func.id
        if isinstance(node.func, ast.Name)
        else ""
    )
    if name in _DJANGO:
        yield from _django(module, node, name)
    elif name in _ALEMBIC:
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        words = [*_inside_batch(module, node), *words]
        columns = words[1:] or list(_columns(node)) or ([HOLE] if "table" in name or "bulk" in name else [])
        for column in columns if words else ():
            yield _touch(node, f"{words[0]}.{column}", _ALEMBIC[name], f"migration: {name}")


def _inside_batch(module: Module, node: ast.Call) -> list[str]:
    """`with op.batch_alter_table("orders") as batch: batch.add_column(...)`."""
    at: ast.AST | None = node
    while at is not None and not isinstance(at, ast.With):
        at = module.parents.get(at)
    for item in at.items if isinstance(at, ast.With) else ():
        call = item.context_expr
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
            return [str(call.args[0].value)]
    return []


def _columns(node: ast.Call) -> Iterator[str]:
    """`sa.Column("status", ...)` among the arguments."""
    for one in node.args:
        first = one.args[0] if isinstance(one, ast.Call) and one.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def _django(module: Module, node: ast.Call, name: str) -> Iterator[Touch]:
    words = {one.arg: one.value.value for one in node.keywords if one.arg and isinstance(one.value, ast.Constant)}
    args = [one.value for one in node.args if isinstance(one, ast.Constant)]
    model = str(words.get("model_name") or (words.get("name") if name.endswith("Model") else "") or (args or [""])[0])
    columns = [
        str(words[key]) for key in ("name", "old_name", "new_name") if key in words and not name.endswith("Model")
    ]
    columns = columns or [str(one) for one in args[1:2]] or ([HOLE] if name == "DeleteModel" else [])
    for keyword in node.keywords:
        if keyword.arg == "fields" and isinstance(keyword.value, (ast.List, ast.Tuple)):
            pairs = (one.elts[0] for one in keyword.value.elts if isinstance(one, ast.Tuple) and one.elts)
            columns = [str(one.value) for one in pairs if isinstance(one, ast.Constant)]
    folder = module.path.split("/")[-3] if module.path.count("/") > 1 else ""
    for column in columns:
        for table in (model, f"{folder}_{model}") if folder else (model,):
            yield replace(
                _touch(node, f"{table}.{column}", _DJANGO[name], f"migration: {name} of {model}"), kind="model"
            )


def _touch(node: ast.AST, key: str, role: str, reason: str) -> Touch:
    return Touch(
        "table", key.lower(), getattr(node, "lineno", 1), getattr(node, "col_offset", 0), role, Tier.CERTAIN, reason
    )
