"""What there is to know beyond the incident: services and who needs whom, and the code."""

from typing import Annotated, Literal

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from codriver.mcp_server.answers import PAGE, Shape
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.asked import READS, Page, Paths, tool
from codriver.room.code.look import AskedOfCode, look
from codriver.room.code.shape import shape_of_seen
from codriver.room.request import Progress
from codriver.room.services import services
from codriver.room.shape_of_topology import shape_of_topology

Question = Literal["callers", "callees", "writers", "readers"]


def knowing(desk: Desk) -> tuple[Tool, ...]:
    """`list_services` and `find_code`."""
    return _services(desk), _code(desk)


def _services(desk: Desk) -> Tool:
    async def list_services(context: Context, *, paths: Paths = None) -> Shape:
        """Services, owners, other names, and who needs whom, with the source of each edge."""
        return await desk.answer(
            context, lambda progress: shape_of_topology(services(desk.room, desk.request(paths), progress))
        )

    return tool(list_services, READS)


def _code(desk: Desk) -> Tool:
    async def find_code(
        context: Context,
        question: Question,
        symbol: Annotated[str, Field(description="Class.method, a name, or FILE:LINE")],
        *,
        repo: Annotated[str, Field(description="The repository")] = "",
        page: Page = 1,
    ) -> Shape:
        """Every caller or callee of a function, every place that writes or reads a state; each says how sure it is."""

        def ask(progress: Progress) -> Shape:
            where = desk.inside(repo) if repo else next(iter(desk.room.repositories), desk.folder)
            asked = AskedOfCode(repo=where, page=page, per_page=PAGE)
            return shape_of_seen(look(desk.room, question, symbol, asked, progress))

        return await desk.answer(context, ask)

    return tool(find_code, READS)
