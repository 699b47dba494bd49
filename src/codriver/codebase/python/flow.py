"""Which bindings of a name can still hold at a use: an assignment in the same run of statements ends earlier ones."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codriver.codebase.python.scopes import Binding, Module, Scope

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_ENDS = frozenset({"assign", "annotated", "def", "class", "import"})


def reaching(bindings: list[Binding], use: ast.AST, scope: Scope, home: Scope) -> list[Binding]:
    """Those that can hold. From an inner function, or with one binding only, all of them."""
    if len(bindings) < 2 or not _same_run(scope, home):  # noqa: PLR2004 - a choice needs two
        return bindings
    module = scope.module
    last = _ending(bindings, use, home)
    found = [one for one in bindings if one is last or _may_follow(one, last, use, module)]
    return found or bindings


def _same_run(scope: Scope, home: Scope) -> bool:
    at: Scope | None = scope
    while at is not None and at is not home and at.kind == "comprehension":
        at = at.parent
    return at is home


def _ending(bindings: list[Binding], use: ast.AST, home: Scope) -> Binding | None:
    """The nearest binding before the use that every way to the use runs through."""
    module = home.module
    by_statement = {_statement(one.node, module): one for one in bindings if one.kind in _ENDS}
    below = use
    for above in module.ancestors(use):
        for name in ("body", "orelse", "finalbody", "handlers"):
            block = getattr(above, name, None)
            if isinstance(block, list) and below in block:
                earlier = (by_statement.get(one) for one in reversed(block[: block.index(below)]))
                found = next((one for one in earlier if one is not None), None)
                if found is not None:
                    return found
        if above is home.node:
            break
        below = above
    return next((one for one in bindings if one.kind == "param"), None)


def _statement(node: ast.AST, module: Module) -> ast.AST:
    if isinstance(node, ast.stmt):
        return node
    return next((above for above in module.ancestors(node) if isinstance(above, ast.stmt)), node)


def _may_follow(one: Binding, last: Binding | None, use: ast.AST, module: Module) -> bool:
    """After the last certain one, and before the use or round a loop that holds both."""
    start = _place(last.node) if last else (0, 0)
    if _place(one.node) <= start and one is not last:
        return False
    if _place(one.node) < _place(use) and _statement(one.node, module) is not _statement(use, module):
        return True
    if isinstance(one.node, (ast.withitem, ast.comprehension)) or one.kind in ("each", "enter"):
        return _place(_statement(one.node, module)) <= _place(use)
    loops = {above for above in module.ancestors(use) if isinstance(above, _LOOPS)}
    return any(above in loops for above in module.ancestors(one.node))


def _place(node: ast.AST) -> tuple[int, int]:
    if isinstance(node, ast.withitem):
        node = node.context_expr
    elif isinstance(node, ast.comprehension):
        node = node.target
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
