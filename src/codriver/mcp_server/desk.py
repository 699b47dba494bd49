"""One call at this door: the room asked in a thread, with progress and cancellation; errors with their hint."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import anyio
import anyio.from_thread
import anyio.to_thread
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from codriver.errors import CodriverError, ConfigError
from codriver.mcp_server.answers import Shape, fitted, marked
from codriver.room.leaving import clean
from codriver.room.request import Progress, Request, Room
from codriver.room.times import moment

Ask = Callable[[Progress], Shape]


class Cancelled(BaseException):
    """The host cancelled the call; raised inside the room at its next word of progress, past whoever catches bugs."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The furnished room, and the folder in which the host was started: only what lies there may be named in a call."""

    room: Room
    folder: Path

    def request(
        self,
        paths: list[str] | None = None,
        *,
        service: str = "",
        at: str = "",
        since: str = "",
        until: str = "",
        live: bool = False,
    ) -> Request:
        """What a call asks of the room. Raises ConfigError for a path outside, or a time that is none."""
        now = datetime.now(UTC)
        times = {"at": at, "since": since, "until": until}
        read = {name: moment(text, now, name) for name, text in times.items() if text}
        return Request(
            now=now,
            paths=tuple(self.inside(path) for path in paths or ()),
            service=service,
            live=live,
            at=read["at"].at if at else None,
            since=read["since"].at if since else None,
            until=read["until"].at if until else None,
            clock_only=tuple(name for name, time in read.items() if time.clock_only),
        )

    def inside(self, text: str) -> Path:
        """The path, which lies in the host's folder or in one that codriver.toml names.

        A model that obeys a log line could ask for any file of this user; so it may name no other.
        """
        path = (self.folder / text).resolve()
        room = self.room
        allowed = (self.folder, *room.sources, *room.repositories, *room.knowledge)
        if not any(path.is_relative_to(root.resolve()) for root in allowed):
            hint = f"paths are read in {self.folder}, or where codriver.toml says"
            raise ConfigError(f"{text}: outside of what this server may read", hint=hint)
        if not path.exists():
            raise ConfigError(f"no such path: {text}", hint=f"paths are read from {self.folder}")
        return path

    async def answer(self, context: Context, ask: Ask) -> Shape:
        """What `ask` says, without secrets, marked and cut to size. Raises ToolError with message and hint."""
        cancelled = threading.Event()
        try:
            found = await anyio.to_thread.run_sync(
                partial(_ask, ask, partial(_report, context, cancelled, count(1))), abandon_on_cancel=True
            )
        except CodriverError as error:
            raise ToolError(f"error: {error.message}\nhint: {error.hint}") from error
        except anyio.get_cancelled_exc_class():
            cancelled.set()
            raise
        return self.told(found)

    def told(self, found: Shape) -> Shape:
        """The answer as it leaves: without secrets, outside words marked, cut to size."""
        shape = marked(clean(self.room, found))
        assert isinstance(shape, dict)
        return fitted(shape)


def _ask(ask: Ask, progress: Progress) -> Shape:
    try:
        return ask(progress)
    except Cancelled:
        return {}


def _report(context: Context, cancelled: threading.Event, steps: Iterator[int], says: str) -> None:
    if cancelled.is_set():
        raise Cancelled
    anyio.from_thread.run(context.report_progress, next(steps), None, says)
