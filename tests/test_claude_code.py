"""What comes into Claude Code: the plug-in, and the files of a repository. Sessions with them are in their own file."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.claude import CLAUDE, with_claude

from codriver.cli.app import COMMANDS
from codriver.room.host.setup import changes, hooks, write

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "plugin"


def test_the_plugin_hears_the_same_events_as_a_repository_that_was_set_up() -> None:
    assert json.loads((PLUGIN / "hooks/hooks.json").read_text("utf-8"))["hooks"] == hooks()


def test_the_repository_is_a_marketplace_with_the_plugin() -> None:
    market = json.loads((ROOT / ".claude-plugin/marketplace.json").read_text("utf-8"))
    manifest = json.loads((PLUGIN / ".claude-plugin/plugin.json").read_text("utf-8"))
    assert [(one["name"], one["source"]) for one in market["plugins"]] == [(manifest["name"], "./plugin")]
    assert json.loads((PLUGIN / ".mcp.json").read_text("utf-8"))["mcpServers"]["codriver"]["args"] == ["mcp"]


def test_a_skill_that_has_an_effect_is_not_the_models_to_call() -> None:
    texts = {path.parent.name: path.read_text("utf-8") for path in PLUGIN.glob("skills/*/SKILL.md")}
    assert set(texts) == {"triage", "investigate", "verify-before-acting", "communicate", "after-the-incident"}
    by_person = {name for name, text in texts.items() if "disable-model-invocation: true" in text.split("---")[1]}
    assert by_person == {"verify-before-acting", "communicate", "after-the-incident"}


def test_skills_name_commands_that_exist() -> None:
    said = " ".join(path.read_text("utf-8") for path in PLUGIN.rglob("*.md"))
    named = set(re.findall(r"`codriver ((?:incident |admin |knowledge )?[a-z-]+)", said)) - {"draft"}
    assert named <= set(COMMANDS)


def test_setting_up_keeps_what_others_wrote_and_does_it_once(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    mine = {"model": "x", "hooks": {"PreToolUse": [{"hooks": [{"type": "command", "command": "mine"}]}]}}
    (tmp_path / ".claude/settings.json").write_text(json.dumps(mine), "utf-8")
    (tmp_path / "CLAUDE.md").write_text("# Ours\n", "utf-8")
    for change in changes(tmp_path):
        write(change)
    told = json.loads((tmp_path / ".claude/settings.json").read_text("utf-8"))
    assert told["model"] == "x"
    assert told["hooks"]["PreToolUse"][0]["hooks"][0]["command"] == "mine"
    assert (tmp_path / "CLAUDE.md").read_text("utf-8").startswith("# Ours\n\n<!-- codriver -->")
    assert [change.needed for change in changes(tmp_path)] == [False] * 3


def test_without_codriver_the_lock_stays_shut_and_the_rest_is_silent(tmp_path: Path) -> None:
    def code(event: str) -> int:
        heard = hooks()[event]
        assert isinstance(heard, list)
        command = heard[0]["hooks"][0]["command"]
        return subprocess.run(
            ["/bin/sh", "-c", command], env={"PATH": str(tmp_path)}, capture_output=True, check=False
        ).returncode

    assert [code(event) for event in ("PreToolUse", "Stop")] == [2, 0]


@pytest.mark.parametrize("script", ["#!/no/such/python\n", "#!/bin/sh\nexit 1\n", "#!/bin/sh\nkill -9 $$\n"])
def test_a_lock_that_is_broken_stays_shut(tmp_path: Path, script: str) -> None:
    """A host takes every exit code but 2 for leave."""
    (tmp_path / "codriver-hook").write_text(script, "utf-8")
    (tmp_path / "codriver-hook").chmod(0o755)
    heard = hooks()["PreToolUse"]
    assert isinstance(heard, list)
    command = heard[0]["hooks"][0]["command"]
    assert subprocess.run(["/bin/sh", "-c", command], env={"PATH": str(tmp_path)}, check=False).returncode == 2


@with_claude
def test_claude_itself_finds_nothing_wrong_with_the_plugin(tmp_path: Path) -> None:
    for place in (ROOT, PLUGIN):
        done = subprocess.run(
            [str(CLAUDE), "plugin", "validate", str(place)],
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "passed" in done.stdout) == (0, True), done.stdout
