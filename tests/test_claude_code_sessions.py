"""Sessions of the real Claude Code: our tools reach the model, answer it, and the lock holds. Optional."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.claude import prepared, session, with_claude
from tests.scripted_model import Use, bash, results, tools

from codriver.mcp_server.desk import Desk
from codriver.mcp_server.tools import tools as ours
from codriver.room.gate.confirming import Given, confirm, ready
from codriver.room.gate.proposing import Asked, propose
from codriver.room.host.setup import changes, write
from codriver.room.incidents.act import Act
from codriver.room.incidents.opening import Opening, open_incident
from codriver.room.request import Room

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/incidents/checkout-errors"
COMMAND = "kubectl rollout undo deploy/web --to-revision=3"
APPROVED = json.dumps({"enabledMcpjsonServers": ["codriver"]})  # what a person answers when a repository brings servers
pytestmark = with_claude


def confirmed(room: Room, now: datetime) -> None:
    """A person confirms the command."""
    put = propose(room, Act(now=now - timedelta(minutes=1), by="mia"), Asked(commands=(COMMAND,), target="web"))
    waiting = ready(room, Act(now=now, by="mia"), put.proposal, seed="x")
    given = Given(keys=tuple(one.right for one in waiting.questions), reason="errors began with the deploy at 03:10")
    confirm(room, Act(now=datetime.now(UTC), by="mia"), waiting, given)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A repository that was set up, without the server."""
    prepared(tmp_path)
    for change in changes(tmp_path / "work"):
        write(change)
    (tmp_path / "work/.mcp.json").unlink()
    return tmp_path


def test_a_rollback_is_held_back_until_a_person_confirms_it_and_then_runs_once(work: Path) -> None:
    now = datetime.now(UTC)
    room = Room(state=work / "state")
    open_incident(room, Act(now=now - timedelta(minutes=1), by="mia"), Opening(title="web fails"))
    ran, heard = session(work, [bash("kubectl get pods"), bash(COMMAND)])
    assert ran == "get pods\n"
    assert "codriver holds this back" in results(heard[-1])[1]
    confirmed(room, now)
    ran, heard = session(work, [bash(COMMAND), bash(COMMAND)])
    assert ran.splitlines().count(COMMAND.removeprefix("kubectl ")) == 1
    assert "the confirmation was spent" in results(heard[-1])[1]


@pytest.mark.parametrize("way", ["plug-in", "repository"])
def test_our_tools_triage_the_example_and_what_it_opens_holds_a_rollback_back(tmp_path: Path, way: str) -> None:
    """The model is offered the tools, gets the ranked and cited answer of one, and may not act on it by itself."""
    prefix, options = installed(prepared(tmp_path), way)
    shutil.copytree(EXAMPLE, tmp_path / "work/incident")
    triage = Use(f"{prefix}triage_incident", {"paths": ["incident"]})
    ran, heard = session(tmp_path, [triage, bash(COMMAND)], *options)
    offered = {name.removeprefix(prefix) for name in tools(heard[0]) if name.startswith("mcp__")}
    assert offered == {tool.name for tool in ours(Desk(Room(state=tmp_path), tmp_path))} >= {"triage_incident"}
    found = json.loads(results(heard[1])[0])
    first = found["hypotheses"][0]
    cited = {id for evidence in first["evidence"] for id in evidence.get("cites", ())}  # noqa: A001 - the screen's word
    assert first["suspect"] == "inventory"
    assert cited
    assert cited <= set(found["citations"])
    assert all(one["source"] and one["locator"] for one in found["citations"].values())
    assert (ran, "codriver holds this back" in results(heard[-1])[1]) == ("", True)


def test_after_triage_a_confirmed_rollback_runs_once_through_the_plug_in(tmp_path: Path) -> None:
    prefix, options = installed(prepared(tmp_path), "plug-in")
    shutil.copytree(EXAMPLE, tmp_path / "work/incident")
    session(tmp_path, [Use(f"{prefix}triage_incident", {"paths": ["incident"]})], *options)
    confirmed(Room(state=tmp_path / "state"), datetime.now(UTC))
    ran, heard = session(tmp_path, [bash(COMMAND), bash(COMMAND)], *options)
    assert ran == COMMAND.removeprefix("kubectl ") + "\n"
    assert "the confirmation was spent" in results(heard[-1])[1]


def installed(work: Path, way: str) -> tuple[str, list[str]]:
    """How Claude Code spells our tools, and its options, when we came as a plug-in or with the repository."""
    if way == "plug-in":
        return "mcp__plugin_codriver_codriver__", ["--plugin-dir", str(ROOT / "plugin")]
    for change in changes(work / "work"):
        write(change)
    return "mcp__codriver__", ["--settings", APPROVED]
