"""make, just, task, rake: the recipes, where they can be seen; else by the names of the targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import is_tree
from codriver.gate.shell.tree import UNKNOWN, Unreadable
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R2, READ, Deed

_USUAL = re.compile(
    r"(test|tests|check|lint|fmt|format|build|compile|all|docs?|help|clean|venv|deps|unit|coverage|typecheck|type-check|mypy|generate|gen|vet|spec|ci|bench|"
    r"dist|list|print|dev|setup|bootstrap|tags|tidy|vendor|validate|verify|show|status|version|info|plan|diff|proto|install-deps|e2e|integration|lock)([-_:.]\w+)*"
)
_NOT_USUAL = re.compile(
    r"(deploy|prod|production|release|publish|migrat|rollback|destroy|delete|drop|push|apply|remote|live|restart|scale|flush|purge|reset-db)"
)
_MOST = 40


def rate(call: Call) -> Iterator[Deed]:
    """A target whose recipe is known is followed, with what it depends on."""
    asked = taken(
        call.args,
        listed("-f -C -j -I -o -W --file --directory --makefile --jobs -l --justfile -d --taskfile"),
    )
    if asks_help(call.args) or asked.has(
        "-n", "--just-print", "--dry-run", "--recon", "-q", "--question", "-p", "--list", "--summary"
    ):
        yield deed(READ, call.name, "-n")
        return
    targets = [word for word in asked.words if "=" not in word]
    path = next(iter(asked.values("-f", "--file", "--makefile")), "Makefile")
    folder = next(iter(asked.values("-C", "--directory")), "")
    fed = call.stdin if path == "-" else None
    text = fed or call.file(f"{folder}/{path}" if folder else path) if call.name in ("make", "gmake") else None
    known = _recipes(text) if text else {}
    for word in asked.words:
        if word.startswith("SHELL="):
            call.shell(word.removeprefix("SHELL="))
    if not text and (asked.has("-f", "--file", "--makefile") or (folder and not is_tree(folder))):
        yield deed(R2, call.name, path, why="runs recipes that cannot be seen")
    for target in targets or (next(iter(known), "all"),):
        if target in known:
            yield from _recipe(call, known, target, asked.words)
        else:
            yield _named(call, target)
    for text_of in asked.values("--eval"):
        yield deed(R2, call.name, f"--eval {text_of[:20]}")


def _named(call: Call, target: str) -> Deed:
    usual = bool(_USUAL.fullmatch(target)) and not _NOT_USUAL.search(target) and not call.remote
    odd = any("prod" in arg.lower() for arg in call.args if "=" in arg)
    return deed(
        READ if usual and not odd else R2,
        call.name,
        target,
        why="local work by its name" if usual else "runs a recipe that cannot be seen",
        local=usual and not odd,
    )


def _recipes(text: str) -> dict[str, tuple[list[str], list[str]]]:
    """Target -> what it depends on, and its lines."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    current: list[str] | None = None
    for line in text.replace("\\\n", " ").splitlines():
        head = re.match(r"([A-Za-z0-9_./ -]+?)\s*::?\s*(?!=)([^=;#]*)(?:;(.*))?", line)
        if line.startswith("\t") and current is not None:
            current.append(line.strip())
        elif head and not line.startswith((".", " ", "#")):
            current = [head[3]] if head[3] else []
            for name in head[1].split():
                found[name] = (head[2].split(), current)
    return found


def _recipe(
    call: Call, known: dict[str, tuple[list[str], list[str]]], target: str, given: tuple[str, ...]
) -> Iterator[Deed]:
    wanted, done = [target], list[str]()
    while wanted and len(done) < _MOST:
        name = wanted.pop()
        done.append(name)
        wanted += [one for one in known[name][0] if one in known and one not in done]
        for line in known[name][1]:
            try:
                call.shell(_filled(line.lstrip("@-+ "), given))
            except Unreadable:
                yield deed(R2, call.name, target, why="has a recipe that cannot be read")


def _filled(line: str, given: tuple[str, ...]) -> str:
    values = dict(word.split("=", 1) for word in given if "=" in word)
    line = re.sub(r"\$[({](\w+)[)}]", lambda found: values.get(found[1], _USUAL_VARIABLES.get(found[1], UNKNOWN)), line)
    return re.sub(r"\$[@<^*+?%|]", UNKNOWN, line).replace("$$", "$")


_USUAL_VARIABLES = {"MAKE": "make", "PYTHON": "python3", "SHELL": "sh", "CC": "cc", "RM": "rm -f", "CURDIR": "."}
