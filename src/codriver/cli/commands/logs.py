"""`codriver logs`: what log files alone say."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.asked import (
    STDIN,
    AsJson,
    Asked,
    At,
    Everything,
    Paths,
    Timings,
    Until,
    Verbose,
    existing,
    requested,
    screen_width,
)

if TYPE_CHECKING:
    from codriver.room.logs import LogReport

UNREADABLE = 3

HELP = """Say which errors came first in the logs, and what is new.

Lines are grouped by template. The time from --since (else from where errors begin) is held against the time before, or
against the logs of --baseline; what chance and load explain is left out. First errors stand in order of time, with the
service that saw each first.

\b
Examples:
  codriver logs ./logs --since 10:42
  codriver logs today.log --baseline yesterday.log --new
  kubectl logs deploy/checkout --timestamps | codriver logs - --templates
"""

Baseline = Annotated[
    list[str] | None,
    typer.Option("--baseline", metavar="PATH", help="Logs of a time when all was well (may be repeated).",
                 show_default=False),
]  # fmt: skip
LogsSince = Annotated[
    str, typer.Option("--since", metavar="TIME", help="When the time to look at begins.", show_default=False)
]
Service = Annotated[str, typer.Option("--service", metavar="NAME", help="Only this service.", show_default=False)]
OnlyNew = Annotated[bool, typer.Option("--new", help="Only what is new.")]
OnlyErrors = Annotated[bool, typer.Option("--errors", help="Only the first errors, in order of time.")]
OnlyTemplates = Annotated[bool, typer.Option("--templates", help="Only the templates, the most frequent first.")]


def logs(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    *,
    baseline: Baseline = None,
    at: At = "",
    since: LogsSince = "",
    until: Until = "",
    service: Service = "",
    new: OnlyNew = False,
    errors: OnlyErrors = False,
    templates: OnlyTemplates = False,
    as_json: AsJson = False,
    everything: Everything = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room about the logs and show it; returns the exit code."""
    from codriver.cli.log import listen  # inside, as all of the room: `--help` must not wait for it

    view = _view(new=new, errors=errors, templates=templates)
    listen(verbose=verbose)
    asked = Asked(paths=tuple(paths or ()), service=service, at=at, since=since, until=until)
    report = _ask(asked, tuple(existing(path) for path in baseline or ()), timings=timings)
    _show(report, view, as_json=as_json, everything=everything)
    return 0 if report.lines else UNREADABLE


def _view(*, new: bool, errors: bool, templates: bool) -> str:
    from codriver.errors import ConfigError

    chosen = [name for name, wanted in (("new", new), ("errors", errors), ("templates", templates)) if wanted]
    if len(chosen) > 1:
        raise ConfigError(f"--{chosen[0]} and --{chosen[1]} exclude each other", hint="give one, or none for all")
    return chosen[0] if chosen else "all"


def _ask(asked: Asked, baseline: tuple[Path, ...], *, timings: bool) -> "LogReport":
    from codriver.cli.pasted import feeds, pasted
    from codriver.cli.progress import watched
    from codriver.config import furnish
    from codriver.errors import ConfigError

    room = furnish(Path.cwd(), os.environ)
    piped = STDIN in asked.paths or (not asked.paths and feeds(sys.stdin.buffer))
    with pasted(sys.stdin.buffer, asked=piped, named=STDIN in asked.paths) as paste:
        request = requested(asked, datetime.now(UTC), paste)
        if not (paste or asked.paths or room.sources):
            raise ConfigError("nothing to look at", hint="give a log file or a folder: `codriver logs ./logs`")
        from codriver.room.logs import logs as ask  # last: a wrong option is answered before the room is entered

        with watched(sys.stderr, timings=timings) as progress:
            return ask(room, request, baseline, progress)


def _show(report: "LogReport", view: str, *, as_json: bool, everything: bool) -> None:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.logs import logs_lines
    from codriver.room.shape_of_logs import shape_of_logs

    if as_json:
        say_json(shape_of_logs(report))
    else:
        say_lines(logs_lines(report, view=view, width=screen_width(), everything=everything))
