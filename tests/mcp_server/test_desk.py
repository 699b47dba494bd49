import threading
from pathlib import Path

import anyio
import pytest
from mcp.client import Client
from mcp.server.mcpserver import Context, MCPServer

from codriver.mcp_server.answers import Shape
from codriver.mcp_server.desk import Desk
from codriver.room.request import Progress, Room


@pytest.mark.parametrize("named", ["sources", "repositories", "knowledge"])
def test_a_folder_that_the_configuration_names_may_be_read_too(tmp_path: Path, named: str) -> None:
    folder, other = tmp_path / "here", tmp_path / "there"
    folder.mkdir()
    other.mkdir()
    desk = Desk(Room(state=tmp_path / "state", **{named: (other,)}), folder)  # type: ignore[arg-type]
    assert desk.inside("../there") == other


def test_a_clock_without_a_date_is_marked_as_such(tmp_path: Path) -> None:
    request = Desk(Room(state=tmp_path), tmp_path).request(at="10:42", since="2026-03-01T10:00Z")
    assert request.clock_only == ("at",)
    assert request.since is not None


def test_a_cancelled_call_stops_at_its_next_word_of_progress(tmp_path: Path) -> None:
    began, told_to_go_on, ended = threading.Event(), threading.Event(), threading.Event()
    desk, steps = Desk(Room(state=tmp_path), tmp_path), list[str]()

    def work(progress: Progress) -> Shape:
        began.set()
        told_to_go_on.wait(20)
        try:
            progress("second step")
            steps.append("went on")
        finally:
            ended.set()
        return {}

    async def run() -> None:
        server = MCPServer("test")

        @server.tool()
        async def slow(context: Context) -> Shape:
            return await desk.answer(context, work)

        async with Client(server) as client, anyio.create_task_group() as tasks:
            tasks.start_soon(client.call_tool, "slow", {})
            await anyio.to_thread.run_sync(began.wait, 20)
            tasks.cancel_scope.cancel()
        told_to_go_on.set()
        await anyio.to_thread.run_sync(ended.wait, 20)

    anyio.run(run)
    assert steps == []
