"""A value-flow pass over files that are the whole program: who calls whom, through variables, boxes, attributes.

Rounds: every call binds what it passes to the parameters of what it calls, until nothing new flows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.python import classes, expressions, members, opening, passing
from codriver.codebase.python.mind import Mind
from codriver.codebase.python.values import (
    NOTHING,
    Bound,
    Box,
    Class,
    Constant,
    External,
    Function,
    Instance,
    Method,
    Value,
    Values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codriver.codebase.python.program import Program
    from codriver.codebase.python.scopes import Module, Scope

MOST_ROUNDS = 12
_APPLY = frozenset({"map", "filter", "sorted", "min", "max", "reduce", "starmap"})
Edge = tuple[str, str]


def edges(program: Program, paths: Iterable[str]) -> frozenset[Edge]:
    """Caller and callee by dotted name; `<builtin>.x` and other outside names as they are."""
    modules = [module for module in map(program.module, paths) if module is not None]
    mind = Mind(program, closed=True)
    found: set[Edge] = set()
    for _ in range(MOST_ROUNDS):
        before = (dict(mind.flows), dict(mind.written))
        found = {edge for module in modules for edge in _Pass(mind, module).run()}
        if (mind.flows, mind.written) == before:
            break
        mind.forget()
    return frozenset(found)


class _Pass:
    """One round over one file."""

    def __init__(self, mind: Mind, module: Module) -> None:
        self.mind = mind
        self.module = module

    def run(self) -> Iterator[Edge]:
        opening.open_all(self.module)
        for call in self.module.calls:
            yield from self.call(call)
        for node in ast.walk(self.module.tree):
            yield from self.implicit(node)

    def call(self, call: ast.Call) -> Iterator[Edge]:
        scope = self.module.scope_of(call)
        if isinstance(call.func, ast.Name) and call.func.id == "super":
            yield (named(scope), "<builtin>.super")
            return
        for value in self.mind.values(call.func, scope):
            yield from self.reaches(scope, value, call)
            if isinstance(value, External) and value.name.rpartition(".")[2] in _APPLY:
                yield from self.applied(call, scope)

    def applied(self, call: ast.Call, scope: Scope) -> Iterator[Edge]:
        """A library calls what it is given."""
        every = (*call.args, *(keyword.value for keyword in call.keywords))
        for value in expressions.union(self.mind.values(arg, scope) for arg in every):
            if isinstance(value, (Function, Bound)):
                yield from self.reaches(scope, value, None)

    def reaches(self, scope: Scope, value: Value, call: ast.Call | None) -> Iterator[Edge]:
        if isinstance(value, Class):
            made = members.of_instance(self.mind, Instance(value), "__init__")
            outside = classes.externals(self.mind, value) - {"?"}
            made |= frozenset() if made else frozenset(External(f"{base}.__init__") for base in outside)
            made = frozenset(one for one in made if not (isinstance(one, External) and "builtins." in one.name))
            own = members.of_instance(self.mind, Instance(value), "__new__")
            made |= frozenset(one for one in own if not isinstance(one, External))
            yield from (edge for one in made if _shown(one) for edge in self.reaches(scope, one, call))
            return
        if isinstance(value, Instance) and isinstance(value.of, Class):
            for one in members.of_instance(self.mind, value, "__call__"):
                yield from self.reaches(scope, one, call)
            return
        callee = _named_value(value)
        if callee:
            yield (named(scope), callee)
        if call is not None:
            self.bind(scope, value, call)

    def bind(self, scope: Scope, value: Value, call: ast.Call) -> None:
        function = value.function if isinstance(value, Bound) else value
        if isinstance(function, Function):
            node = function.scope.node
            assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            shift = int(isinstance(value, Bound))
            for name, values in passing.given(self.mind, call, scope, node, shift=shift):
                self.flow(function.scope, name, values)

    def flow(self, scope: Scope, name: str, values: Values) -> None:
        key = (scope, name)
        self.mind.flows[key] = self.mind.flows.get(key, NOTHING) | values

    def implicit(self, node: ast.AST) -> Iterator[Edge]:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from self.decorated(node)
        elif isinstance(node, ast.Raise) and node.exc is not None and not isinstance(node.exc, ast.Call):
            scope = self.module.scope_of(node)
            for value in self.mind.values(node.exc, scope):
                if isinstance(value, Class):
                    yield from self.reaches(scope, value, None)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            yield from self.asked(node, node.iter, ("__iter__", "__next__"))
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                yield from self.asked(node, item.context_expr, ("__enter__", "__exit__"))
        elif isinstance(node, ast.Assign):
            self.written(node)

    def decorated(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[Edge]:
        scope = self.module.within[node]
        values: Values = frozenset({Function(self.module.scopes[node])})
        if isinstance(node, ast.ClassDef):
            values = frozenset({Class(self.module.scopes[node])})
        for decorator in reversed(node.decorator_list):
            for value in self.mind.values(decorator, scope):
                yield from self.reaches(scope, value, None)
                function = value.function if isinstance(value, Bound) else value
                if isinstance(function, Function):
                    self.flow_first(function.scope, values, after=int(isinstance(value, Bound)))
            made = expressions.union(self.made(value) for value in self.mind.values(decorator, scope))
            values = made or values

    def made(self, value: Value) -> Values:
        from codriver.codebase.python import calls
        from codriver.codebase.python.values import UNKNOWN

        return calls.returned(self.mind, frozenset({value})) - {UNKNOWN}

    def flow_first(self, scope: Scope, values: Values, *, after: int) -> None:
        node = scope.node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
            if len(names) > after:
                self.flow(scope, names[after], values)

    def asked(self, node: ast.AST, expr: ast.expr, names: tuple[str, ...]) -> Iterator[Edge]:
        """What a loop or a `with` calls on what it is given; the iterator is asked for the next."""
        scope = self.module.scope_of(node)
        for value in self.mind.values(expr, scope):
            if isinstance(value, Instance) and isinstance(value.of, Class):
                for name in names:
                    for one in members.of_instance(self.mind, value, name):
                        yield from self.reaches(scope, one, None)

    def written(self, node: ast.Assign) -> None:
        """`obj.attr = value` from outside."""
        scope = self.module.scope_of(node)
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                for value in self.mind.values(target.value, scope):
                    owner = value.of if isinstance(value, Instance) else value
                    if isinstance(owner, Class):
                        key = (owner.scope, target.attr)
                        old = self.mind.written.get(key, NOTHING)
                        self.mind.written[key] = old | self.mind.values(node.value, scope)


def _shown(value: Value) -> bool:
    return isinstance(value, (Bound, Function, External))


def named(scope: Scope) -> str:
    """The dotted name of the function (or file) that a scope belongs to."""
    function = scope.function
    return _file(scope) if function is None else _dotted(function)


def _file(scope: Scope) -> str:
    return scope.module.path.rpartition(".")[0].removesuffix("/__init__").replace("/", ".")


def _dotted(scope: Scope) -> str:
    name = f"<lambda{_count(scope)}>" if scope.kind == "lambda" else scope.name
    at = scope.parent
    while at is not None and at.kind == "comprehension":
        at = at.parent
    above = _file(scope) if at is None or at.kind == "module" else _dotted(at)
    return f"{above}.{name}"


def _count(scope: Scope) -> int:
    lambdas = [one for one in scope.module.scopes.values() if one.kind == "lambda" and one.parent is scope.parent]
    return lambdas.index(scope) + 1


def _named_value(value: Value) -> str:
    if isinstance(value, Function):
        return _dotted(value.scope)
    if isinstance(value, Bound):
        return _dotted(value.function.scope)
    if isinstance(value, External):
        return value.name.replace("builtins.", "<builtin>.", 1)
    if isinstance(value, Method):
        return _method(value)
    return ""


def _method(value: Method) -> str:
    to = value.receiver
    if isinstance(to, Constant):
        return f"<**PyStr**>.{value.name}" if to.key.startswith("'") else ""
    if isinstance(to, Box):
        return f"<**Py{to.kind.capitalize()}**>.{value.name}"
    if isinstance(to, Instance) and isinstance(to.of, External):
        owner = "<**PyStr**>" if to.of.name == "builtins.str" else to.of.name
        return f"{owner}.{value.name}"
    return ""
