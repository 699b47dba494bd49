"""What a type annotation says, as values: instances, classes, boxes; `Any`, `object` and type variables say nothing."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import expressions, names
from codriver.codebase.python.values import (
    ANYTHING,
    KEY,
    NOTHING,
    UNKNOWN,
    Box,
    Class,
    External,
    Instance,
    Value,
    Values,
    boxed,
    builtin,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Scope

_MAPPINGS = frozenset(
    ["dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict", "ChainMap", "Counter"]
)
_SERIES = frozenset(
    [
        "list",
        "List",
        "Sequence",
        "MutableSequence",
        "Iterable",
        "Iterator",
        "Generator",
        "Collection",
        "Set",
        "set",
        "frozenset",
        "FrozenSet",
        "AbstractSet",
        "MutableSet",
        "Deque",
        "deque",
        "AsyncIterator",
        "AsyncIterable",
        "AsyncGenerator",
        "Reversible",
        "KeysView",
        "ValuesView",
        "QuerySet",
        "ContextManager",
        "AsyncContextManager",
        "AbstractContextManager",
        "AbstractAsyncContextManager",
    ]
)
_AWAITED = frozenset(["Awaitable", "Coroutine", "Future", "Task"])
_EITHER = frozenset(["Optional", "Union"])
_SAME = frozenset(["Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "Mapped", "InitVar"])
_NOTHING_SAID = frozenset(
    ["Any", "object", "TypeVar", "Callable", "TypeGuard", "TypeIs", "Unpack", "Concatenate", "ParamSpec", "Protocol"]
)


def of(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    """The values of something that is annotated so."""
    return mind.once(("annotation", expr), lambda: _of(mind, expr, scope))


def _of(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    if isinstance(expr, ast.Constant):
        return _constant(mind, expr, scope)
    if isinstance(expr, ast.BinOp):
        return of(mind, expr.left, scope) | of(mind, expr.right, scope)
    if isinstance(expr, ast.Subscript):
        return _subscript(mind, expr, scope)
    if isinstance(expr, (ast.Name, ast.Attribute)):
        return _named(mind, expr, scope)
    return ANYTHING


def _constant(mind: Mind, expr: ast.Constant, scope: Scope) -> Values:
    if isinstance(expr.value, str):
        try:
            inner = ast.parse(expr.value.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ANYTHING
        return of(mind, inner, scope)
    return NOTHING if expr.value is None else ANYTHING


def head(expr: ast.expr) -> str:
    """The last word of a dotted name."""
    return expr.id if isinstance(expr, ast.Name) else expr.attr if isinstance(expr, ast.Attribute) else ""


def _subscript(mind: Mind, expr: ast.Subscript, scope: Scope) -> Values:
    name = head(expr.value)
    parts = expr.slice.elts if isinstance(expr.slice, ast.Tuple) else [expr.slice]
    if name in _EITHER:
        return expressions.union(of(mind, part, scope) for part in parts)
    if name in _SAME:
        return of(mind, parts[0], scope)
    if name in ("type", "Type"):
        return _classes(of(mind, parts[0], scope))
    if name == "Literal":
        return frozenset({builtin("str")})
    own = [value for value in mind.values(expr.value, scope) if isinstance(value, Class)]
    if own:
        return frozenset(Instance(value) for value in own)
    return _boxed(mind, name, parts, scope)


def _boxed(mind: Mind, name: str, parts: list[ast.expr], scope: Scope) -> Values:
    if name in _MAPPINGS and len(parts) > 1:
        held = [("", of(mind, parts[1], scope)), (KEY, of(mind, parts[0], scope))]
        return frozenset({expressions.merged("dict", held)})
    if name in ("tuple", "Tuple"):
        repeated = len(parts) == 2 and isinstance(parts[1], ast.Constant) and parts[1].value is ...  # noqa: PLR2004 - T, ...
        every = [
            ("" if repeated else str(at), of(mind, part, scope))
            for at, part in enumerate(parts[: 1 if repeated else None])
        ]
        return frozenset({expressions.merged("tuple", every)})
    if name in _SERIES:
        return frozenset({boxed("list", of(mind, parts[0], scope))})
    if name in _AWAITED:
        return frozenset({boxed("awaitable", of(mind, parts[-1], scope))})
    return ANYTHING


def _classes(instances: Values) -> Values:
    found: set[Value] = {value.of for value in instances if isinstance(value, Instance)}
    return frozenset(found) or ANYTHING


def _named(mind: Mind, expr: ast.expr, scope: Scope) -> Values:
    word = head(expr)
    if word in _NOTHING_SAID:
        return ANYTHING
    if word == "Self" and scope.of_class:
        return frozenset({Instance(Class(scope.of_class), me=True)})
    alias = _alias(expr, scope)
    if alias is not None:
        return of(mind, alias, scope)
    return expressions.union(_instance(value, word) for value in mind.values(expr, scope)) or ANYTHING


def _alias(expr: ast.expr, scope: Scope) -> ast.expr | None:
    """`Headers = Union[...]` in this file: what the name was made of."""
    home = names.home_of(expr.id, scope) if isinstance(expr, ast.Name) else None
    bindings = home.bindings[expr.id] if home and isinstance(expr, ast.Name) else []
    value = bindings[0].value if len(bindings) == 1 and bindings[0].kind in ("assign", "annotated") else None
    return value if isinstance(value, (ast.Subscript, ast.BinOp)) else None


def _instance(value: Value, word: str) -> Values:
    if isinstance(value, Class):
        return frozenset({Instance(value)})
    if not isinstance(value, External) or value.name.rpartition(".")[2] in _NOTHING_SAID:
        return ANYTHING
    if word in _MAPPINGS or word in _SERIES or word in ("tuple", "Tuple"):
        return frozenset({Box("dict" if word in _MAPPINGS else "list", frozenset({("", UNKNOWN)}))})
    return frozenset({Instance(value)})
