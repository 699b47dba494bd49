"""`codriver note`: somebody's own words, kept."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Keep your words in the incident's record.

With your name and the time. A note can be wrong: rows are never altered, a later note says better.

\b
Examples:
  codriver note "the bank's status page is green"
  codriver note "paged team-prices" --incident inc-1a2b
"""


def note(
    says: Annotated[str, typer.Argument(metavar="WORDS", help="What you want to be remembered.")],
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the words and say where; returns the exit code."""
    from codriver.room.incidents.recording import note as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), says), as_json=as_json)
