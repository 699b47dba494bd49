"""What fails and why: the assessment, and the sources behind it."""

from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from codriver.mcp_server.answers import Shape
from codriver.mcp_server.brief import brief
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.asked import READS, RECORDS, At, Live, Paths, ServiceName, Since, Until, tool
from codriver.room.look_up import show
from codriver.room.request import Progress
from codriver.room.shape import shape_of
from codriver.room.shape_of_answers import shape_of_shown
from codriver.room.triage import triage


def triaging(desk: Desk) -> tuple[Tool, ...]:
    """`triage_incident` and `show_source`."""

    async def triage_incident(  # noqa: PLR0913 - one argument a question
        context: Context,
        *,
        paths: Paths = None,
        service: ServiceName = "",
        at: At = "",
        since: Since = "",
        until: Until = "",
        live: Live = False,
    ) -> Shape:
        """Ranked, cited causes of an incident; what was not seen; next checks. Start here. Opens the incident."""

        def ask(progress: Progress) -> Shape:
            request = desk.request(paths, service=service, at=at, since=since, until=until, live=live)
            return brief(shape_of(triage(desk.room, request, progress)))

        return await desk.answer(context, ask)

    async def show_source(
        context: Context,
        id: Annotated[str, Field(description="An id out of an answer: c-…, h-…, chg-…")],  # noqa: A002 - the screen's word
    ) -> Shape:
        """What an id stands for: the quoted source of a citation, or all that is recorded of that part."""
        return await desk.answer(context, lambda _: shape_of_shown(show(desk.room, id)))

    return tool(triage_incident, RECORDS), tool(show_source, READS)
