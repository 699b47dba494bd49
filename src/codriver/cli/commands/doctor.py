"""`codriver doctor`: what is connected, what is missing, and how to close each gap."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.asked import (
    AsJson,
    Asked,
    Paths,
    Repos,
    Timings,
    Verbose,
    documents_at,
    requested,
    screen_width,
)

if TYPE_CHECKING:
    from codriver.room.request import Room

HELP = """Say what is connected and what is missing.

And how to close each gap, critical services first. Every running system of codriver.toml is asked for real, and the
permission or setting that is missing is named. Run it on a quiet afternoon: what it cannot see now, it cannot see at
night.

\b
Examples:
  codriver doctor
  codriver doctor --offline
  codriver doctor ./incident --repo ~/src/shop
  codriver doctor --knowledge --in runbooks    how prepared each service is
"""

Offline = Annotated[bool, typer.Option("--offline", help="Ask no running system.")]
Knowledge = Annotated[
    bool, typer.Option("--knowledge", help="Score the team's documents instead: PATH are folders of markdown.")
]
In = Annotated[
    list[str] | None,
    typer.Option("--in", metavar="PATH", help="With --knowledge: the documents.", show_default=False),
]


def doctor(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    repo: Repos = None,
    *,
    offline: Offline = False,
    knowledge: Knowledge = False,
    folders: In = None,
    as_json: AsJson = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room for its report and show it; returns the exit code."""
    from codriver.cli.log import listen  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.progress import watched
    from codriver.cli.screen.answers import report_lines
    from codriver.config import furnish
    from codriver.room.doctor import doctor as ask
    from codriver.room.shape_of_answers import shape_of_report

    room = furnish(Path.cwd(), os.environ)
    if knowledge or folders:
        return _prepared(room, [*(paths or ()), *(folders or ())], as_json=as_json)
    live = bool(room.live.sources) and not offline
    request = requested(Asked(paths=tuple(paths or ()), repos=tuple(repo or ()), live=live), datetime.now(UTC))
    listen(verbose=verbose)
    with watched(sys.stderr, timings=timings) as progress:
        report = ask(room, request, progress)
    if as_json:
        say_json(shape_of_report(report))
    else:
        say_lines(report_lines(report, width=screen_width()))
    return 0


def _prepared(room: "Room", paths: list[str], *, as_json: bool) -> int:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.knowledge import prepared_lines
    from codriver.room.knowledge.prepared import preparedness
    from codriver.room.knowledge.shape import shape_of_prepared

    found = preparedness(room, documents_at(paths), datetime.now(UTC).date())
    if as_json:
        say_json(shape_of_prepared(found))
    else:
        say_lines(prepared_lines(found, width=screen_width()))
    return 0
