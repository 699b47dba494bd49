"""Whether a person sits at this terminal, as far as a program can tell: a terminal at both ends, and no model above it.

When it is wrong: a process of the same user that makes a terminal of its own and hides whom it descends from. The guide
says what that means.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from codriver.errors import NotConfirmed

_SET_BY_MODELS = (
    "CLAUDECODE",
    "CLAUDE_CODE_ENTRYPOINT",
    "CLAUDE_CODE_SSE_PORT",
    "CODEX_SANDBOX",
    "CODEX_THREAD_ID",
    "GEMINI_CLI",
    "CURSOR_AGENT",
    "OPENCODE",
    "AIDER_MODEL",
    "GOOSE_TERMINAL",
    "AI_AGENT",
    "AMP_CURRENT_THREAD_ID",
    "CLINE_ACTIVE",
    "COPILOT_AGENT",
)
_MODELS = ("claude", "codex", "gemini", "cursor-agent", "aider", "opencode", "goose", "copilot", "amp", "qwen", "crush")
_FARTHEST = 64  # ancestors
_HINT = "a person runs this, in a terminal of their own"


def require_a_person(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> None:
    """Go on when nothing speaks against a person.

    Raises:
        NotConfirmed: no terminal, or a model's environment, or a model among the processes above this one.
    """
    if not (stdin.isatty() and stdout.isatty()):
        raise NotConfirmed("confirming needs a person at a terminal", hint=_HINT)
    found = next((name for name in _SET_BY_MODELS if environ.get(name)), "") or _model_above()
    if found:
        raise NotConfirmed(f"this terminal is a model's ({found})", hint=_HINT)


def _model_above() -> str:
    """The name of a model's program among the ancestors; empty where /proc does not tell."""
    pid = os.getppid()
    for _ in range(_FARTHEST):
        words = _words(pid)
        name = next((model for model in _MODELS for word in words[:2] if _is(word, model)), "")
        if name or pid <= 1:
            return name
        pid = _parent(pid)
    return ""


def _is(word: str, model: str) -> bool:
    name = word.rpartition("/")[2].lower()
    return name in (model, f"{model}.js", f"{model}.mjs") or f"{model}-code/" in word or f"/{model}-cli/" in word


def _words(pid: int) -> list[str]:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        name = Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
    except OSError:
        return []
    return [name, *(part.decode("utf-8", "replace") for part in line.split(b"\0")[:2])][:3]


def _parent(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return 1
    return int(fields[1]) if len(fields) > 1 and fields[1].isdigit() else 1
