"""`codriver incident check`: look for a check's answer, read-only."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, Asked, requested

HELP = """Look for a check's answer through the connectors, read-only.

A commit is read out of the histories that the incident was asked about; of a service it says what running systems (or
what was given) show. No command is run. What came back is kept; `codriver incident answer` says what it means.

\b
Examples:
  codriver incident check 1
  codriver incident check chk-1a2b --json
"""


def check(
    which: Annotated[str, typer.Argument(metavar="CHECK", help="Its id, or its place on the list: 1.")],
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Look, and print what came back; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.progress import watched
    from codriver.cli.screen.incident import looked_lines
    from codriver.room.incidents.checking import check as ask
    from codriver.room.incidents.shape import shape_of_looked

    request = requested(Asked(), datetime.now(UTC))
    with watched(sys.stderr, timings=False) as progress:
        looked = ask(furnished(), acting(incident), which, request, progress)
    if as_json:
        say_json(shape_of_looked(looked))
    else:
        say_lines(looked_lines(looked))
    return 0
