"""The options that several commands share, and the Request they make."""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from codriver.room.request import Request
    from codriver.room.times import Moment

STDIN = "-"
WIDTH, NARROWEST, WIDEST = 80, 40, 100

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files, folders and repositories, in any mix; `-` is what comes in by stdin.",
        show_default=False,
    ),
]
Repos = Annotated[
    list[str] | None,
    typer.Option(
        "--repo",
        metavar="PATH",
        help="A git repository: its history, compose files and runbooks (may be repeated).",
        show_default=False,
    ),
]
ServiceName = Annotated[
    str, typer.Option("--service", metavar="NAME", help="The service you were paged for.", show_default=False)
]
At = Annotated[
    str,
    typer.Option("--at", metavar="TIME", help="When it began: 10:42, -30m, 2h ago, ISO 8601.", show_default=False),
]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="Look at nothing older than this.", show_default=False)
]
Until = Annotated[
    str, typer.Option("--until", metavar="TIME", help="Look at nothing younger than this.", show_default=False)
]
LiveToo = Annotated[
    bool, typer.Option("--live", help="Ask the running systems that codriver.toml names under [sources.NAME].")
]
AlertName = Annotated[
    str, typer.Option("--alert", metavar="NAME", help="The alert that woke you (with --live).", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON (`codriver schema` has its shape).")]
Everything = Annotated[bool, typer.Option("--all", help="Show everything: every gap, finding, citation.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Log to stderr, with the traceback of a broken plug-in.")]
Timings = Annotated[bool, typer.Option("--timings", help="Say on stderr how long each step took.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed, as it was typed."""

    paths: tuple[str, ...] = ()
    repos: tuple[str, ...] = ()
    service: str = ""
    at: str = ""
    since: str = ""
    until: str = ""
    live: bool = False
    alert: str = ""


def requested(asked: Asked, now: datetime, pasted: Path | None = None) -> "Request":
    """The Request; says on stderr what was assumed about times. Raises ConfigError for a path or time that is wrong."""
    from codriver.errors import ConfigError
    from codriver.room.request import Request  # inside, as all of the room: `--help` must not wait for it

    typed = {"at": asked.at, "since": asked.since, "until": asked.until}
    times = {name: _time(text, now, f"--{name}") for name, text in typed.items() if text}
    at, since, until = (times[name].at if name in times else None for name in typed)
    if since and until and since >= until:
        raise ConfigError("--since is not before --until", hint="swap them")
    return Request(
        now=now,
        paths=tuple(existing(path) for path in asked.paths if path != STDIN),
        pasted=pasted,
        repositories=tuple(existing(path) for path in asked.repos),
        service=asked.service,
        at=at,
        since=since,
        until=until,
        clock_only=() if asked.live else tuple(name for name, time in times.items() if time.clock_only),
        live=asked.live,
        alert=asked.alert,
    )


def existing(text: str) -> Path:
    """The path, which must be there."""
    from codriver.errors import ConfigError

    path = Path(text)
    if text and os.path.lexists(path):
        return path
    raise ConfigError(f"no such path: {text or '(empty)'}", hint=f"paths are read from {Path.cwd()}")


Rev = Annotated[
    str, typer.Option("--rev", metavar="REV", help="Read them as of a commit, branch or tag.", show_default=False)
]


def documents_at(texts: list[str] | None, rev: str = "") -> list[Path]:
    """Folders of documents, or repositories: as they are, or at a revision (`PATH@REV`)."""
    told = [f"{text}@{rev}" if rev else text for text in texts or ()]
    return [Path(text) if "@" in text else existing(text) for text in told]


def screen_width() -> int:
    """80 columns; on a terminal its own width, between what still holds a line and what an eye can follow."""
    if not sys.stdout.isatty():
        return WIDTH
    return min(WIDEST, max(NARROWEST, typer.get_terminal_size((WIDTH, 24)).columns))


def _time(text: str, now: datetime, option: str) -> "Moment":
    from codriver.cli.out import note
    from codriver.room.times import moment

    found = moment(text, now, option)
    if found.note:
        note(found.note)
    return found
