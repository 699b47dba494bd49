"""What a model may put on paper for a person: a remedy, and words. Neither is confirmed, approved or sent from here."""

from typing import Annotated, Literal

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from codriver.mcp_server.answers import Shape
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.asked import RECORDS, tool
from codriver.mcp_server.tools.recording import acting
from codriver.room.gate.proposing import Asked, propose, remedies
from codriver.room.gate.shape import shape_of_proposal, shape_of_remedies
from codriver.room.incidents.drafting import draft
from codriver.room.incidents.shape_of_drafts import shape_of_draft

Form = Literal["update", "handoff", "postmortem"]
Audience = Literal["", "customers", "internal", "executive"]


def proposing(desk: Desk) -> tuple[Tool, ...]:
    """`propose_remedy` and `draft_words`."""
    return _propose(desk), _draft(desk)


def _propose(desk: Desk) -> Tool:
    async def propose_remedy(
        context: Context,
        *,
        remedy: Annotated[str, Field(description="A number of the list; none and no command: the list")] = "",
        command: Annotated[str, Field(description="Or the exact command")] = "",
        target: Annotated[str, Field(description="The service it acts on")] = "",
        rollback: Annotated[str, Field(description="How it is taken back")] = "",
        watch: Annotated[str, Field(description="The figure that shows whether it worked")] = "",
    ) -> Shape:
        """Put a remedy on paper: risk, blast radius, what speaks against it. A person confirms it at a terminal."""

        def ask(_: object) -> Shape:
            if not (remedy or command):
                return shape_of_remedies(remedies(desk.room, acting("")))
            commands = (command,) if command else ()
            asked = Asked(remedy=remedy, commands=commands, target=target, rollback=rollback, watch=watch)
            return shape_of_proposal(propose(desk.room, acting(""), asked))

        return await desk.answer(context, ask)

    return tool(propose_remedy, RECORDS)


def _draft(desk: Desk) -> Tool:
    async def draft_words(context: Context, form: Form, *, audience: Audience = "") -> Shape:
        """Draft an update, handoff or post-mortem from the record alone. A person reviews and approves it."""
        return await desk.answer(context, lambda _: shape_of_draft(draft(desk.room, acting(""), form, audience)))

    return tool(draft_words, RECORDS)
