"""How a tool is made, and the parameters that tools share, in as few words as a model needs."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import Field

from codriver.mcp_server.answers import Shape

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
RECORDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
"""It writes into codriver's own record of the incident, a row for each call, and nowhere else."""

Paths = Annotated[list[str] | None, Field(description="Files, folders or repositories; none: what codriver.toml names")]
ServiceName = Annotated[str, Field(description="The service that was paged for")]
At = Annotated[str, Field(description="When it began: 10:42, -30m or ISO 8601")]
Since = Annotated[str, Field(description="Nothing older")]
Until = Annotated[str, Field(description="Nothing younger")]
Live = Annotated[bool, Field(description="Ask the running systems of codriver.toml too")]
Page = Annotated[int, Field(description="Page of the list", ge=1, le=1000)]


def tool(function: Callable[..., Awaitable[Shape]], annotations: ToolAnnotations) -> Tool:
    """The function as a tool; its schema without the titles that only repeat its names: a model pays for each word."""
    made = Tool.from_function(function, annotations=annotations)
    properties = {name: _untitled(schema) for name, schema in made.parameters["properties"].items()}
    return made.model_copy(update={"parameters": {**_untitled(made.parameters), "properties": properties}})


def _untitled(schema: Shape) -> Shape:
    return {key: value for key, value in schema.items() if key != "title"}
