"""The topology: a row for each service, or who needs whom as a tree from the entries down."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from codriver.cli.screen.figures import counted
from codriver.cli.screen.page import Page, para
from codriver.cli.screen.seen import not_seen
from codriver.room.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codriver.room.services import Edge, Named, Topology

DEEPEST = 30


def topology_lines(topology: Topology, *, width: int = 80) -> list[str]:
    """Each service with where it was seen, its other names and what it needs."""
    page = Page(width=width, everything=True)
    needs: dict[str, list[Edge]] = defaultdict(list)
    for edge in topology.edges:
        needs[edge.caller].append(edge)
    lines = [_head(topology)]
    for named in topology.services:
        lines += _service(named, needs[named.service.name], page)
    return [safe(line) for line in (*lines, "", *not_seen(topology.gaps, page))]


def graph_lines(topology: Topology, *, width: int = 80) -> list[str]:
    """The tree from those whom nobody calls down to those who call nobody; a branch shown before is not repeated."""
    page = Page(width=width, everything=True)
    needs: dict[str, list[Edge]] = defaultdict(list)
    for edge in topology.edges:
        needs[edge.caller].append(edge)
    called = {edge.callee for edge in topology.edges}
    entries = [caller for caller in sorted(needs) if caller not in called] or sorted(needs)[:1]
    lines = [_head(topology)]
    shown: set[str] = set()
    for entry in entries:
        lines += [f"  {entry}", *_below(entry, needs, "  ", shown)]
    left = [named.service.name for named in topology.services if named.service.name not in {*needs, *called}]
    lines += para(page, f"connected to nothing that was seen: {', '.join(left)}", first="  ") if left else []
    return [safe(line) for line in (*lines, "", *not_seen(topology.gaps, page))]


def _head(topology: Topology) -> str:
    if not topology.services:
        return "SERVICES: none known"
    return f"SERVICES: {counted(len(topology.services), 'service')}, {counted(len(topology.edges), 'edge')}"


def _service(named: Named, needs: Sequence[Edge], page: Page) -> Iterator[str]:
    service = named.service
    told = [*(["somebody else's"] if service.external else []), *([f"owner {service.owner}"] if service.owner else [])]
    seen = ", ".join(named.seen_in) or "only named by others"
    yield from para(page, f"{service.name}: {'; '.join((*told, seen))}", first="  ", indent="    ")
    if service.aliases:
        yield from para(page, f"also called {', '.join(service.aliases)}", first="    ", indent="      ")
    for name, where in named.learnt:
        yield from para(page, f"taken for it: {name} ({where})", first="    ", indent="      ")
    for edge in needs:
        yield from para(page, f"needs {edge.callee} ({', '.join(edge.sources)})", first="    ", indent="      ")


def _below(name: str, needs: Mapping[str, Sequence[Edge]], indent: str, shown: set[str]) -> Iterator[str]:
    """What the service needs, each with who says so."""
    shown.add(name)
    edges = needs.get(name, ())
    for edge in edges if len(indent) < DEEPEST * 3 else ():
        last = edge is edges[-1]
        again = edge.callee in shown and bool(needs.get(edge.callee))
        yield f"{indent}{'└─' if last else '├─'} {edge.callee} ({', '.join(edge.sources)}){' ...' if again else ''}"
        if not again:
            yield from _below(edge.callee, needs, f"{indent}{'   ' if last else '│  '}", shown)
