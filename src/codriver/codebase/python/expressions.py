"""What each kind of expression can be."""

from __future__ import annotations

import ast
from itertools import chain
from typing import TYPE_CHECKING

from codriver.codebase.python import calls, members, names, narrowing
from codriver.codebase.python.values import (
    ANYTHING,
    KEY,
    NOTHING,
    UNKNOWN,
    Box,
    Class,
    Constant,
    External,
    Function,
    Instance,
    Values,
    boxed,
    builtin,
    key_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Scope


def of(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    """By its kind."""
    found = _KINDS.get(type(expr))
    return found(mind, expr, scope) if found else ANYTHING


def union(every: Iterable[Values]) -> Values:
    """All of them."""
    return frozenset(chain.from_iterable(every))


def items_of(mind: Mind, values: Values) -> Values:
    """What a loop over these gives."""
    found: list[Values] = []
    for value in values:
        if isinstance(value, Box):
            keys = frozenset(inner for name, inner in value.held if name == KEY)
            found.append(keys if value.kind == "dict" else value.items())
        elif isinstance(value, Instance) and isinstance(value.of, Class):
            found.append(_iterated(mind, value))
        else:
            found.append(frozenset({builtin("str")}) if _is_text(value) else ANYTHING)
    return union(found)


def _is_text(value: object) -> bool:
    return isinstance(value, Constant) or (
        isinstance(value, Instance) and isinstance(value.of, External) and value.of.name == "builtins.str"
    )


def _iterated(mind: Mind, value: Instance) -> Values:
    for name in ("__iter__", "__aiter__"):
        method = members.of_instance(mind, value, name)
        if method and method != ANYTHING:
            return _stepped(mind, calls.returned(mind, method))
    held = members.of_instance(mind, value, "__getitem__")
    return calls.returned(mind, held) if held else ANYTHING


def _stepped(mind: Mind, iterators: Values) -> Values:
    """What an iterator gives one by one."""
    found: list[Values] = []
    for value in iterators:
        if isinstance(value, Box):
            found.append(value.items())
        elif isinstance(value, Instance) and isinstance(value.of, Class):
            step = members.of_instance(mind, value, "__next__") | members.of_instance(mind, value, "__anext__")
            found.append(awaited(mind, calls.returned(mind, step - {UNKNOWN})))
        else:
            found.append(ANYTHING)
    return union(found)


def awaited(mind: Mind, values: Values) -> Values:
    """What `await` gives."""
    del mind
    known = union(value.items() for value in values if isinstance(value, Box) and value.kind == "awaitable")
    rest = frozenset(value for value in values if not (isinstance(value, Box) and value.kind == "awaitable"))
    return known | (ANYTHING if any(not isinstance(value, Box) for value in rest) else rest)


def unpacked(mind: Mind, values: Values, path: tuple[int, ...]) -> Values:
    """Down into tuples, by place."""
    for at in path:
        values = union(
            value.at(str(at)) if isinstance(value, Box) else items_of(mind, frozenset({value})) for value in values
        )
    return values


def _name(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Name)
    narrowed = narrowing.of(mind, expr, scope)
    return narrowed if narrowed is not None else names.of(mind, expr, scope)


def _attribute(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Attribute)
    narrowed = narrowing.of(mind, expr, scope)
    if narrowed is not None:
        return narrowed
    return members.of_values(mind, mind.values(expr.value, scope), expr.attr)


def _constant(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    del scope
    assert isinstance(expr, ast.Constant)
    if expr.value is None or expr.value is ...:
        return NOTHING
    if mind.closed and isinstance(expr.value, (str, int)):
        return frozenset({Constant(key_for(expr.value))})
    return frozenset({builtin(type(expr.value).__name__)})


def _sequence(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, (ast.Tuple, ast.List, ast.Set))
    kind = type(expr).__name__.lower()
    held: list[tuple[str, Values]] = []
    starred = False
    for at, part in enumerate(expr.elts[:200]):
        if isinstance(part, ast.Starred):
            starred = True
            held.append(("", items_of(mind, mind.values(part.value, scope))))
        else:
            held.append(("" if starred else str(at), mind.values(part, scope)))
    return frozenset({merged(kind, held)})


def merged(kind: str, held: Iterable[tuple[str, Values]]) -> Box:
    """One box of all these."""
    return Box(kind, frozenset(chain.from_iterable(boxed(kind, values, key).held for key, values in held)))


def _dict(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Dict)
    held: list[tuple[str, Values]] = []
    for key, value in list(zip(expr.keys, expr.values, strict=True))[:400]:
        inner = mind.values(value, scope)
        if key is None:
            held += [(name, frozenset({one})) for box in inner if isinstance(box, Box) for name, one in box.held]
        else:
            held += [(name, inner) for name in keys_of(mind, key, scope)]
            held.append((KEY, mind.values(key, scope)))
    return frozenset({merged("dict", held)})


def keys_of(mind: Mind, key: ast.expr | None, scope: Scope) -> tuple[str, ...]:
    """The constants that a key can be; one empty text when it is not constant."""
    if isinstance(key, ast.Constant):
        return (key_for(key.value),)
    if isinstance(key, ast.UnaryOp) and isinstance(key.operand, ast.Constant) and isinstance(key.op, ast.USub):
        return (f"-{key.operand.value!r}",)
    if mind.closed and key is not None:
        return tuple(sorted(value.key for value in mind.values(key, scope) if isinstance(value, Constant))) or ("",)
    bound = names.constant(key, scope) if isinstance(key, ast.Name) else None
    return ("" if bound is None else bound,)


def _comprehension(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    inner = scope.module.scopes.get(expr, scope)
    if isinstance(expr, ast.DictComp):
        return frozenset({merged("dict", [("", mind.values(expr.value, inner)), (KEY, mind.values(expr.key, inner))])})
    assert isinstance(expr, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
    return frozenset({boxed("list", mind.values(expr.elt, inner))})


def _call(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Call)
    return calls.of(mind, expr, scope)


def _subscript(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Subscript)
    found: list[Values] = []
    sliced = isinstance(expr.slice, ast.Slice)
    for value in mind.values(expr.value, scope):
        one = frozenset({value})
        if isinstance(value, Box):
            keys = ("",) if sliced else keys_of(mind, expr.slice, scope)
            found.append(one if sliced else union(value.at(key) if key else value.items() for key in keys))
        elif isinstance(value, Class):
            found.append(one)
        elif isinstance(value, Instance) and isinstance(value.of, Class):
            method = members.of_instance(mind, value, "__getitem__")
            found.append(calls.returned(mind, method) if method else ANYTHING)
        else:
            found.append(one if _is_text(value) else ANYTHING)
    return union(found)


def _either(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    if isinstance(expr, ast.IfExp):
        return mind.values(expr.body, scope) | mind.values(expr.orelse, scope)
    assert isinstance(expr, ast.BoolOp)
    parts = expr.values if isinstance(expr.op, ast.Or) else expr.values[-1:]
    return union(mind.values(part, scope) for part in parts)


def _lambda(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    del mind
    return frozenset({Function(scope.module.scopes[expr])}) if expr in scope.module.scopes else ANYTHING


def _await(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, ast.Await)
    return awaited(mind, mind.values(expr.value, scope))


def _inner(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    assert isinstance(expr, (ast.NamedExpr, ast.Starred))
    return mind.values(expr.value, scope)


def _plain(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    """Arithmetic keeps the kind when both sides are plain; text stays text; a class may say otherwise."""
    if isinstance(expr, ast.BinOp):
        left = mind.values(expr.left, scope)
        own = [value for value in left if isinstance(value, Instance) and isinstance(value.of, Class)]
        return _operated(mind, expr, own) if own else left | mind.values(expr.right, scope)
    if isinstance(expr, ast.JoinedStr):
        return frozenset({builtin("str")})
    return frozenset({builtin("bool")})


def _operated(mind: Mind, expr: ast.BinOp, own: list[Instance]) -> Values:
    name = OPERATORS.get(type(expr.op), "")
    return union(calls.returned(mind, members.of_instance(mind, value, name)) for value in own)


OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "__add__",
    ast.Sub: "__sub__",
    ast.Mult: "__mul__",
    ast.Div: "__truediv__",
    ast.FloorDiv: "__floordiv__",
    ast.Mod: "__mod__",
    ast.Pow: "__pow__",
    ast.BitOr: "__or__",
    ast.BitAnd: "__and__",
    ast.BitXor: "__xor__",
    ast.LShift: "__lshift__",
    ast.RShift: "__rshift__",
    ast.MatMult: "__matmul__",
}
_KINDS = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Constant: _constant,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Call: _call,
    ast.Subscript: _subscript,
    ast.IfExp: _either,
    ast.BoolOp: _either,
    ast.Lambda: _lambda,
    ast.Await: _await,
    ast.NamedExpr: _inner,
    ast.Starred: _inner,
    ast.BinOp: _plain,
    ast.Compare: _plain,
    ast.UnaryOp: _plain,
    ast.JoinedStr: _plain,
}
