"""Overloads: which of several definitions of one name a call means, by the number and the types of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from codriver.codebase.typed.fitting import fits
from codriver.codebase.typed.imports import grammar_of
from codriver.codebase.typed.outline import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codriver.codebase.typed.outline import Def, Expr, Outline, Use
    from codriver.codebase.typed.resolving import Typed

WIDER = {
    "int": ("long", "float", "double", "Integer", "Object"), "long": ("float", "double", "Long", "Object"),
    "char": ("int", "long", "Character"), "float": ("double", "Float"), "boolean": ("Boolean", "Object"),
    "String": ("CharSequence", "Object", "Comparable"), "double": ("Double", "Object"),
}  # fmt: skip
_PLAIN = frozenset(("int", "long", "short", "byte", "float", "double", "boolean", "char", "String", "string", "number"))


def is_meant(typed: Typed, one: Def, rivals: Sequence[Def], use: Use, at: Outline) -> Literal["yes", "no", "either"]:
    """Among overloads with as many parameters: what the types of the arguments say."""
    near = [d for d in rivals if use.arguments is not None and fits(d, len(use.arguments))]
    if not near or use.arguments is None:
        return "yes"
    told = [_argument(typed, given, use, at) for given in use.arguments]
    ours = _agree(typed, one, told, at)
    best = max(_agree(typed, d, told, at) for d in near)
    if ours < 0 or best > ours:
        return "no"
    return "yes" if ours > best else "either"


def _argument(typed: Typed, expr: Expr, use: Use, at: Outline) -> str:
    """The name of an argument's type; empty when it is not known."""
    for found in typed.types(expr, use, at):
        if found[0] == "outside":
            return found[1]
        if found[0] == "said":
            return head_of(found[1][0])
        return found[1][1].name if found[0] == "object" else ""
    return grammar_of(at).known.get(str(expr[2]), "") if expr is not None and expr[0] == "call" else ""


def _agree(typed: Typed, one: Def, told: Sequence[str], at: Outline) -> int:
    """How well the arguments fit the parameters' types; -1 when one has plainly another."""
    score = 0
    for (_, said), given in zip(one.parameters, told, strict=False):
        wanted = head_of(said)
        if given and wanted == given:
            score += 2
        elif given and wanted in WIDER.get(given, ()):
            score += 1
        elif given and wanted in _PLAIN and given in _PLAIN:
            return -1
        elif given and wanted and given != "null":
            score += _below(typed, given, wanted, at)
    return score if score >= 0 else -1


def _below(typed: Typed, given: str, wanted: str, at: Outline) -> int:
    """1 when the given type derives from the wanted one, a great minus when both are ours and it does not."""
    found = typed.classes(given, at)
    if not found:
        return 0
    line = [up for one in found for up in typed.line(one)]
    if any(up.name == wanted or wanted in map(head_of, up.bases) for _, up in line):
        return 1
    closed = all(typed.classes(head_of(said), at) for _, up in line for said in up.bases)
    return -99 if closed and wanted not in ("Object", "T") and typed.classes(wanted, at) else 0
