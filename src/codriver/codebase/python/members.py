"""What `value.name` gives: through classes in their order, through what methods write to `self`, through modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.python import calls, classes, expressions, hints, names
from codriver.codebase.python.values import (
    ANYTHING,
    NOTHING,
    UNKNOWN,
    Bound,
    Box,
    Class,
    Constant,
    External,
    Function,
    Instance,
    Method,
    ModuleOf,
    Super,
    Value,
    Values,
)

if TYPE_CHECKING:
    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Binding


def of_values(mind: Mind, receivers: Values, name: str) -> Values:
    """The attribute of each."""
    return expressions.union(of_value(mind, value, name) for value in receivers)


def of_value(mind: Mind, value: Value, name: str) -> Values:
    """The attribute of one value."""
    if isinstance(value, (Instance, Class, Super)):
        return _of_object(mind, value, name)
    if isinstance(value, ModuleOf):
        return names.in_module(mind, value.path, name) or ANYTHING
    if isinstance(value, External):
        return frozenset({External(f"{value.name}.{name}")})
    return frozenset({Method(value, name)}) if isinstance(value, (Box, Bound, Constant, Function)) else ANYTHING


def _of_object(mind: Mind, value: Instance | Class | Super, name: str) -> Values:
    if isinstance(value, Instance):
        return _of_instance(mind, value, name)
    return _of_class(mind, value, name) if isinstance(value, Class) else of_super(mind, value, name)


def of_instance(mind: Mind, value: Instance, name: str) -> Values:
    """As `of_value`, without what is unknown: nothing when the class does not have it."""
    return frozenset(found for found in _of_instance(mind, value, name) if found != UNKNOWN)


def _of_instance(mind: Mind, value: Instance, name: str) -> Values:
    if isinstance(value.of, External):
        return frozenset({Method(value, name)})
    if name == "__class__":
        return frozenset({value.of})
    found = mind.once((value, name), lambda: _through_classes(mind, value, name))
    if not found and mind.closed:
        outside = classes.externals(mind, value.of) - {"?"}
        return frozenset(External(f"{base}.{name}") for base in outside) or ANYTHING
    return found or ANYTHING


def _through_classes(mind: Mind, value: Instance, name: str) -> Values:
    assert isinstance(value.of, Class)
    line, _ = classes.order(mind, value.of)
    written = [binding for one in line for binding in one.scope.self_writes.get(name, ())]
    owner = next((one for one in line if name in one.scope.bindings), None)
    said = _annotated(mind, [*written, *(owner.scope.bindings[name] if owner else ())])
    if said is not None:
        return said
    found = expressions.union(names.of_binding(mind, binding) for binding in written if binding.kind != "aug")
    found |= mind.written.get((value.of.scope, name), NOTHING)
    if owner is not None:
        found |= _bound(mind, owner, name, value)
    for one in line:
        found = names.with_items(mind, found, one.scope.self_items, name)
    return found or _of_subclasses(mind, value, name)


def _of_subclasses(mind: Mind, value: Instance, name: str) -> Values:
    """A mixin's `self`: what the classes that complete it have under this name."""
    if value.exact or not value.me:
        return NOTHING
    found: list[Values] = []
    for below in classes.some_subclasses(mind, value.of, 12) if isinstance(value.of, Class) else ():
        line, _ = classes.order(mind, below)
        if any(name in one.scope.bindings or name in one.scope.self_writes for one in line):
            found.append(_below(mind, Instance(below), name))
    return expressions.union(found)


def _below(mind: Mind, value: Instance, name: str) -> Values:
    return mind.once((value, name), lambda: _through_classes(mind, value, name))


def _annotated(mind: Mind, bindings: list[Binding]) -> Values | None:
    for binding in bindings:
        if binding.annotation is not None and binding.kind == "annotated":
            said = hints.of(mind, binding.annotation, binding.scope)
            if UNKNOWN not in said:
                return said
    return None


def _bound(mind: Mind, owner: Class, name: str, receiver: Instance) -> Values:
    """What the class's own name gives on an instance: methods bound, properties read, descriptors asked."""
    bindings = owner.scope.bindings[name]
    found = (_on_instance(mind, value, one, receiver) for one in bindings for value in names.of_binding(mind, one))
    return names.with_items(mind, expressions.union(found), owner.scope.items, name)


def _on_instance(mind: Mind, value: Value, binding: Binding, receiver: Instance) -> Values:
    if isinstance(value, Function) and binding.kind in ("def", "assign"):
        marks = calls.marks(value.scope)
        if calls.is_property(marks):
            return calls.returned(mind, frozenset({Bound(value, receiver)})) or ANYTHING
        if "staticmethod" in marks:
            return frozenset({value})
        if "classmethod" in marks:
            return frozenset({Bound(value, receiver.of)}) if isinstance(receiver.of, Class) else ANYTHING
        return frozenset({Bound(value, receiver)})
    if isinstance(value, Instance) and isinstance(value.of, Class):
        got = of_instance(mind, value, "__get__") if classes.has(mind, value.of, "__get__") else NOTHING
        return calls.returned(mind, got) if got else frozenset({value})
    return frozenset({value})


def _of_class(mind: Mind, value: Class, name: str) -> Values:
    line, whole = classes.order(mind, value)
    owner = next((one for one in line if name in one.scope.bindings), None)
    written = [binding for one in line for binding in one.scope.self_writes.get(name, ())]
    if owner is None:
        found = expressions.union(names.of_binding(mind, binding) for binding in written if binding.kind != "aug")
        return found or mind.written.get((value.scope, name), NOTHING) or _of_metaclass(mind, value, name, whole=whole)
    found = expressions.union(
        _on_class(one, value) for binding in owner.scope.bindings[name] for one in names.of_binding(mind, binding)
    )
    found |= mind.written.get((value.scope, name), NOTHING)
    return names.with_items(mind, found, owner.scope.items, name) or ANYTHING


def _on_class(value: Value, receiver: Class) -> Values:
    if isinstance(value, Function) and "classmethod" in calls.marks(value.scope):
        return frozenset({Bound(value, receiver)})
    return frozenset({value})


def _of_metaclass(mind: Mind, value: Class, name: str, *, whole: bool) -> Values:
    for keyword in value.node.keywords:
        if keyword.arg == "metaclass":
            for meta in mind.values(keyword.value, value.scope.parent or value.scope):
                if isinstance(meta, Class):
                    return _of_instance(mind, Instance(meta), name)
    del whole
    return ANYTHING


def of_super(mind: Mind, value: Super, name: str) -> Values:
    """The next class that has the name, after the one in whose method `super()` stands."""
    line, _ = classes.order(mind, value.above)
    owner = next((one for one in line[1:] if name in one.scope.bindings), None)
    if owner is None:
        return ANYTHING
    if isinstance(value.receiver, Instance):
        return _bound(mind, owner, name, value.receiver)
    return expressions.union(
        _on_class(one, value.receiver)
        for binding in owner.scope.bindings[name]
        for one in names.of_binding(mind, binding)
    )
