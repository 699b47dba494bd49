"""`codriver incident handoff`: somebody else takes over."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_draft
from codriver.cli.commands.asked import AsJson

HELP = """Hand the incident over: the words for the next person, and a row that says so.

\b
Examples:
  codriver incident handoff ben
"""


def handoff(
    who: Annotated[str, typer.Argument(metavar="WHO", help="Who takes over.")],
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record who takes over, write the handoff and show it; returns the exit code."""
    from codriver.room.incidents.drafting import draft  # inside: `--help` must not wait for it
    from codriver.room.incidents.resolving import hand_over

    handed = hand_over(furnished(), acting(incident), who)  # first, so that the words name them
    seen = draft(furnished(), acting(handed.row.incident), "handoff")
    return say_draft(seen, as_json=as_json)
