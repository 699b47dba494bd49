"""What a test around an expression says about it: `isinstance` in an `if`, an `assert`, an `and`, a guard before."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python.values import Box, Class, External, Instance, Values

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Scope

_STOPS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.Module)
_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def of(mind: Mind, expr: ast.Name | ast.Attribute, scope: Scope) -> Values | None:
    """The instances that a test proved it to be; None when no test speaks of it."""
    module = scope.module
    if "isinstance" not in module.text:
        return None
    shown = _dotted(expr)
    below: ast.AST = expr
    for above in module.ancestors(expr):
        test = _test(above, below)
        found = _proved(mind, test, shown, scope) if test is not None else None
        found = found if found is not None else _guarded(mind, above, below, shown, scope)
        if found is not None:
            return found
        if isinstance(above, _STOPS):
            return None
        below = above
    return None


def _test(above: ast.AST, below: ast.AST) -> ast.expr | None:
    """The condition under which `below` is reached."""
    if isinstance(above, (ast.If, ast.While)) and below in above.body:
        return above.test
    if isinstance(above, ast.IfExp) and below is above.body:
        return above.test
    if isinstance(above, ast.BoolOp) and isinstance(above.op, ast.And) and below in above.values[1:]:
        return ast.BoolOp(ast.And(), above.values[: above.values.index(below)])
    return None


def _proved(mind: Mind, test: ast.expr, shown: str, scope: Scope) -> Values | None:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        found = (_proved(mind, part, shown, scope) for part in test.values)
        return next((one for one in found if one is not None), None)
    if not (isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == "isinstance"):
        return None
    if len(test.args) != 2 or _dotted(test.args[0]) != shown:  # noqa: PLR2004 - as isinstance has
        return None
    return _instances(mind.values(test.args[1], scope)) or None


def _instances(classes: Values) -> Values:
    found: set[Instance] = set()
    for one in classes:
        if isinstance(one, (Class, External)):
            found.add(Instance(one))
        elif isinstance(one, Box):
            found |= {value for value in _instances(one.items()) if isinstance(value, Instance)}
    return frozenset(found)


def _guarded(mind: Mind, above: ast.AST, below: ast.AST, shown: str, scope: Scope) -> Values | None:
    """`assert isinstance(x, T)`, or `if not isinstance(x, T): return`, earlier in the same block."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(above, name, None)
        if isinstance(block, list) and below in block:
            for earlier in reversed(block[: block.index(below)]):
                found = _by_guard(mind, earlier, shown, scope)
                if found is not None or _rebinds(earlier, shown):
                    return found
    return None


def _by_guard(mind: Mind, earlier: ast.AST, shown: str, scope: Scope) -> Values | None:
    if isinstance(earlier, ast.Assert):
        return _proved(mind, earlier.test, shown, scope)
    if isinstance(earlier, ast.If) and not earlier.orelse and isinstance(earlier.body[-1], _LEAVES):
        test = earlier.test
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return _proved(mind, test.operand, shown, scope)
    return None


def _rebinds(earlier: ast.AST, shown: str) -> bool:
    targets = getattr(earlier, "targets", [])
    return any(_dotted(target) == shown for target in targets)


def _dotted(expr: ast.AST) -> str:
    """`a.b.c` as it is written; other expressions by all that they are."""
    names: list[str] = []
    while isinstance(expr, ast.Attribute):
        names.append(expr.attr)
        expr = expr.value
    names.append(expr.id if isinstance(expr, ast.Name) else ast.dump(expr))
    return ".".join(reversed(names))
