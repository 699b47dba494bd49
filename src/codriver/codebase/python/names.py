"""What a name means where it stands: its scope's bindings, those that can still hold there, or an import's target."""

from __future__ import annotations

import ast
import builtins
from itertools import chain
from typing import TYPE_CHECKING

from codriver.codebase.python import calls, expressions, flow, hints, parameters
from codriver.codebase.python.values import (
    ANYTHING,
    KEY,
    NOTHING,
    UNKNOWN,
    Box,
    Class,
    External,
    Function,
    Instance,
    ModuleOf,
    Values,
    key_for,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Binding, Item, Names, Scope

_BUILTINS = frozenset(dir(builtins))


def of(mind: Mind, node: ast.Name, scope: Scope) -> Values:
    """The values that the name can have at this place."""
    home = home_of(node.id, scope)
    if home is None:
        return _elsewhere(mind, node.id, scope)
    bindings = flow.reaching(home.bindings[node.id], node, scope, home)
    found = expressions.union(of_binding(mind, binding) for binding in bindings)
    return with_items(mind, found, home.items, node.id)


def home_of(name: str, scope: Scope) -> Scope | None:
    """The scope whose binding the name means: inner to outer, past classes that lie in between."""
    at: Scope | None = scope
    if scope.outside.get(name) == "module":
        at = scope.module.root
    while at is not None:
        if name in at.bindings and (at.kind != "class" or at is scope):
            return at
        at = at.parent
    return None


def constant(node: ast.Name, scope: Scope) -> str | None:
    """The key of a name that was bound once, to a constant."""
    home = home_of(node.id, scope)
    bindings = home.bindings[node.id] if home else []
    value = bindings[0].value if len(bindings) == 1 and bindings[0].kind == "assign" else None
    return key_for(value.value) if isinstance(value, ast.Constant) else None


def in_module(mind: Mind, path: str, name: str) -> Values:
    """What `module.name` gives: a name bound there, a star import's, or a file of the package."""
    module = mind.program.module(path)
    if module is None:
        return ANYTHING
    return mind.once((module, name), lambda: _in_module(mind, path, name))


def _in_module(mind: Mind, path: str, name: str) -> Values:
    module = mind.program.module(path)
    assert module is not None
    bindings = module.root.bindings.get(name)
    if bindings:
        found = expressions.union(of_binding(mind, binding) for binding in bindings)
        return with_items(mind, found, module.root.items, name)
    inner = mind.program.find(f"{module.package}.{name}", path) if module.is_package else None
    if inner:
        return frozenset({ModuleOf(inner)})
    stars = [found for star in module.root.stars for found in [_from_star(mind, star, name)] if found != ANYTHING]
    if stars:
        return expressions.union(stars)
    return ANYTHING if module.root.stars or "__getattr__" in module.root.bindings else NOTHING


def of_binding(mind: Mind, binding: Binding) -> Values:
    """What this one binding gives."""
    return mind.once(binding, lambda: _of_binding(mind, binding))


def _of_binding(mind: Mind, binding: Binding) -> Values:
    module = binding.scope.module
    if binding.kind == "def":
        return decorated(mind, module.scopes[binding.node])
    if binding.kind == "class":
        return frozenset({Class(module.scopes[binding.node])})
    if binding.kind == "param":
        return parameters.of(mind, binding)
    if binding.kind == "import":
        return _imported(mind, binding)
    if binding.kind == "annotated" and binding.annotation is not None:
        said = hints.of(mind, binding.annotation, binding.scope)
        if UNKNOWN not in said or binding.value is None:
            return said
    return _of_value(mind, binding)


def _of_value(mind: Mind, binding: Binding) -> Values:
    if binding.value is None or binding.kind == "other":
        return ANYTHING
    value = mind.values(binding.value, binding.scope)
    if binding.kind == "each":
        value = expressions.items_of(mind, value)
    elif binding.kind == "enter":
        value = calls.entered(mind, value, binding.value, binding.scope)
    elif binding.kind == "caught":
        return frozenset(Instance(one) for one in _flat(value) if isinstance(one, (Class, External)))
    return expressions.unpacked(mind, value, binding.path)


def _flat(values: Values) -> Values:
    return expressions.union(value.items() if isinstance(value, Box) else frozenset({value}) for value in values)


def decorated(mind: Mind, function: Scope) -> Values:
    """The function; in an exact pass, what its decorators made of it."""
    found: Values = frozenset({Function(function)})
    if not mind.closed or calls.marks(function):
        return found
    assert isinstance(function.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    for decorator in reversed(function.node.decorator_list):
        made = calls.returned(mind, mind.values(decorator, function.parent or function))
        found = frozenset(one for one in made if one != UNKNOWN) or found
    return found


def _imported(mind: Mind, binding: Binding) -> Values:
    path, base = _file_of(mind, binding)
    if binding.value is None:
        return frozenset({ModuleOf(path) if path else External(base)})
    assert isinstance(binding.value, ast.Name)
    name, importer = binding.value.id, binding.scope.module.path
    if path is not None and path != importer:
        found = in_module(mind, path, name)
        if found:
            return found
    inner = _inner(mind, binding, base, name)
    if inner:
        return frozenset({ModuleOf(inner)})
    return ANYTHING if path else frozenset({External(f"{base}.{name}")})


def _file_of(mind: Mind, binding: Binding) -> tuple[str | None, str]:
    """The file that an import names, if it is ours, and the dotted name that it wrote."""
    importer = binding.scope.module.path
    if binding.level:
        return mind.program.beside(importer, binding.level, binding.module), binding.module
    return mind.program.find(binding.module, importer), binding.module


def _inner(mind: Mind, binding: Binding, base: str, name: str) -> str | None:
    """A file of the package that is imported from."""
    importer = binding.scope.module.path
    dotted = f"{base}.{name}" if base else name
    if binding.level:
        return mind.program.beside(importer, binding.level, dotted)
    return mind.program.find(dotted, importer)


def _from_star(mind: Mind, star: Binding, name: str) -> Values:
    path, _ = _file_of(mind, star)
    if path is None or path == star.scope.module.path:
        return ANYTHING
    module = mind.program.module(path)
    known = module is not None and (name in module.root.bindings or module.root.stars)
    return in_module(mind, path, name) if known else ANYTHING


def _elsewhere(mind: Mind, name: str, scope: Scope) -> Values:
    stars = [_from_star(mind, star, name) for star in scope.module.root.stars]
    found = [values for values in stars if values != ANYTHING]
    if found:
        return expressions.union(found)
    if name in _BUILTINS:
        return frozenset({External(f"builtins.{name}")})
    return ANYTHING


def with_items(mind: Mind, values: Values, kept: Names[Item], name: str) -> Values:
    """Boxes with what was put into them later, by item or by a mutating method."""
    boxes = [value for value in values if isinstance(value, Box)]
    items = kept.get(name) if boxes else ()
    if not items:
        return values
    more: list[tuple[str, Values]] = []
    for key, value, scope in items[:60]:
        inner = mind.values(value, scope)
        more += [(name, inner) for name in expressions.keys_of(mind, key, scope)]
        more += [(KEY, mind.values(key, scope))] if key is not None and not isinstance(key, ast.Slice) else []
    grown = [Box(box.kind, box.held | expressions.merged(box.kind, more).held) for box in boxes]
    return frozenset(chain((value for value in values if not isinstance(value, Box)), grown))
