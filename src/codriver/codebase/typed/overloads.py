"""Overloads: which of several definitions of one name a call means, by the number and the types of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.typed.fitting import fits
from codriver.codebase.typed.outline import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.codebase.typed.outline import Def, Expr, Outline, Use
    from codriver.codebase.typed.resolving import Typed

_PLAIN = frozenset(("int", "long", "short", "byte", "float", "double", "boolean", "char", "String", "string", "number"))


def is_meant(typed: Typed, one: Def, rivals: Sequence[Def], use: Use, at: Outline) -> bool:
    """Among overloads with as many parameters: whether no argument has a type that speaks for another one."""
    near = [d for d in rivals if use.arguments is not None and fits(d, len(use.arguments))]
    if not near or use.arguments is None:
        return True
    told = [_argument(typed, given, use, at) for given in use.arguments]
    ours = _agree(one, told)
    return ours > 0 or (ours == 0 and all(_agree(d, told) <= 0 for d in near))


def _argument(typed: Typed, expr: Expr, use: Use, at: Outline) -> str:
    for found in typed.types(expr, use, at):
        if found[0] == "outside":
            return found[1]
        if found[0] == "said":
            return head_of(found[1])
        return found[1][1].name if found[0] == "object" else ""
    return ""


def _agree(one: Def, told: Sequence[str]) -> int:
    """How many arguments have exactly the parameter's type; -1 when one has plainly another."""
    score = 0
    for (_, said), given in zip(one.parameters, told, strict=False):
        if given and head_of(said) == given:
            score += 1
        elif given and head_of(said) in _PLAIN and given in _PLAIN:
            return -1
    return score
