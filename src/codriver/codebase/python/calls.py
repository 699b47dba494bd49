"""What a call gives: a class's instance, a function's returns as its receiver sees them, a library's known results."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import classes, expressions, externals, hints, members
from codriver.codebase.python.values import (
    ANYTHING,
    NOTHING,
    UNKNOWN,
    Bound,
    Box,
    Class,
    External,
    Function,
    Instance,
    Method,
    Super,
    Value,
    Values,
    boxed,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Scope

_PLAIN_MARKS = frozenset(
    [
        "staticmethod",
        "classmethod",
        "setter",
        "getter",
        "deleter",
        "contextmanager",
        "asynccontextmanager",
        "overload",
        "abstractmethod",
        "wraps",
        "lru_cache",
        "cache",
        "override",
        "final",
    ]
)


def marks(scope: Scope) -> frozenset[str]:
    """The last words of its decorators that change how it is called: `property`, `classmethod`, `contextmanager` ..."""
    if scope.marks is None:
        scope.marks = _marks(scope)
    return scope.marks


def _marks(scope: Scope) -> frozenset[str]:
    found: set[str] = set()
    for decorator in getattr(scope.node, "decorator_list", ()):
        word = hints.head(decorator.func if isinstance(decorator, ast.Call) else decorator)
        if word in _PLAIN_MARKS or "property" in word.lower():
            found.add(word)
    return frozenset(found)


def is_property(found: frozenset[str]) -> bool:
    """Whether one of the decorators makes it an attribute."""
    return any("property" in mark.lower() or mark in ("setter", "getter", "deleter") for mark in found)


def of(mind: Mind, call: ast.Call, scope: Scope) -> Values:
    """What the call gives."""
    if isinstance(call.func, ast.Name) and call.func.id == "super":
        return frozenset(_supers(mind, call, scope)) or ANYTHING
    found: list[Values] = []
    for value in mind.values(call.func, scope):
        if isinstance(value, External):
            found.append(externals.called(mind, value.name, call, scope))
        elif isinstance(value, Method):
            found.append(externals.method_called(mind, value, call, scope))
        else:
            found.append(returned(mind, frozenset({value})))
    return expressions.union(found)


def _supers(mind: Mind, call: ast.Call, scope: Scope) -> list[Super]:
    if len(call.args) == 2:  # noqa: PLR2004 - super(Class, self)
        receivers = mind.values(call.args[1], scope)
        above = [value for value in mind.values(call.args[0], scope) if isinstance(value, Class)]
        return [Super(one, to) for one in above for to in receivers if isinstance(to, (Instance, Class))]
    owner, function = scope.of_class, scope.function
    while function is not None and function.parent is not owner and function.parent is not None:
        function = function.parent.function
    if owner is None or function is None:
        return []
    on_class = bool({"classmethod"} & marks(function)) or function.name == "__new__"
    return [Super(Class(owner), Class(owner) if on_class else Instance(Class(owner), me=True))]


def returned(mind: Mind, functions: Values) -> Values:
    """What calling any of these gives."""
    return expressions.union(_returned(mind, value) for value in functions)


def _returned(mind: Mind, value: Value) -> Values:
    if isinstance(value, Class):
        return _made(mind, value)
    if isinstance(value, Function):
        return of_function(mind, value.scope)
    if isinstance(value, Bound):
        found = of_function(mind, value.function.scope) or _overridden(mind, value)
        return frozenset(_seen_by(mind, one, value.receiver) for one in found)
    if isinstance(value, Instance) and isinstance(value.of, Class):
        return returned(mind, members.of_instance(mind, value, "__call__")) or ANYTHING
    return ANYTHING


def _overridden(mind: Mind, value: Bound) -> Values:
    """A method that gives nothing itself is there to be overridden: what those below give."""
    owner = value.function.scope.parent
    receiver = value.receiver
    if owner is None or owner.kind != "class" or not (isinstance(receiver, Instance) and receiver.me):
        return NOTHING
    name = value.function.scope.name
    found: list[Values] = []
    for below in classes.some_subclasses(mind, Class(owner), 20):
        made = (one for one in below.scope.bindings.get(name, ()) if one.kind == "def")
        found += [of_function(mind, below.scope.module.scopes[one.node]) for one in made]
    return expressions.union(found)


def _made(mind: Mind, value: Class) -> Values:
    for keyword in value.node.keywords:
        if keyword.arg == "metaclass" and mind.closed:
            made = _by_metaclass(mind, value, keyword.value)
            if made:
                return made
    return frozenset({Instance(value, exact=True)})


def _by_metaclass(mind: Mind, value: Class, expr: ast.expr) -> Values:
    metas = mind.values(expr, value.scope.parent or value.scope)
    own = [one for one in metas if isinstance(one, Class) and classes.has(mind, one, "__call__")]
    found = expressions.union(returned(mind, members.of_instance(mind, Instance(one), "__call__")) for one in own)
    return found - {UNKNOWN}


def _seen_by(mind: Mind, value: Value, receiver: Instance | Class) -> Value:
    """`return self` gives the receiver that it was called on."""
    if isinstance(value, Box) and value.kind in ("awaitable", "generator"):
        return Box(value.kind, frozenset((key, _seen_by(mind, one, receiver)) for key, one in value.held))
    if not (isinstance(value, Instance) and value.me and isinstance(value.of, Class)):
        return value
    to = receiver if isinstance(receiver, Instance) else Instance(receiver)
    fits = isinstance(to.of, Class) and value.of in classes.order(mind, to.of)[0]
    return to if fits else value


def of_function(mind: Mind, scope: Scope) -> Values:
    """What a function gives back, by its annotation or its returns; `self` stays `self`."""
    return mind.once(("returns", scope), lambda: _of_function(mind, scope))


def _of_function(mind: Mind, scope: Scope) -> Values:
    node = scope.node
    if isinstance(node, ast.Lambda):
        return mind.values(node.body, scope)
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return ANYTHING
    found = _said(mind, scope, node)
    if found is None:
        given = [mind.values(value, inner_of(value, scope)) for value in scope.returns[:60]]
        found = expressions.union(given)
        if scope.yields:
            found = frozenset({boxed("generator", _yielded(mind, scope))})
    if isinstance(node, ast.AsyncFunctionDef) and not scope.yields:
        return frozenset({boxed("awaitable", found)})
    return found


def inner_of(value: ast.expr, scope: Scope) -> Scope:
    """The scope of an expression of the function's body."""
    return scope.module.within.get(value, scope)


