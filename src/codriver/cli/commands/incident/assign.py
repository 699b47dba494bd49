"""`codriver incident assign`: who is who."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Give a role to somebody, or take it yourself.

Roles: commander, scribe, liaison, responder. All are optional and none is asked for.

\b
Examples:
  codriver incident assign commander
  codriver incident assign scribe ben
"""


def assign(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="commander, scribe, liaison or responder.")],
    who: Annotated[str, typer.Argument(metavar="WHO", help="Their name; without it yours.", show_default=False)] = "",
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record who has the role; returns the exit code."""
    from codriver.room.incidents.recording import assign as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), role, who), as_json=as_json)
