"""`codriver incident severity`: how bad it is."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import Because, IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Set the severity, SEV1 (worst) to SEV5.

It is optional and never asked for; with it, reminders of updates come more often.

\b
Examples:
  codriver incident severity SEV2
  codriver incident severity 1 --because "payments are down for everybody"
"""


def severity(
    level: Annotated[str, typer.Argument(metavar="LEVEL", help="SEV1 to SEV5, or 1 to 5.")],
    *,
    because: Because = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the severity; returns the exit code."""
    from codriver.room.incidents.recording import severity as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), level, because), as_json=as_json)
