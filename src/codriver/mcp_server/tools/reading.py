"""What was logged, thrown and changed."""

import tempfile
from pathlib import Path
from typing import Annotated, Literal

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from codriver.errors import ConfigError
from codriver.mcp_server.answers import Shape, cited, paged
from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools.asked import READS, At, Live, Page, Paths, ServiceName, Since, Until, tool
from codriver.room.logs import logs
from codriver.room.request import Progress
from codriver.room.shape_of_answers import shape_of_timeline
from codriver.room.shape_of_logs import shape_of_logs
from codriver.room.shape_of_traces import shape_of_told
from codriver.room.stacktrace import Told, tell
from codriver.room.timeline import changes

View = Literal["first_errors", "changed", "templates"]
Kind = Literal["deploy", "config", "flag", "schema", "infra", "dependency"]


def reading(desk: Desk) -> tuple[Tool, ...]:
    """`read_logs`, `read_stacktrace` and `list_changes`."""
    return _logs(desk), _stacktrace(desk), _changes(desk)


def _logs(desk: Desk) -> Tool:
    async def read_logs(  # noqa: PLR0913 - one argument a question
        context: Context,
        *,
        paths: Paths = None,
        view: View = "first_errors",
        service: ServiceName = "",
        since: Since = "",
        until: Until = "",
        page: Page = 1,
    ) -> Shape:
        """Logs by template: which errors came first and where, what changed against before, or all templates."""

        def ask(progress: Progress) -> Shape:
            request = desk.request(paths, service=service, since=since, until=until)
            return _page_of(shape_of_logs(logs(desk.room, request, (), progress)), view, page)

        return await desk.answer(context, ask)

    return tool(read_logs, READS)


def _stacktrace(desk: Desk) -> Tool:
    async def read_stacktrace(
        context: Context,
        text: Annotated[str, Field(description="Anything that contains a trace")] = "",
        path: Annotated[str, Field(description="A file with it, instead of text")] = "",
        repo: Annotated[str, Field(description="The repository that runs")] = "",
    ) -> Shape:
        """A stack trace of any language: root cause, throw site, first frame of ours, files to look at first."""

        def ask(_: Progress) -> Shape:
            repository = desk.inside(repo) if repo else None
            return shape_of_told(tell(desk.inside(path), repository) if path else _of_text(text, repository))

        return await desk.answer(context, ask)

    return tool(read_stacktrace, READS)


def _changes(desk: Desk) -> Tool:
    async def list_changes(  # noqa: PLR0913 - one argument a question
        context: Context,
        *,
        paths: Paths = None,
        service: ServiceName = "",
        at: At = "",
        since: Since = "",
        kind: Kind | None = None,
        live: Live = False,
        page: Page = 1,
    ) -> Shape:
        """Deploys, configuration, flags, schema, infrastructure: all on one timeline with distance from onset."""

        def ask(progress: Progress) -> Shape:
            request = desk.request(paths, service=service, at=at, since=since, live=live)
            told = shape_of_timeline(changes(desk.room, request, (kind,) if kind else (), progress))
            return _page_of(told, "changes", page)

        return await desk.answer(context, ask)

    return tool(list_changes, READS)


def _of_text(text: str, repository: Path | None) -> Told:
    if not text.strip():
        raise ConfigError("neither text nor path was given", hint="give the trace as text, or the path of a file")
    with tempfile.TemporaryDirectory(prefix="codriver-") as folder:
        file = Path(folder) / "pasted"
        file.write_text(text, "utf-8", errors="replace")
        return tell(file, repository)


def _page_of(told: Shape, key: str, page: int) -> Shape:
    """The answer with one page of its rows instead of all lists, and the citations that those rows rest on."""
    rows = told[key]
    assert isinstance(rows, list)
    shown = paged(rows, page)
    kept = {name: value for name, value in told.items() if not isinstance(value, list) and name != "citations"}
    return {**kept, **shown, "gaps": told["gaps"], "citations": cited(shown, told)}
