"""What writes and reads a field, and what a definition calls, in languages with declared types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier
from codriver.codebase.typed.callers import Asked, Judged, site_at

if TYPE_CHECKING:
    from codriver.codebase.typed.known import Class
    from codriver.codebase.typed.outline import Def, Outline, Use
    from codriver.codebase.typed.resolving import Typed


def touches(typed: Typed, target: Class, *, writes: bool) -> tuple[list[Site], int]:
    """Writers (or readers) of a field or a variable of a file."""
    path, one = target
    home = typed.outline(path)
    assert home is not None
    asked = Asked(typed, target)
    sites: list[Site] = []
    for at in typed.mentioning(one.name, home.language):
        for use in at.uses.get(one.name, ()):
            declares = at is home and any(
                d.line == use.line and d.kind == "field" for d in home.defs if d.name == one.name
            )
            if (use.role == "store") == writes and use.role in ("store", "read") and not declares:
                judged = asked.of_method(use, at) if use.on is not None else _bare(use, at, target)
                if judged is not None:
                    sites.append(site_at(use, at, *judged, use.role))
    if writes:
        sites += [
            _declared(d, home) for d in home.defs if d.kind == "field" and d.name == one.name and d.owner == one.owner
        ]
    return sites, asked.ruled_out


def _bare(use: Use, at: Outline, target: Class) -> Judged:
    same = at.path == target[0] and use.owner == target[1].owner
    return (Tier.CERTAIN, "the class's own name") if same else None


def _declared(one: Def, at: Outline) -> Site:
    code = at.lines[one.line - 1].strip() if 0 < one.line <= len(at.lines) else ""
    return Site(at.path, one.line, 0, Tier.CERTAIN, "declared, or set on itself, here", "store", one.owner, code[:300])


def callees(typed: Typed, target: Class) -> list[Site]:
    """What a definition calls, where it calls it."""
    path, one = target
    at = typed.outline(path)
    if at is None:
        return []
    uses = (use for uses in at.uses.values() for use in uses if use.role in ("call", "new") and _inside(use, one))
    return [_callee(typed, use, at) for use in uses]


def _inside(use: Use, one: Def) -> bool:
    within = use.within
    while within is not None and within is not one:
        within = within.within
    return within is one or (one.kind == "class" and use.owner == one.name)


def _callee(typed: Typed, use: Use, at: Outline) -> Site:
    on = use.on if use.on is not None else ("none",)
    count = len(use.arguments or ())
    found = typed.classes(use.name, at) if use.role == "new" else typed.called(("call", on, use.name, count), use, at)
    if not found:
        return site_at(use, at, Tier.POSSIBLE, f"calls something that is not known: {use.name}", "call")
    told = ", ".join(f"{d.qual} ({path}:{d.line})" for path, d in found[:4])
    return site_at(use, at, Tier.CERTAIN, f"calls {told}", "call")
