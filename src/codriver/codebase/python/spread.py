"""Fields that a constructor is given through `**`: `Cart(**changes)`; what a dict at hand says is looked at."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier
from codriver.codebase.python.callers import MOST_FILES, site_at
from codriver.codebase.python.values import Class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Module, Scope


def brought(mind: Mind, owner: Scope, name: str) -> Iterator[Site]:
    """Calls of the class with `**`, which may bring the field."""
    for path in mind.program.mentioning(owner.name)[:MOST_FILES]:
        module = None if mind.tired else mind.program.module(path)
        for node in list(module.mentions.get(owner.name, ())) if module is not None else ():
            call = module.parents.get(node) if module is not None else None
            if module is not None and isinstance(call, ast.Call) and call.func is node:
                yield from _spread(mind, module, call, owner, name)


def _spread(mind: Mind, module: Module, call: ast.Call, owner: Scope, name: str) -> Iterator[Site]:
    made = mind.values(call.func, module.scope_of(call))
    if not any(isinstance(value, Class) and value.scope is owner for value in made):
        return
    for keyword in call.keywords:
        keys = _keys(module, keyword.value) if keyword.arg is None else None
        if keyword.arg is not None or (keys is not None and name not in keys):
            continue
        tier = Tier.POSSIBLE if keys is None else Tier.LIKELY
        says = "may bring it: its keys are not known" if keys is None else f"brings {name}"
        yield site_at(module, keyword.value, tier, f"** into {owner.name}'s constructor {says}", "kwarg")


def _keys(module: Module, value: ast.expr) -> set[str] | None:
    """The keys of a dict at hand; None when they are not all known."""
    if isinstance(value, ast.Name):
        scope = module.scope_of(value)
        bound = [one.value for one in scope.bindings.get(value.id, ()) if one.kind in ("assign", "annotated")]
        return _keys(module, bound[0]) if len(bound) == 1 and isinstance(bound[0], (ast.Dict, ast.Call)) else None
    if isinstance(value, ast.Dict):
        keys = [one.value if isinstance(one, ast.Constant) else None for one in value.keys]
        return {str(one) for one in keys} if None not in keys else None
    is_dict = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "dict"
    if is_dict and isinstance(value, ast.Call) and not value.args and all(one.arg for one in value.keywords):
        return {str(one.arg) for one in value.keywords}
    return None
