"""`codriver init`: a first codriver.toml from what a repository shows."""

import os
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, existing

HELP = """Write a first codriver.toml from what a repository shows.

Services, who needs whom, owners, runbooks: as found, with comments where a person must decide. Running systems that
the environment, your kubeconfig or git's remote name, and with --probe those that answer at their usual ports on this
machine. No token is written down, only where it is. An existing file is left alone unless you say --force.

\b
Examples:
  codriver init
  codriver init ~/src/shop
  codriver init --probe --print
  codriver init --claude-code    lock, tools and a word in CLAUDE.md
  codriver init --mcp cursor     or codex, gemini, vscode: the tools alone
"""
INIT, CLAUDE_CODE = "codriver.init/1", "codriver.claude_code/1"


def init(  # noqa: PLR0913 - one argument an option, as typer wants it
    path: Annotated[str, typer.Argument(metavar="PATH", help="The repository's folder.", show_default=False)] = ".",
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing codriver.toml.")] = False,
    only_print: Annotated[bool, typer.Option("--print", help="Print it, write nothing.")] = False,
    probe: Annotated[bool, typer.Option("--probe", help="Knock at usual ports of this machine too.")] = False,
    claude_code: Annotated[
        bool, typer.Option("--claude-code", help="Instead: make Claude Code use codriver in this repository.")
    ] = False,
    mcp: Annotated[
        str,
        typer.Option("--mcp", metavar="HOST", help="Instead: name the MCP server to that host.", show_default=False),
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Write (or print) the draft; returns the exit code."""
    if mcp:
        return _for_host(existing(path), mcp, only_print=only_print, as_json=as_json)
    if claude_code:
        return _for_claude_code(existing(path), only_print=only_print, as_json=as_json)
    from codriver.cli.out import say, say_json  # inside, as all of the room: `--help` must not wait for it
    from codriver.config import FILE
    from codriver.room.first_config import draft
    from codriver.room.live.finding import knocked
    from codriver.room.words import safe

    folder = existing(path)
    file, text = folder / FILE, draft(folder, os.environ, knocked if probe else None)
    if not only_print:
        _write(file, text, force=force)
    if as_json:
        say_json({"schema": INIT, "path": str(file), "written": not only_print, "text": text})
    else:
        say(safe(text, multiline=True) if only_print else f"wrote {file}; next: codriver doctor\n")
    return 0


def _for_claude_code(folder: Path, *, only_print: bool, as_json: bool) -> int:
    from codriver.cli.out import say, say_json
    from codriver.room.host.setup import changes, shape, write

    wanted = changes(folder)
    for change in wanted:
        if change.needed and not only_print:
            write(change)
    if as_json:
        files = [shape(change) for change in wanted]
        say_json({"schema": CLAUDE_CODE, "written": not only_print, "files": files})
    elif only_print:
        say("".join(f"--- {change.file}\n{change.after}" for change in wanted))
    else:
        words = ("wrote" if change.needed else "has it already:" for change in wanted)
        say("".join(f"{word} {change.file}\n" for word, change in zip(words, wanted, strict=True)))
        say("next: start Claude Code anew; a person confirms with `codriver confirm`, in a terminal of their own\n")
    return 0


def _for_host(folder: Path, host: str, *, only_print: bool, as_json: bool) -> int:
    from codriver.cli.out import say, say_json
    from codriver.room.host.others import with_server
    from codriver.room.host.setup import shape, write

    change = with_server(folder, host)
    if change.needed and not only_print:
        write(change)
    if as_json:
        say_json({"schema": CLAUDE_CODE, "written": not only_print, "files": [shape(change)]})
    elif only_print:
        say(f"--- {change.file}\n{change.after}")
    else:
        say(f"{'wrote' if change.needed else 'has it already:'} {change.file}\n")
    return 0


def _write(file: Path, text: str, *, force: bool) -> None:
    from codriver.errors import ConfigError

    try:
        # "x" refuses to overwrite without a race between the question and the writing.
        with file.open("w" if force else "x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise ConfigError(f"{file} exists", hint="--print shows the draft, --force overwrites the file") from error
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written: {error.strerror}", hint="--print shows the draft") from error
