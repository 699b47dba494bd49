"""`codriver triage`: the main job."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.acting import person
from codriver.cli.commands.asked import (
    STDIN,
    AlertName,
    AsJson,
    Asked,
    At,
    Everything,
    LiveToo,
    Paths,
    Repos,
    ServiceName,
    Since,
    Timings,
    Until,
    Verbose,
    requested,
    screen_width,
)

if TYPE_CHECKING:
    from codriver.model import Assessment
    from codriver.room.request import Room

HELP = """Say what is failing, why most likely, and how to stop it.

Reads whatever you give it: log files (plain or gzip), Alertmanager alerts, Prometheus and CSV metrics, OTLP traces,
deploy logs, git repositories, runbooks. Without a PATH it reads stdin, or the [sources] of codriver.toml. With --live
it asks the running systems that codriver.toml names, all at once, and says within seconds which did not answer.
It opens an incident and remembers it, so that every citation can be opened later with `codriver show ID`.

\b
Examples:
  codriver triage ./incident --repo ~/src/shop
  codriver triage app.log alert.json --service checkout --at 10:42
  kubectl logs deploy/checkout --since 1h | codriver triage -
  codriver triage --live --alert CheckoutErrors
  codriver triage ./incident --json | jq '.hypotheses[0]'

\b
Exit codes:
  0   an answer was given, also "undetermined" and "nothing found"
  3   nothing that was given could be read
  10  undetermined   (only with --exit-code)
  11  nothing found  (only with --exit-code)
"""
UNREADABLE, UNDETERMINED, NOTHING_FOUND = 3, 10, 11

ByExitCode = Annotated[
    bool, typer.Option("--exit-code", help="For scripts: leave with 10 when undetermined, 11 when nothing was found.")
]


def triage(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    repo: Repos = None,
    *,
    service: ServiceName = "",
    at: At = "",
    since: Since = "",
    until: Until = "",
    live: LiveToo = False,
    alert: AlertName = "",
    as_json: AsJson = False,
    everything: Everything = False,
    by_exit_code: ByExitCode = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room and show its assessment; returns the exit code."""
    from codriver.config import furnish  # inside, as all of the room: `--help` must not wait for it

    room = furnish(Path.cwd(), os.environ)
    asked = Asked(
        paths=tuple(paths or ()),
        repos=tuple(repo or ()),
        service=service,
        at=at,
        since=since,
        until=until,
        live=live or bool(alert),
        alert=alert,
    )
    assessment = _assess(room, asked, timings=timings, verbose=verbose)
    _say_silent(assessment, room)
    _show(assessment, as_json=as_json, everything=everything)
    return _exit_code(assessment, by_outcome=by_exit_code)


def _assess(room: "Room", asked: Asked, *, timings: bool, verbose: bool) -> "Assessment":
    from codriver.cli.log import listen
    from codriver.cli.pasted import pasted
    from codriver.cli.progress import watched

    with pasted(sys.stdin.buffer, asked=_reads_stdin(asked), named=STDIN in asked.paths) as paste:
        request = replace(requested(asked, datetime.now(UTC), paste), by=person())
        _something_to_read(room, asked, paste)
        from codriver.room.triage import triage as ask  # last: a wrong option is answered before the room is entered

        listen(verbose=verbose)
        with watched(sys.stderr, timings=timings) as progress:
            return ask(room, request, progress)


def _say_silent(assessment: "Assessment", room: "Room") -> None:
    """Which running systems did not answer, before the answer that had to do without them."""
    from codriver.cli.out import note

    names = {one.name for one in room.live.sources}
    for gap in assessment.gaps:
        if gap.source in names and gap.what.endswith(f" from {gap.source}") and gap.matters > 1:
            note(f"{gap.what} not seen: {gap.why}")


def _reads_stdin(asked: Asked) -> bool:
    from codriver.cli.pasted import feeds

    return STDIN in asked.paths or (not asked.paths and not asked.live and feeds(sys.stdin.buffer))


def _something_to_read(room: "Room", asked: Asked, paste: Path | None) -> None:
    from codriver.errors import ConfigError

    if not (paste or asked.live or asked.paths or asked.repos or room.sources or room.repositories):
        raise ConfigError(
            "nothing to look at", hint="give a file or a folder: `codriver triage ./logs`, or pipe something in"
        )


def _show(assessment: "Assessment", *, as_json: bool, everything: bool) -> None:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.triage import triage_lines
    from codriver.room.shape import shape_of

    if as_json:
        say_json(shape_of(assessment))
    else:
        say_lines(triage_lines(assessment, width=screen_width(), everything=everything))


def _exit_code(assessment: "Assessment", *, by_outcome: bool) -> int:
    from codriver.cli.screen.words import nothing_read
    from codriver.model import Outcome

    if nothing_read(assessment):
        return UNREADABLE
    codes = {Outcome.UNDETERMINED: UNDETERMINED, Outcome.NOTHING_FOUND: NOTHING_FOUND} if by_outcome else {}
    return codes.get(assessment.outcome, 0)
