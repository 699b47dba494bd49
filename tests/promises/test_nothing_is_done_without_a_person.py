"""Promise 4: nothing is done without a named person. Codriver holds no way to execute or to send."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.promises.conftest import ROOT, Ask

from codriver.cli.app import COMMANDS

SRC = ROOT / "src" / "codriver"
MODULES = {path.relative_to(SRC).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))}
STARTS = {"subprocess", "multiprocessing", "pty", "popen2", "commands", "runpy", "code", "ctypes", "pexpect"}
TALKS = {"socket", "http", "urllib", "ssl", "ftplib", "smtplib", "imaplib", "telnetlib", "xmlrpc", "asyncio", "httpx"}
TALKS |= {"requests", "aiohttp", "websockets", "socketserver", "webbrowser", "urllib3"}
HARMLESS = {"urllib.parse"}  # takes addresses apart, opens none
RUNS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork", "startfile")
READS = {"cat-file", "diff-tree", "index-pack", "ls-tree", "rev-list", "rev-parse", "for-each-ref", "unpack-objects"}
VERBS = {
    "admin calibrate",
    "admin calibration",
    "admin weights",
    "advise",
    "ask",
    "changes",
    "code callees",
    "code callers",
    "code changed",
    "code config",
    "code emits",
    "code entry-points",
    "code explain",
    "code impact",
    "code owners",
    "code paths",
    "code readers",
    "code writers",
    "confirm",
    "doctor",
    "draft",
    "failure-modes lint",
    "failure-modes list",
    "failure-modes new",
    "incident answer",
    "incident approve",
    "incident assess",
    "incident assign",
    "incident check",
    "incident export",
    "incident guess",
    "incident handoff",
    "incident import",
    "incident learn",
    "incident list",
    "incident open",
    "incident review",
    "incident rule-out",
    "incident send",
    "incident severity",
    "incident status",
    "incident timeline",
    "incident verify",
    "init",
    "knowledge lint",
    "knowledge seen",
    "logs",
    "mcp",
    "note",
    "outcome",
    "propose",
    "resolve",
    "runbook",
    "runbooks import",
    "runbooks list",
    "runbooks tune",
    "schema",
    "services",
    "show",
    "stacktrace",
    "triage",
    "version",
    "watch",
}


def imports(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def calls_of(code: ast.Module) -> Iterator[str]:
    """Names of what is called: `os.execv` and bare `eval` alike."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield f"{owner.id if isinstance(owner, ast.Name) else '?'}.{node.func.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_only_gits_plumbing_and_listed_readers_can_start_a_program() -> None:
    starters = {name for name, code in MODULES.items() if STARTS & {one.partition(".")[0] for one in imports(code)}}
    assert starters == {
        "access/git/plumbing.py",
        "access/git/remote.py",  # fetches, as git's own plumbing does
        "access/commands.py",  # read-only programs that the configuration allows, from a list of ours
        "codebase/index.py",  # workers of our own that read files
    }


def test_no_module_runs_a_command_or_a_text_as_code() -> None:
    found = {
        (name, call)
        for name, code in MODULES.items()
        for call in calls_of(code)
        if call in ("eval", "exec", "compile", "__import__")
        or (call.startswith("os.") and call.partition(".")[2].startswith(RUNS))
    }
    assert found == set()


def test_only_the_bounded_client_and_the_outbox_can_speak_to_the_network() -> None:
    found = {
        name
        for name, code in MODULES.items()
        for one in imports(code)
        if one.partition(".")[0] in TALKS and one not in HARMLESS
    }
    reads = {"access/http/client.py", "access/http/wire.py"}
    assert found == reads | {
        "outbox/mail.py",
        "outbox/post.py",
    }  # approved words only: tests/room/incidents/test_sending.py


def test_git_is_only_asked_to_read_its_objects() -> None:
    """The first word of every call of git is a constant, and one of the plumbing that reads."""
    first = {word for code in MODULES.values() for word in _first_words(code)}
    assert first
    assert first <= READS


def _first_words(code: ast.Module) -> Iterator[str]:
    constants = {
        target.id: node.value
        for node in code.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _asks_git(node.func) and node.args:
            yield _word(node.args[0], constants)


def _asks_git(called: ast.Attribute) -> bool:
    return called.attr in ("ask", "ask_for_some") and "git" in ast.unparse(called.value)


def _word(argument: ast.expr, constants: dict[str, ast.expr]) -> str:
    if isinstance(argument, ast.Starred):
        argument = constants.get(ast.unparse(argument.value), argument)
    if isinstance(argument, ast.Tuple):
        argument = argument.elts[0]
    return str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument)


def test_no_verb_of_the_terminal_executes_or_sends() -> None:
    assert set(COMMANDS) == VERBS


def test_a_hostile_repository_runs_nothing_during_triage(told: Path, ask: Ask, tmp_path: Path) -> None:
    folder, mark = tmp_path / "incident", tmp_path / "it-ran"
    shutil.copytree(told, folder)
    repo = folder / "shop"
    git("clone", "-q", "-b", "main", str(folder / "repo.bundle"), str(repo))
    (folder / "repo.bundle").unlink()
    arm(repo, mark)
    found = ask(folder)
    assert "stock: shelves" in {change.what for change in found.changes if change.source == "git"}
    assert not mark.exists()


def arm(repo: Path, mark: Path) -> None:
    """Everything by which git itself would run the repository's code."""
    trap = repo / ".git" / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    trap.chmod(0o755)
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(trap, repo / ".git" / "hooks" / hook)
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
    ):
        git("-C", str(repo), "config", key, str(trap))
    (repo / ".git" / "info" / "attributes").write_text("* diff=x filter=x\n")


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)
