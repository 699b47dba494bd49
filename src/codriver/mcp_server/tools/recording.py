"""The incident's record: its timeline, the checks that would tell most, and a note."""

from datetime import UTC, datetime
from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from codriver.mcp_server.answers import Shape, paged
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.asked import READS, RECORDS, Page, tool
from codriver.room.incidents.act import Act, person
from codriver.room.incidents.overview import overview
from codriver.room.incidents.recording import note
from codriver.room.incidents.shape import shape_of_lines, shape_of_overview, shape_of_recorded
from codriver.room.incidents.timeline import timeline

IncidentId = Annotated[str, Field(description="An incident's id; none: the latest open one")]


def recording(desk: Desk) -> tuple[Tool, ...]:
    """`list_checks`, `read_timeline` and `add_note`."""
    return _checks(desk), _timeline(desk), _note(desk)


def _checks(desk: Desk) -> Tool:
    async def list_checks(context: Context, *, incident: IncidentId = "") -> Shape:
        """Where the incident stands, and the read-only checks that would best split the leading causes."""
        return await desk.answer(context, lambda _: shape_of_overview(overview(desk.room, acting(incident))))

    return tool(list_checks, READS)


def _timeline(desk: Desk) -> Tool:
    async def read_timeline(context: Context, *, incident: IncidentId = "", page: Page = 1) -> Shape:
        """What people and codriver did and said in this incident, in order."""

        def ask(_: object) -> Shape:
            told = shape_of_lines(*timeline(desk.room, acting(incident)))
            lines = told.pop("lines")
            return {**told, **paged(lines if isinstance(lines, list) else [], page)}

        return await desk.answer(context, ask)

    return tool(read_timeline, READS)


def _note(desk: Desk) -> Tool:
    async def add_note(
        context: Context, text: Annotated[str, Field(description="What to remember")], *, incident: IncidentId = ""
    ) -> Shape:
        """Keep a finding in the incident's record, marked as a model's words."""
        return await desk.answer(context, lambda _: shape_of_recorded(note(desk.room, acting(incident), text)))

    return tool(add_note, RECORDS)


def acting(incident: str) -> Act:
    """A host's model acts, for the person who started it: the record says so, and no gate takes it for a person."""
    return Act(now=datetime.now(UTC), by=f"a model, for {person()}", incident=incident.strip())
