"""`codriver incident guess`: the engineer's own idea."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Record your own idea of the cause; it is then ranked like the rest.

Before `triage` it is recorded as made before you saw any list: what codriver says first is hard to unsee.

\b
Examples:
  codriver incident guess payments resource "the pool is full again"
  codriver incident guess bank
"""


def guess(
    suspect: Annotated[str, typer.Argument(metavar="SUSPECT", help="The service that you suspect.")],
    mechanism: Annotated[
        str, typer.Argument(metavar="MECHANISM", help="How: deploy, configuration, resource ...", show_default=False)
    ] = "",
    says: Annotated[str, typer.Argument(metavar="WORDS", help="In your words.", show_default=False)] = "",
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the guess; returns the exit code."""
    from codriver.room.incidents.recording import guess as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), suspect, mechanism, says), as_json=as_json)
