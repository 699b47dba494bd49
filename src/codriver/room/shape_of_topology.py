"""The topology as JSON's own types. Pure; the shape is versioned and described in `codriver/schemas/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.room.shape import Shape, citations_shape, gap_shape, service_shape

if TYPE_CHECKING:
    from codriver.room.services import Topology

SERVICES = "codriver.services/1"


def shape_of_topology(topology: Topology) -> Shape:
    """Services with the names that tools have for them, edges with who says so."""
    return {
        "schema": SERVICES,
        "services": [
            {
                **service_shape(one.service),
                "seen_in": list(one.seen_in),
                "learnt": [{"name": name, "where": where} for name, where in one.learnt],
            }
            for one in topology.services
        ],
        "edges": [
            {
                "caller": one.caller,
                "callee": one.callee,
                "sources": list(one.sources),
                "cites": [cite.id for cite in one.cites],
            }
            for one in topology.edges
        ],
        "gaps": [gap_shape(gap) for gap in topology.gaps],
        "citations": citations_shape(cite for one in topology.edges for cite in one.cites),
    }
