"""`codriver incident assess`: look again, and say what changed."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from codriver.cli.commands.acting import IncidentId, acting, furnished, person
from codriver.cli.commands.asked import (
    AsJson,
    Asked,
    At,
    Everything,
    Paths,
    Repos,
    Since,
    Timings,
    Until,
    Verbose,
    requested,
    screen_width,
)

if TYPE_CHECKING:
    from codriver.room.incidents.again import Again

HELP = """Look again: the same sources, your answers since, and what changed.

It reads what `triage` was pointed at, and the PATHs that you add. Answers, guesses and what was ruled out count. First
it says what changed since the last assessment and why, then the whole answer.

\b
Examples:
  codriver incident assess
  codriver incident assess ./more-logs --json
"""


def assess(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    repo: Repos = None,
    *,
    at: At = "",
    since: Since = "",
    until: Until = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
    everything: Everything = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Assess again and show it; returns the exit code."""
    from dataclasses import replace  # inside, as all of the room: `--help` must not wait for it

    from codriver.cli.log import listen
    from codriver.cli.progress import watched
    from codriver.room.incidents.again import assess as ask

    asked = Asked(paths=tuple(paths or ()), repos=tuple(repo or ()), at=at, since=since, until=until)
    request = replace(requested(asked, datetime.now(UTC)), by=person())
    listen(verbose=verbose)
    with watched(sys.stderr, timings=timings) as progress:
        again = ask(furnished(), acting(incident), request, progress)
    _show(again, as_json=as_json, everything=everything)
    return 0


def _show(again: "Again", *, as_json: bool, everything: bool) -> None:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.incident import since_lines
    from codriver.cli.screen.triage import triage_lines
    from codriver.room.incidents.shape import shape_of_again

    if as_json:
        say_json(shape_of_again(again))
        return
    width = screen_width()
    nudge = [f"NUDGE: {again.nudge}", ""] if again.nudge else []
    first = since_lines(again.since, width=width)
    say_lines(
        [*nudge, *first, *([""] if first else []), *triage_lines(again.assessment, width=width, everything=everything)]
    )