def _yielded(mind: Mind, scope: Scope) -> Values:
    found: list[Values] = []
    for value in scope.yields[:60]:
        inner = mind.values(value.value if isinstance(value, ast.Starred) else value, scope)
        found.append(expressions.items_of(mind, inner) if isinstance(value, ast.Starred) else inner)
    return expressions.union(found)


def _said(mind: Mind, scope: Scope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Values | None:
    if node.returns is None:
        return None
    said = hints.of(mind, node.returns, scope.parent or scope)
    if UNKNOWN in said:
        return None
    return said | _beside(mind, scope) if said and all(map(_is_builtin, said)) else said


def _is_builtin(value: Value) -> bool:
    return isinstance(value, Box) or (isinstance(value, Instance) and isinstance(value.of, External))


def _beside(mind: Mind, scope: Scope) -> Values:
    """Classes and functions that the body gives although the annotation names something plain."""
    found = (mind.values(value, inner_of(value, scope)) for value in scope.returns[:20] if isinstance(value, ast.Name))
    return frozenset(one for one in expressions.union(found) if isinstance(one, (Class, Function)))


def entered(mind: Mind, values: Values, expr: ast.expr | None, scope: Scope) -> Values:
    """What `with value as name` gives."""
    del expr, scope
    found: list[Values] = []
    for value in values:
        if isinstance(value, Box):
            found.append(value.items())
        elif isinstance(value, Instance) and isinstance(value.of, Class):
            found.append(_entered(mind, value))
        elif isinstance(value, Instance):
            found.append(frozenset({value}))
        else:
            found.append(ANYTHING)
    return expressions.union(found)


def _entered(mind: Mind, value: Instance) -> Values:
    own = members.of_instance(mind, value, "__enter__")
    if own:
        return returned(mind, own) or ANYTHING
    own = members.of_instance(mind, value, "__aenter__")
    if own:
        return expressions.awaited(mind, returned(mind, own)) or ANYTHING
    return frozenset({value})
