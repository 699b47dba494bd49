"""Classes above and below: the order in which Python looks (C3), and who inherits from whom in the whole code base."""

from __future__ import annotations

import ast
from itertools import islice
from typing import TYPE_CHECKING

from codriver.codebase.python import opening
from codriver.codebase.python.values import Class, External, Instance, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.mind import Mind

MOST_SUBCLASS_FILES = 1_500
PLAIN = frozenset(
    [
        "builtins.object",
        "typing.Generic",
        "typing.Protocol",
        "abc.ABC",
        "typing.NamedTuple",
        "typing_extensions.Protocol",
        "collections.abc.Hashable",
        "builtins.type",
    ]
)  # bases that add no attributes that matter here


def parents_of(mind: Mind, one: Class) -> tuple[list[Class], bool]:
    """Its bases among our classes; and whether these are all."""
    found: list[Class] = []
    whole = True
    for base in one.node.bases:
        values = _base(mind, one, base)
        ours = [value for value in values if isinstance(value, Class) and value.scope is not one.scope]
        found += ours
        plain = all(isinstance(value, External) and value.name in PLAIN for value in values)
        whole = whole and (bool(ours) or plain)
    return list(dict.fromkeys(found)), whole


def _base(mind: Mind, one: Class, base: ast.expr) -> Values:
    expr = base.value if isinstance(base, ast.Subscript) else base
    return mind.values(expr, one.scope.parent or one.scope)


def externals(mind: Mind, one: Class) -> frozenset[str]:
    """The dotted names of the outside classes that it derives from, directly or through ours."""
    found: set[str] = set()
    for above in order(mind, one)[0]:
        for base in above.node.bases:
            for value in _base(mind, above, base):
                if isinstance(value, External) and value.name not in PLAIN:
                    found.add(value.name)
                elif not isinstance(value, (Class, External, Instance)):
                    found.add("?")
    return frozenset(found)


def order(mind: Mind, one: Class) -> tuple[list[Class], bool]:
    """The class and all above it in Python's order; and whether nothing outside stands among them."""
    known = mind.lines.get(one.scope)
    if known is None:
        mind.lines[one.scope] = ([one], False)  # a class that inherits from itself ends here
        mind.lines[one.scope] = known = _order(mind, one)
    return known


def _order(mind: Mind, one: Class) -> tuple[list[Class], bool]:
    above, whole = parents_of(mind, one)
    lines = [order(mind, base) for base in above]
    whole = whole and all(complete for _, complete in lines)
    merged = _merge([list(line) for line, _ in lines] + [list(above)])
    if merged is None:
        merged = list(dict.fromkeys(cls for line, _ in lines for cls in line))
    return [one, *(cls for cls in merged if cls != one)], whole


def _merge(lines: list[list[Class]]) -> list[Class] | None:
    """C3; None when there is no such order."""
    found: list[Class] = []
    lines = [line for line in lines if line]
    while lines:
        head = next((line[0] for line in lines if not any(line[0] in other[1:] for other in lines)), None)
        if head is None:
            return None
        found.append(head)
        lines = [rest for line in lines if (rest := [cls for cls in line if cls != head])]
    return found


def has(mind: Mind, one: Class, name: str) -> bool:
    """Whether it or a class above defines the name."""
    return any(name in above.scope.bindings for above in order(mind, one)[0])


def subclasses(mind: Mind, one: Class) -> tuple[Class, ...]:
    """All below it, nearest first."""
    known = mind.below.get(one.scope)
    if known is None:
        mind.below[one.scope] = ()
        mind.below[one.scope] = known = tuple(_below(mind, one))
    return known


def some_subclasses(mind: Mind, one: Class, most: int) -> tuple[Class, ...]:
    """The nearest below it; those below a class that half of the code derives from are not all looked for."""
    known = mind.below.get(one.scope)
    if known is not None:
        return known[:most]
    key = (one.scope, most)
    if key not in mind.nearest:
        mind.nearest[key] = ()
        mind.nearest[key] = tuple(islice(_below(mind, one), most))
    return mind.nearest[key]


def _below(mind: Mind, one: Class) -> Iterator[Class]:
    found: set[Class] = {one}
    waiting = [one]
    while waiting:
        for below in _direct(mind, waiting.pop(0)):
            if below not in found:
                found.add(below)
                waiting.append(below)
                yield below


def _direct(mind: Mind, above: Class) -> tuple[Class, ...]:
    known = mind.direct.get(above.scope)
    if known is None:
        mind.direct[above.scope] = known = tuple(_derived(mind, above))
    return known


def _derived(mind: Mind, above: Class) -> Iterator[Class]:
    for path in mind.program.inheriting(above.name)[:MOST_SUBCLASS_FILES]:
        module = mind.program.module(path)
        for scope in opening.classes_of(module, header=above.name) if module else ():
            if scope is not above.scope and above in parents_of(mind, Class(scope))[0]:
                yield Class(scope)
