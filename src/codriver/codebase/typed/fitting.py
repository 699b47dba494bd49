"""Whether a definition fits a use: its number of arguments, what can be seen from where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.typed.outline import head_of, part_of

if TYPE_CHECKING:
    from codriver.codebase.typed.outline import Def, Use


def fits(one: Def, count: int | None) -> bool:
    """Whether so many arguments fit."""
    if count is None or one.kind != "function" or one.variadic:
        return True
    return len(one.parameters) == count


def alike(one: Def, other: Def) -> bool:
    """Whether two methods take and give the same, as far as their words say."""
    told = [
        (head_of(said), head_of(wanted))
        for (_, said), (_, wanted) in zip(one.parameters, other.parameters, strict=False)
    ]
    same = all(said == wanted for said, wanted in told if said and wanted)
    gives = {head_of(part_of(given.result, 0)) for given in (one, other)} - {""}
    return same and len(one.parameters) == len(other.parameters) and len(gives) < 2  # noqa: PLR2004 - one and the same


def stands_in(one: Def, cls: Def) -> bool:
    """Whether it is written inside of the class."""
    return cls.line <= one.line <= cls.end


def seen_from(one: Def, use: Use) -> bool:
    """Whether a definition of this file is visible: not in another function, no class's method."""
    if one.owner and not (one.bare and one.owner == use.owner):
        return False
    at = use.within
    while one.within is not None and at is not None and at is not one.within:
        at = at.within
    return one.within is None or at is one.within


def depth_of(one: Def) -> int:
    """How many functions are around it."""
    depth, at = 0, one.within
    while at is not None:
        depth, at = depth + 1, at.within
    return depth


def shadowed(name: str, use: Use, deeper_than: int) -> bool:
    """Whether a variable of a function that is further inside has this name."""
    within = use.within
    while within is not None:
        lines = [line for line, *_ in within.variables.get(name, ())]
        if any(line < use.line or line == within.line for line in lines):
            return depth_of(within) >= deeper_than
        within = within.within
    return False


def is_alias(one: Def) -> bool:
    """Whether a class is but another name of a type."""
    return bool(re.fullmatch(r"[\w.]+", one.result))
