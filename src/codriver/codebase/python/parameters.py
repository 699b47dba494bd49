"""What a parameter can be: the receiver, what its annotation says, what flows in, its default, what callers pass."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import calls, hints, passing
from codriver.codebase.python.values import (
    ANYTHING,
    NOTHING,
    UNKNOWN,
    Class,
    Instance,
    Values,
    boxed,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Binding, Callable, Scope

_ON_CLASS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})


def of(mind: Mind, binding: Binding) -> Values:
    """By what is said, else by what is passed."""
    scope = binding.scope
    node = scope.node
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    receiver = receiver_of(scope)
    if receiver is not None and _first(node) == binding.name:
        return receiver
    outer = scope.parent or scope
    if binding.annotation is not None:
        said = hints.of(mind, binding.annotation, outer)
        if UNKNOWN not in said:
            return _gathered(node, binding, said)
    return _passed(mind, binding, node, outer)


def _passed(mind: Mind, binding: Binding, node: Callable, outer: Scope) -> Values:
    flowing = mind.flows.get((binding.scope, binding.name))
    default = default_of(node, binding.name)
    usual = mind.values(default, outer) if default is not None else NOTHING
    if mind.closed:  # a whole-program pass: what nobody passes is nothing
        return (flowing or NOTHING) | usual
    given = passing.by_callers(mind, binding)
    if given is not None:
        return given | usual
    return _gathered(node, binding, usual | ANYTHING)


def _gathered(node: Callable, binding: Binding, values: Values) -> Values:
    """`*args` and `**kwargs` hold what is said of each."""
    args = node.args
    if args.vararg is binding.node:
        return frozenset({boxed("tuple", values)})
    if args.kwarg is binding.node:
        return frozenset({boxed("dict", values)})
    return values


def receiver_of(scope: Scope) -> Values | None:
    """What the first parameter of a method is: the instance, or the class; None for a plain or static function."""
    if scope.parent is None or scope.parent.kind != "class" or scope.kind != "function":
        return None
    marks = calls.marks(scope)
    if "staticmethod" in marks:
        return None
    owner = Class(scope.parent)
    if "classmethod" in marks or scope.name in _ON_CLASS:
        return frozenset({owner})
    return frozenset({Instance(owner, me=True)})


def _first(node: Callable) -> str:
    return next((arg.arg for arg in (*node.args.posonlyargs, *node.args.args)), "")


def default_of(node: Callable, name: str) -> ast.expr | None:
    """The default of a parameter."""
    args = node.args
    placed = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    by_name = dict(zip(reversed(placed), reversed(args.defaults), strict=False))
    by_name |= {
        arg.arg: value for arg, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value is not None
    }
    return by_name.get(name)
