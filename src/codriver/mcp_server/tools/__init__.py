"""The tools, each one function of the room. All that a model sees of one is its docstring and its parameters."""

from mcp.server.mcpserver.tools import Tool

from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.knowing import knowing
from codriver.mcp_server.tools.reading import reading
from codriver.mcp_server.tools.recording import recording
from codriver.mcp_server.tools.triaging import triaging


def tools(desk: Desk) -> list[Tool]:
    """All of them, in the order in which an investigation wants them."""
    return [*triaging(desk), *recording(desk), *reading(desk), *knowing(desk)]
