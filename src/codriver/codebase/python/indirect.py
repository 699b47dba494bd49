"""Calls that never say the name: through another name, a decorator's wrapper, a `with`, a loop, what was handed on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.python import calls, opening
from codriver.codebase.python.values import UNKNOWN, Bound, Class, Function, Instance, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from codriver.codebase.python.judging import Judge, Verdict
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Module, Scope

    Placed = tuple[Module, ast.AST, Tier, str, str]  # where, how sure, why, role

MOST_FILES, MOST_CALLS, MOST_WRAPPED, MOST_GIVERS = 6, 900, 60, 8
SMALL = 400  # files: a code base in which every file may be asked
_ENTERS = frozenset({"__enter__", "__exit__", "__aenter__", "__aexit__"})
_LOOPS = frozenset({"__iter__", "__next__", "__aiter__", "__anext__"})
_ITEMS: dict[str, type[ast.expr_context]] = {"__getitem__": ast.Load, "__setitem__": ast.Store, "__delitem__": ast.Del}
PROTOCOL = _ENTERS | _LOOPS | _ITEMS.keys() | {"__call__", "__contains__"}


def holds(values: Values, target: Scope) -> bool:
    """Whether the target itself is among the values."""
    for value in values:
        function = value.function if isinstance(value, Bound) else value
        if isinstance(function, (Function, Class)) and function.scope is target:
            return True
    return False


def above_choices(module: Module, node: ast.AST) -> tuple[ast.AST, ast.AST | None]:
    """The outermost `a or b`, `a if c else b` around a node, and its parent."""
    parent = module.parents.get(node)
    while isinstance(parent, (ast.BoolOp, ast.IfExp)):
        node, parent = parent, module.parents.get(parent)
    return node, parent


def aliases(module: Module, node: ast.AST) -> Iterator[tuple[str, bool]]:
    """The other names that a mention is stored under, and whether only this file can see them."""
    outer, parent = above_choices(module, node)
    if isinstance(parent, ast.Assign):
        for target in parent.targets:
            if isinstance(target, ast.Name):
                scope = module.scope_of(parent)
                yield target.id, scope.kind == "function" and target.id not in scope.outside
            elif isinstance(target, ast.Attribute):
                yield target.attr, False
    elif isinstance(parent, ast.arguments):
        placed = [arg.arg for arg in (*parent.posonlyargs, *parent.args)]
        named = zip(reversed(placed), reversed(parent.defaults), strict=False)
        yield from ((name, True) for name, default in named if default is outer)


def through_alias(mind: Mind, target: Scope, found: Iterable[tuple[Module, str, bool, Tier]]) -> Iterator[Placed]:
    """Calls by another name; where the receiver was unknown the call is as unsure as that was."""
    for module, name, local, tier in found:
        paths = [module.path] if local else mind.program.mentioning(name)[:MOST_CALLS]
        for near in filter(None, map(mind.program.module, paths)):
            if mind.tired:
                return
            for node in near.mentions.get(name, ()):
                call = near.parents.get(node)
                if isinstance(call, ast.Call) and call.func is node:
                    values = mind.values(call.func, near.scope_of(call))
                    sure = holds(values, target)
                    if sure or (local and UNKNOWN in values):
                        yield near, node, Tier.CERTAIN if sure else tier, f"through the name {name}", "call"


def wrapped(mind: Mind, target: Scope, ask: Callable[[Scope], Iterable[Placed]]) -> Iterator[Placed]:
    """The inner function that a decorator gives back: where it is applied, and where what it wraps is called."""
    waiting = list(_givers(mind, target))
    known = set(waiting)
    while waiting and len(known) <= MOST_GIVERS:
        outer = waiting.pop(0)
        for module, node, tier, _, _ in list(ask(outer))[:MOST_WRAPPED]:
            yield from _of_decorator((module, node, tier), outer, ask)
            around = module.scope_of(node).function  # `return decorator(...)`: this one gives it on
            if around is not None and around not in known and holds(calls.of_function(mind, around), target):
                known.add(around)
                waiting.append(around)


def _givers(mind: Mind, target: Scope) -> Iterator[Scope]:
    """The functions around it that give it back."""
    outer = target.parent
    while outer is not None and outer.kind == "function":
        given = holds(calls.of_function(mind, outer), target)
        if given or any(_mentions(value, target.name) for value in outer.returns):
            yield outer
        outer = outer.parent


def _of_decorator(
    place: tuple[Module, ast.AST, Tier], outer: Scope, ask: Callable[[Scope], Iterable[Placed]]
) -> Iterator[Placed]:
    module, node, tier = place
    parent = module.parents.get(node)
    if node in getattr(parent, "decorator_list", ()) and parent is not None:
        wraps = module.scopes[parent]
        for near, one, sure, reason, role in ask(wraps):
            if role == "call":
                yield near, one, sure, f"calls {wraps.name}, which @{outer.name} wraps: {reason}", role
    elif isinstance(parent, ast.Call) and parent.func is node:
        above = module.parents.get(parent)
        if parent in getattr(above, "decorator_list", ()):
            yield module, parent, tier, f"applied as a decorator, which {outer.name} made", "decorates"
        elif isinstance(above, ast.Call) and above.func is parent:
            yield module, parent, tier, f"what {outer.name} gives back is called", "call"


def _mentions(value: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(value))


def handed_on(mind: Mind, target: Scope, modules: Iterable[Module]) -> Iterator[Placed]:
    """What was passed, kept or returned, and is called near there by whatever name it has then."""
    for module in list(dict.fromkeys([target.module, *modules]))[:MOST_FILES]:
        if mind.tired:
            return
        opening.open_all(module)
        for call in sorted(module.calls, key=lambda call: call.lineno)[:MOST_CALLS]:
            named = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if named != target.name and holds(mind.values(call.func, module.scope_of(call)), target):
                yield module, call.func, Tier.LIKELY, "called through what was handed on", "call"


def by_protocol(mind: Mind, judge: Judge, names: Iterable[str]) -> Iterator[Placed]:
    """`with`, loops, items, `in` and calls of instances, which Python turns into calls of `__...__`."""
    paths = sorted(mind.program.paths) if len(mind.program.paths) <= SMALL else _naming(mind, names)
    for module in filter(None, map(mind.program.module, paths)):
        if mind.tired:
            return
        for node in _asking(module, judge.name):
            verdict = _verdict(mind, judge, module, node)
            if verdict is not None and verdict.tier.rank <= Tier.LIKELY.rank:
                yield module, node, verdict.tier, f"{judge.name}: {verdict.reason}", "call"


def _naming(mind: Mind, names: Iterable[str]) -> list[str]:
    return sorted({path for name in names for path in mind.program.mentioning(name)})


def _verdict(mind: Mind, judge: Judge, module: Module, node: ast.expr) -> Verdict | None:
    values = mind.values(node, module.scope_of(node))
    kept = frozenset(value for value in values if isinstance(value, Instance))
    return judge.of(kept, node) if kept else None


def _asking(module: Module, name: str) -> Iterator[ast.expr]:
    """The expressions that are asked for this `__...__`."""
    opening.open_all(module)
    for node in list(module.parents):
        if name in _ENTERS and isinstance(node, ast.withitem):
            yield node.context_expr
        elif name in _LOOPS and isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            yield node.iter
        elif name in _ITEMS and isinstance(node, ast.Subscript) and isinstance(node.ctx, _ITEMS[name]):
            yield node.value
        elif name == "__contains__" and isinstance(node, ast.Compare):
            pairs = zip(node.ops, node.comparators, strict=True)
            yield from (right for op, right in pairs if isinstance(op, (ast.In, ast.NotIn)))
        elif name == "__call__" and isinstance(node, ast.Call):
            yield node.func
