"""From what a person types to a definition or a state: `Class.method`, `module.name`, `file.py:120`, `name`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codriver.codebase import declared
from codriver.codebase.answers import Target
from codriver.codebase.python import calls, classes, opening
from codriver.codebase.python.values import Class
from codriver.codebase.symbol import Symbol
from codriver.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.python.scopes import Module, Scope

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d{1,8})(?::\d+)?")
_ALIKE = 8


def find(base: Codebase, typed: str, *, state: bool = False) -> tuple[Symbol, ...]:
    """Everything that the words can mean, best first. `state` prefers attributes and globals."""
    place = _PLACE.fullmatch(typed.strip())
    if place is not None:
        return tuple(_at(base, place["file"], int(place["line"]), state=state))
    parts = [part for part in re.split(r"[.:#/]|::", typed.strip().removesuffix("()")) if part]
    if not parts or not all(part.isidentifier() for part in parts):
        raise ConfigError(
            f"{typed!r}: neither a name nor FILE:LINE", hint="give Class.method, module.name or file.py:120"
        )
    found = [*_named(base, parts, state=state)]
    return tuple(
        sorted(found, key=lambda one: (one.is_state != state, _distance(one, parts), one.target.file, one.target.line))
    )


def only(base: Codebase, typed: str, *, state: bool = False, named: str = "") -> Symbol:
    """The one that is meant; `named` is the end of its dotted name, to choose among what stands in one line.

    Raises:
        ConfigError: none, or several with nothing to choose by; the hint lists them.
    """
    found = find(base, typed, state=state)
    found = tuple(one for one in found if one.target.qual.endswith(named)) or found
    if not found:
        raise ConfigError(f"{typed}: nothing here has this name", hint="check its spelling, or give FILE:LINE")
    first = found[0]
    rivals = [one for one in found[1:] if _key(one) == _key(first)]
    if rivals and not _PLACE.fullmatch(typed):
        every = ", ".join(f"{one.target.file}:{one.target.line} {one.target.qual}" for one in (first, *rivals)[:_ALIKE])
        more = f" and {len(rivals) + 1 - _ALIKE} more" if len(rivals) >= _ALIKE else ""
        raise ConfigError(f"{typed}: {len(rivals) + 1} definitions have this name", hint=f"say which: {every}{more}")
    return first


def _key(one: Symbol) -> tuple[bool, int]:
    return (one.is_state, one.target.qual.count("."))


def _distance(one: Symbol, parts: list[str]) -> int:
    return abs(len(one.target.qual.split(".")) - len(parts))


def _named(base: Codebase, parts: list[str], *, state: bool) -> Iterator[Symbol]:
    name = parts[-1]
    for path in base.mentioning(name):
        module = base.program.module(path)
        if module is not None:
            yield from (one for one in _in_module(module, name) if _fits(one, parts))
            yield from (one for one in _states(base, module, name) if _fits(one, parts)) if state else ()
        else:
            yield from (one for one in declared.named(base, path, name, state=state) if _fits(one, parts))


def _fits(one: Symbol, parts: list[str]) -> bool:
    stem = one.target.file.rpartition(".")[0].removesuffix("/__init__")
    dotted = [*re.split(r"[./]", stem), *one.target.qual.split(".")]
    return dotted[-len(parts) :] == parts


def _in_module(module: Module, name: str) -> Iterator[Symbol]:
    yield from (Symbol(_target(scope), scope) for scope in opening.defined_as(module, name))


def _target(scope: Scope) -> Target:
    kind = "class" if scope.kind == "class" else "function"
    if kind == "function" and scope.parent is not None and scope.parent.kind == "class":
        kind = "property" if calls.is_property(calls.marks(scope)) else "method"
    return Target(kind, scope.name, scope.qual, scope.module.path, getattr(scope.node, "lineno", 0))


def _states(base: Codebase, module: Module, name: str) -> Iterator[Symbol]:
    """Globals of the module, and attributes of its classes where a class above does not hold them already."""
    yield from _states_of_module(module, name)
    for scope in opening.classes_of(module, name):
        line = _line_of(scope, name)
        if line and not any(_line_of(above.scope, name) for above in classes.order(base.mind, Class(scope))[0][1:]):
            yield _state(scope, name, line)


def _line_of(scope: Scope, name: str) -> int:
    own = [one for one in scope.bindings.get(name, ()) if one.kind in ("assign", "annotated")]
    return next((one.line for one in (*own, *scope.self_writes.get(name, ()))), 0)


def _state(scope: Scope, name: str, line: int) -> Symbol:
    return Symbol(Target("attribute", name, f"{scope.qual}.{name}", scope.module.path, line), scope, is_state=True)


def _at(base: Codebase, file: str, line: int, *, state: bool) -> Iterator[Symbol]:
    """What stands in a line: the definition that begins there or goes around it; for a state, what the line writes."""
    for path in matching(base, file):
        module = base.program.module(path)
        if module is None:
            yield from declared.at_line(base, path, line, state=state)
            continue
        opening.at_line(module, line)
        if state:
            yield from _written_at(base, module, line)
        around = [scope for scope in module.scopes.values() if _covers(scope, line)]
        if around:
            scope = max(around, key=lambda scope: getattr(scope.node, "lineno", 0))
            yield Symbol(_target(scope), scope)


def matching(base: Codebase, file: str) -> list[str]:
    """The paths that end like this one, those that share most first."""
    parts = [part for part in file.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shared = {path: _shared(parts, path.split("/")) for path in base.paths if parts and path.endswith(parts[-1])}
    most = max(shared.values(), default=0)
    return sorted(
        (path for path, count in shared.items() if count == most and count), key=lambda path: (len(path), path)
    )


def _shared(parts: list[str], path: list[str]) -> int:
    pairs = enumerate(zip(reversed(parts), reversed(path), strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(parts), len(path)))


def _covers(scope: Scope, line: int) -> bool:
    node = scope.node
    if scope.kind not in ("function", "class"):
        return False
    first = min([getattr(node, "lineno", 0), *(one.lineno for one in getattr(node, "decorator_list", ()))])
    last: int = getattr(node, "end_lineno", 0) or 0
    return bool(first <= line <= last)


def _written_at(base: Codebase, module: Module, line: int) -> Iterator[Symbol]:
    for node in ast.walk(module.tree):
        if getattr(node, "lineno", 0) == line and isinstance(getattr(node, "ctx", None), ast.Store):
            if isinstance(node, ast.Attribute):
                yield from _attribute(base, module, node)
            elif isinstance(node, ast.Name):
                scope = module.scope_of(node)
                if scope.kind == "class":
                    yield _state(scope, node.id, line)
                elif scope.kind == "module" or scope.outside.get(node.id) == "module":
                    yield Symbol(Target("global", node.id, node.id, module.path, line), module.root, is_state=True)


def states_on(base: Codebase, file: str, line: int) -> Iterator[Symbol]:
    """The attributes and globals that a line reads or writes."""
    for path in matching(base, file)[:1]:
        module = base.program.module(path)
        if module is None:
            yield from declared.fields_on(base, path, line)
            continue
        opening.at_line(module, line)
        for node in ast.walk(module.tree):
            if getattr(node, "lineno", 0) == line and isinstance(node, ast.Attribute):
                called = isinstance(module.parents.get(node), ast.Call) and module.parents[node].func is node  # type: ignore[attr-defined]  # a call
                yield from () if called else _attribute(base, module, node)
            elif getattr(node, "lineno", 0) == line and isinstance(node, ast.Name):
                yield from (one for one in _states_of_module(module, node.id) if node.id not in _own(module, node))


def _own(module: Module, node: ast.Name) -> set[str]:
    """The name, when the function around binds it itself."""
    function = module.scope_of(node).function
    bound = function is not None and node.id not in function.outside and node.id in function.bindings
    return {node.id} if bound else set()


def _states_of_module(module: Module, name: str) -> Iterator[Symbol]:
    bound = [one for one in module.root.bindings.get(name, ()) if one.kind in ("assign", "annotated", "aug")]
    if bound:
        yield Symbol(Target("global", name, name, module.path, bound[0].line), module.root, is_state=True)


def _attribute(base: Codebase, module: Module, node: ast.Attribute) -> Iterator[Symbol]:
    from codriver.codebase.python.values import Instance

    for value in base.mind.values(node.value, module.scope_of(node)):
        owner = value.of if isinstance(value, Instance) else value
        if isinstance(owner, Class):
            yield _state(owner.scope, node.attr, node.lineno)
