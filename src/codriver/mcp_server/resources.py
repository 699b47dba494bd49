"""Resources that a host can attach: where the incident stands, the runbooks there are, the words of the product."""

import json
from datetime import UTC, datetime
from importlib.resources import files

from mcp.server.mcpserver.resources import FunctionResource, Resource

from codriver.mcp_server.answers import Shape
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.recording import acting
from codriver.room.incidents.overview import overview
from codriver.room.incidents.shape import shape_of_overview
from codriver.room.knowledge.books import books
from codriver.room.knowledge.shape import shape_of_books


def resources(desk: Desk) -> tuple[Resource, ...]:
    """`codriver://incident`, `codriver://runbooks` and `codriver://glossary`."""

    def incident() -> str:
        """Where the latest open incident stands."""
        return _told(desk, shape_of_overview(overview(desk.room, acting(""))))

    def runbooks() -> str:
        """Which runbooks there are, and when each was last reviewed."""
        return _told(desk, shape_of_books(books(desk.room, (), datetime.now(UTC).date())))

    def glossary() -> str:
        """One word, one thing."""
        return files("codriver.mcp_server").joinpath("glossary.md").read_text("utf-8")

    return (
        FunctionResource.from_function(incident, uri="codriver://incident", mime_type="application/json"),
        FunctionResource.from_function(runbooks, uri="codriver://runbooks", mime_type="application/json"),
        FunctionResource.from_function(glossary, uri="codriver://glossary", mime_type="text/markdown"),
    )


def _told(desk: Desk, shape: Shape) -> str:
    return json.dumps(desk.told(shape), ensure_ascii=False)
