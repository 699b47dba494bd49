"""Whether a definition fits a use: its number of arguments, what can be seen from where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codriver.codebase.typed.outline import Def, Use


def fits(one: Def, count: int | None) -> bool:
    """Whether so many arguments fit."""
    if count is None or one.kind != "function" or one.variadic:
        return True
    return len(one.parameters) == count


def seen_from(one: Def, use: Use) -> bool:
    """Whether a definition of this file is visible: not in another function, no other class's method."""
    if one.owner and one.owner != use.owner:
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


def is_alias(one: Def) -> bool:
    """Whether a class is but another name of a type."""
    return bool(re.fullmatch(r"[\w.]+", one.result))
