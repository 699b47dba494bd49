"""Resources that a host can attach: where the incident stands, and the words of the product."""

import json
from importlib.resources import files

from mcp.server.mcpserver.resources import FunctionResource, Resource

from codriver.mcp_server.answers import marked
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.recording import acting
from codriver.room.incidents.overview import overview
from codriver.room.incidents.shape import shape_of_overview
from codriver.room.leaving import clean


def resources(desk: Desk) -> tuple[Resource, ...]:
    """`codriver://incident` and `codriver://glossary`."""

    def incident() -> str:
        """Where the latest open incident stands."""
        told = shape_of_overview(overview(desk.room, acting("")))
        return json.dumps(marked(clean(desk.room, told)), ensure_ascii=False)

    def glossary() -> str:
        """One word, one thing."""
        return files("codriver.mcp_server").joinpath("glossary.md").read_text("utf-8")

    return (
        FunctionResource.from_function(incident, uri="codriver://incident", mime_type="application/json"),
        FunctionResource.from_function(glossary, uri="codriver://glossary", mime_type="text/markdown"),
    )
