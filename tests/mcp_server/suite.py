"""Our server with what the conformance suite asks for by name, answered through our own desk, prompts, resources."""

import os
import sys
from pathlib import Path

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.resources import FunctionResource

from codriver.config import furnish
from codriver.errors import ConfigError
from codriver.mcp_server.answers import Shape
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.serving import make_server
from codriver.room.request import Progress

SAYS = "This is a simple text response for testing."


def refused(_: Progress) -> Shape:
    raise ConfigError("This tool intentionally returns an error for testing", hint="there is none")


def stepwise(progress: Progress) -> Shape:
    for step in ("first", "second", "third"):
        progress(step)
    return {"says": SAYS}


def main(port: int) -> None:
    here = Path.cwd()
    room = furnish(here, os.environ)
    server, desk = make_server(room, here), Desk(room, here)

    @server.tool()
    async def test_simple_text(context: Context) -> Shape:
        """What the suite asks for."""
        return await desk.answer(context, lambda _: {"says": SAYS})

    @server.tool()
    async def test_error_handling(context: Context) -> Shape:
        """What the suite asks for."""
        return await desk.answer(context, refused)

    @server.tool()
    async def test_tool_with_progress(context: Context) -> Shape:
        """What the suite asks for."""
        return await desk.answer(context, stepwise)

    def test_simple_prompt() -> str:
        """What the suite asks for."""
        return SAYS

    def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
        """What the suite asks for."""
        return f"{arg1} {arg2}"

    for prompt in (test_simple_prompt, test_prompt_with_arguments):
        server.add_prompt(Prompt.from_function(prompt))
    text = FunctionResource.from_function(test_simple_prompt, uri="test://static-text", mime_type="text/plain")
    server.add_resource(text)
    server.run("streamable-http", host="127.0.0.1", port=port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
