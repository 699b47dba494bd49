"""The frame of a story: claim the service, wait for the moment, let it happen, and tell what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .lab import Change, Lab, Truth, known

TO_GATEWAY = ("checkout", "gateway")
PATHS = {
    "bank": ("bank", "payments", *TO_GATEWAY),
    "cache": ("cache", "cart", "gateway"),
    "cart": ("cart", "gateway"),
    "catalog": ("catalog", "gateway"),
    "checkout": TO_GATEWAY,
    "database": ("database", "inventory", *TO_GATEWAY),
    "gateway": ("gateway",),
    "inventory": ("inventory", *TO_GATEWAY),
    "payments": ("payments", *TO_GATEWAY),
    "pricing": ("pricing", *TO_GATEWAY),
}


def by_change(lab: Lab, change: Change, kinds: Iterable[str], *knowledge: str, peer: str = "", **details: Any) -> Truth:
    """Somebody changed something. The first of `kinds` is what it was, all of them are right answers."""
    kinds = tuple(kinds)
    lab.taken |= {peer} - {""}
    lab.await_onset(change.service)
    done = lab.deploy(change)
    return Truth(
        service=change.service,
        mechanism=kinds[0],
        peer=peer or None,
        change=done.version,
        onset=done.at,
        accept=tuple((change.service, kind) for kind in kinds),
        path=PATHS[change.service],
        own_knowledge=known(*knowledge),
        details=details,
    )


def by_itself(
    lab: Lab,
    service: str,
    kinds: Iterable[str],
    act: Callable[[], None],
    *knowledge: str,
    peer: str = "",
    **details: Any,
) -> Truth:
    """Nobody changed anything."""
    kinds = tuple(kinds)
    lab.taken |= {peer} - {""}
    onset = lab.await_onset(service)
    act()
    return Truth(
        service=service,
        mechanism=kinds[0],
        peer=peer or None,
        onset=onset,
        accept=tuple((service, kind) for kind in kinds),
        path=PATHS[service],
        own_knowledge=known(*knowledge),
        details=details,
    )
