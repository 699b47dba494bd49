"""From arguments to parameters: which expression a call gives to which parameter, and what known callers give."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import expressions
from codriver.codebase.python.values import ANYTHING, UNKNOWN, Bound, Box, Class, Function, Values, boxed, key_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Binding, Callable, Module, Scope

MOST_FILES, MOST_CALLS = 12, 40
DEEPEST = 2


def given(mind: Mind, call: ast.Call, scope: Scope, node: Callable, *, shift: int) -> Iterator[tuple[str, Values]]:
    """Parameter -> what this call passes; `shift` is 1 when the receiver fills the first."""
    placed = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)][shift:]
    vararg = node.args.vararg.arg if node.args.vararg else ""
    for at, arg in enumerate(call.args):
        if isinstance(arg, ast.Starred):
            items = expressions.items_of(mind, mind.values(arg.value, scope))
            yield from ((name, items) for name in placed[at:])
            yield from [(vararg, frozenset({boxed("tuple", items)}))] if vararg else []
            break
        values = mind.values(arg, scope)
        if at < len(placed):
            yield placed[at], values
        elif vararg:
            yield vararg, frozenset({boxed("tuple", values, str(at - len(placed)))})
    yield from _by_keyword(mind, call, scope, node)


def _by_keyword(mind: Mind, call: ast.Call, scope: Scope, node: Callable) -> Iterator[tuple[str, Values]]:
    named = {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)}
    kwarg = node.args.kwarg.arg if node.args.kwarg else ""
    for keyword in call.keywords:
        values = mind.values(keyword.value, scope)
        if keyword.arg is None:
            boxes = [value for value in values if not isinstance(value, type(UNKNOWN))]
            yield from _spread(boxes, named)
            yield from [(kwarg, values)] if kwarg else []
        elif keyword.arg in named:
            yield keyword.arg, values
        elif kwarg:
            yield kwarg, frozenset({boxed("dict", values, key_for(keyword.arg))})


def _spread(boxes: Sequence[object], named: set[str]) -> Iterator[tuple[str, Values]]:
    for box in boxes:
        if isinstance(box, Box):
            yield from ((name[1:], frozenset({value})) for name, value in box.held if name[1:] in named)


def by_callers(mind: Mind, binding: Binding) -> Values | None:
    """What the callers that can be found by name pass; None when too many, too deep, or none."""
    scope = binding.scope
    if scope.kind != "function" or mind.asking_callers >= DEEPEST:
        return None
    if mind.short_of_breath:
        return None
    owner = scope.parent.name if scope.name == "__init__" and scope.parent else scope.name
    if owner.startswith("__"):
        return None
    return mind.once(("callers", scope, binding.name), lambda: _by_callers(mind, binding, owner)) or None


def _by_callers(mind: Mind, binding: Binding, name: str) -> Values:
    files = mind.program.mentioning(name)
    if len(files) > MOST_FILES:
        return frozenset()
    mind.asking_callers += 1
    try:
        modules = [module for module in map(mind.program.module, files) if module is not None]
        found = [values for module in modules for values in _in_module(mind, module, name, binding)]
    finally:
        mind.asking_callers -= 1
    if not found or len(found) > MOST_CALLS:
        return frozenset()
    return expressions.union(found) | (ANYTHING if binding.scope.parent and len(found) < 1 else frozenset())


def _in_module(mind: Mind, module: Module, name: str, binding: Binding) -> Iterator[Values]:
    for node in module.mentions.get(name, ())[:MOST_CALLS]:
        call = module.parents.get(node)
        if isinstance(call, ast.Call) and call.func is node:
            scope = module.scope_of(call)
            for value in mind.values(call.func, scope):
                shift = _shift(value, binding.scope)
                if shift is not None:
                    assert isinstance(binding.scope.node, (ast.FunctionDef, ast.AsyncFunctionDef))
                    passed = given(mind, call, scope, binding.scope.node, shift=shift)
                    yield from (values for to, values in passed if to == binding.name)


def _shift(value: object, scope: Scope) -> int | None:
    """How many parameters the receiver fills, if the value is this function."""
    if isinstance(value, Function) and value.scope is scope:
        return 0
    if isinstance(value, Bound) and value.function.scope is scope:
        return 1
    if isinstance(value, Class) and scope.name == "__init__" and value.scope is scope.parent:
        return 1
    return None
