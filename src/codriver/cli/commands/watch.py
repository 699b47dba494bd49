"""`codriver watch`: waits for alerts, and has the answer ready."""

import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.asked import AsJson, Asked, Everything, Repos, ServiceName, Verbose, requested, screen_width

if TYPE_CHECKING:
    from codriver.room.watch import Opened

HELP = """Wait for alerts, and have the answer ready.

Polls Alertmanager (or Prometheus, or PagerDuty). When a new alert fires it opens an incident, asks every live source
and whatever [sources] and [repositories] name, ranks the causes, prints the answer and remembers it: `codriver show`
and `codriver incident` open it later. An answer right after the alert rests on little, so it looks once more after a
while. Alerts within ten minutes of an incident's first belong to it. It tells nobody else and runs nothing. End it with
Ctrl-C.

\b
Examples:
  codriver watch
  codriver watch --every 30 --service checkout
  codriver watch --once --json
"""

Every = Annotated[float, typer.Option("--every", metavar="SECONDS", help="How often to ask what fires.", min=1)]
Again = Annotated[
    float, typer.Option("--again", metavar="SECONDS", help="Look once more so long after the alert.", min=1)
]
Once = Annotated[bool, typer.Option("--once", help="Leave after the first incident.")]
Now = Annotated[bool, typer.Option("--now", help="Look once at what fires now, and leave.")]


def watch(  # noqa: PLR0913 - one argument an option, as typer wants it
    repo: Repos = None,
    *,
    every: Every = 15.0,
    again: Again = 90.0,
    service: ServiceName = "",
    once: Once = False,
    now: Now = False,
    as_json: AsJson = False,
    everything: Everything = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room for every incident that opens, and show each; returns the exit code."""
    from codriver.cli.log import listen  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.out import note
    from codriver.config import furnish
    from codriver.room.watch import Clock
    from codriver.room.watch import watch as ask

    room = furnish(Path.cwd(), os.environ)
    request = requested(Asked(repos=tuple(repo or ()), service=service, live=True), datetime.now(UTC))
    listen(verbose=verbose)
    waiting = Event()  # nobody sets it: it only waits, and Ctrl-C ends it
    clock = Clock(now=lambda: datetime.now(UTC), wait=lambda seconds: now or waiting.wait(seconds))
    names = ", ".join(one.name for one in room.live.sources)
    if names:
        note(f"watching {names}; Ctrl-C ends it")
    for opened in ask(room, request, clock, lambda _: None, every_s=every, again_s=again):
        _show(opened, as_json=as_json, everything=everything)
        if once:
            break
    return 0


def _show(opened: "Opened", *, as_json: bool, everything: bool) -> None:
    from codriver.cli.out import note, say_json, say_lines
    from codriver.cli.screen.triage import triage_lines
    from codriver.room.shape import shape_of

    note(f"{'looked again: ' if opened.again else ''}fires: {', '.join(opened.alerts)}")
    if as_json:
        say_json(shape_of(opened.assessment))
    else:
        say_lines(triage_lines(opened.assessment, width=screen_width(), everything=everything))
