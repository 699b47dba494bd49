"""Package managers of languages and their builds: local work, until something is published or deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.guarded import GUARD
from codriver.gate.options import taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_PUBLISHES = re.compile(
    r"(publish|deploy|unpublish|deprecate|yank|push|release|dist-tag|owner|access|token|upload|migrate|db:.*|seed|rollback|"
    r"ecto\..*|.*[:.-](deploy|publish|release|migrate|rollback|prod|production)|(deploy|publish|release|migrate|prod)[:.-].*|uploadArchives|.*:deploy.*|liquibase.*|flyway.*)",
    re.IGNORECASE,
)
_READS = frozenset(
    listed(
        "list ls show info view search outdated freeze check tree why audit doctor config version "
        "versions env help licenses ping root bin prefix whoami test t tst vet fmt lint build compile "
        "bench doc typecheck check-types clippy metadata dependencies tasks dependency:tree verify "
        "package classes assemble jar run-tests spec credo dialyzer format sync-check format:check "
        "compileJava compileKotlin lock --version"
    )
)
_LOUD = re.compile(r"(?i)(migrat|deploy|rollback|prod\b|production|release|seed|destroy|backfill|purge|failover)")
"""In what a program of one's own is called, or told: it does more than try something."""
_REPLACES = ("install", "uninstall", "remove", "add", "upgrade", "pip", "sync", "tool", "inject", "reinstall")
_RUNNERS = {"npx": 0, "bunx": 0, "uvx": 0}
_RUN_VERBS = frozenset({"run", "exec", "x", "dlx", "tool", "run-script", "start", "shell"})


def rate(call: Call) -> Iterator[Deed]:
    """By verb; `run X` and `exec X` are followed."""
    asked = taken(
        call.args,
        listed(
            "--prefix -C --dir --filter -w --workspace -p --manifest-path -f --project-dir -P -s --directory "
            "--package --features -n --name"
        ),
        until_word=True,
    )
    words = list(asked.rest) or list(asked.words)
    if (call.name in ("deno", "bun") and words[:1] in (["eval"], ["repl"])) or {"-e", "--eval", "-p", "--print"} & set(
        call.args[:1]
    ):
        call.start(("node", "-e", " ".join(call.args[1:])))
    elif call.name == "yarn" and words[:1] in (["application"], ["app"]):  # another program of that name: Hadoop's
        yield deed(R3 if "-kill" in words else READ, call.name, " ".join(words[:2]))
    elif asks_help(call.args[:1]) or not words:
        yield deed(READ, call.name, "", local=True)
    elif any(re.match(r"codriver([\[=<>~!@]|$)", word) for word in words[1:]) and words[0] in _REPLACES:
        yield Deed(R3, GUARD, f"`{call.name} {words[0]} codriver` changes what holds the lock")
    elif call.name in _RUNNERS:
        call.start(words)
    elif words[0] in _RUN_VERBS:
        yield from _run(call, words)
    elif any(_PUBLISHES.fullmatch(word) for word in words if not word.startswith("-")):
        yield deed(
            R3 if "unpublish" in words or "yank" in words else R2,
            call.name,
            " ".join(words[:2]),
            why="publishes or deploys",
        )
    elif words[:2] == ["ef", "database"] or any(" " in word and _LOUD.search(word) for word in words):
        yield deed(R2, call.name, " ".join(words[:2]), why="runs what changes a database or a service")
    else:
        looks = all(
            word in _READS or word.startswith(("-", ":", ".", "/")) or place for place, word in enumerate(words)
        )
        yield deed(READ if looks else R1, call.name, " ".join(words[:2]), local=True)


def _run(call: Call, words: list[str]) -> Iterator[Deed]:
    rest = [word for word in words[1:] if word != "--"]
    while rest and rest[0].startswith("-"):
        rest.pop(0)
    if words[0] == "tool" and rest[:1] == ["run"]:
        rest = rest[1:]
    if call.name in ("npm", "yarn", "pnpm", "bun", "deno", "composer") and words[0] in ("run", "run-script", "start"):
        yield from _scripted(call, rest[0] if rest else words[0])
    elif call.name in listed("go cargo swift dotnet sbt mix stack cabal gradle mvn lein") or not rest:
        built = call.name in ("cargo", "swift", "dotnet", "stack", "cabal") or (bool(rest) and rest[0].startswith("."))
        built = built and not any(map(_LOUD.search, call.args))
        yield (
            deed(R1, call.name, " ".join(words[:2]), local=True)
            if built or not rest
            else deed(R2, call.name, " ".join(words[:2]))
        )
    else:
        call.start(rest)


def _scripted(call: Call, name: str) -> Iterator[Deed]:
    text = call.file("package.json") or ""
    found = re.search(rf'"{re.escape(name)}"\s*:\s*"((?:[^"\\]|\\.)*)"', text) if UNKNOWN not in name else None
    if found:
        call.shell(found[1].replace('\\"', '"').replace("\\\\", "\\"))
    elif _PUBLISHES.fullmatch(name) or UNKNOWN in name:
        yield deed(R2, call.name, f"run {name}", why="runs a script that cannot be seen")
    else:
        usual = re.match(
            r"(test|build|lint|format|fmt|check|typecheck|dev|start|watch|compile|coverage|e2e|unit|storybook|docs|generate|prepare|clean|type-check|tsc|ci)",
            name,
        )
        yield deed(READ if usual else R2, call.name, f"run {name}", local=bool(usual))
