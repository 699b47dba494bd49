"""`codriver incident status`: where it stands, or say where it stands."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import Because, IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson, screen_width

HELP = """Show where the incident stands; with a STATUS, set it.

Statuses: investigating, identified, monitoring. Going back is allowed; `codriver resolve` ends it, with what shows it.

\b
Examples:
  codriver incident status
  codriver incident status identified --because "rolled back, errors fall"
"""


def status(
    to: Annotated[
        str, typer.Argument(metavar="STATUS", help="investigating, identified or monitoring.", show_default=False)
    ] = "",
    *,
    because: Because = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Show or record the status; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.screen.incident import overview_lines
    from codriver.room.incidents.overview import overview
    from codriver.room.incidents.recording import status as ask
    from codriver.room.incidents.shape import shape_of_overview

    if to:
        return say_recorded(ask(furnished(), acting(incident), to, because), as_json=as_json)
    seen = overview(furnished(), acting(incident))
    if as_json:
        say_json(shape_of_overview(seen))
    else:
        say_lines(overview_lines(seen, width=screen_width()))
    return 0
