"""Compilers, linters, formatters, test runners: local work."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.table import listed
from codriver.gate.verbs import deed
from codriver.gate.verdict import R1, R2, READ, Deed

_EDITS = frozenset(listed("black isort rustfmt gofmt goimports prettier shfmt clang-format nx lerna protoc buf"))
_FLAGS = frozenset(["--fix", "--write", "-w", "-i", "--in-place", "--unsafe-fixes", "-u", "--update-snapshots"])


def rate(call: Call) -> Iterator[Deed]:
    """Local; what they rewrite stands in the working tree. On another machine nobody knows what they meet."""
    if call.remote and not set(call.args) & {"--version", "--help"}:
        yield deed(R2, call.name, "", why="builds or tests on another machine")
        return
    if {"deploy", "publish", "release"} & set(call.args):
        yield deed(R2, call.name, " ".join(call.args[:1]), why="publishes or deploys")
        return
    if call.name in ("java", "kotlin") and not set(call.args) & {"-version", "--version", "-h", "--help", "-help"}:
        yield deed(R2, call.name, " ".join(call.args[:2]), why="runs a program that cannot be seen")
        return
    if call.name == "cmake" and set(call.args) & {"-P", "-E"}:
        risk = READ if {"echo", "time", "capabilities", "environment"} & set(call.args[1:2]) else R2
        yield deed(risk, call.name, " ".join(call.args[:2]))
        return
    edits = (call.name in _EDITS and not set(call.args) & {"--check", "-l", "-d", "--diff"}) or bool(
        set(call.args) & _FLAGS
    )
    yield deed(R1 if edits else READ, call.name, "", local=True)
