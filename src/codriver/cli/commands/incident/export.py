"""`codriver incident export`: the incident as one file."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished

HELP = """Write the incident's record to stdout, as one file.

As it is, with the same seals; with --redacted without secrets, sealed anew, and it says so. The file can be read into
another journal with `codriver incident import`.

\b
Examples:
  codriver incident export > incident.jsonl
  codriver incident export --redacted --incident inc-1a2b > incident.jsonl
"""


def export(
    *,
    redacted: Annotated[bool, typer.Option("--redacted", help="Without secrets, to show to others.")] = False,
    incident: IncidentId = "",
) -> int:
    """Print the lines; returns the exit code."""
    from codriver.cli.out import say  # inside: `--help` must not wait for it
    from codriver.room.incidents.sharing import export as ask

    say("".join(ask(furnished(), acting(incident), redacted=redacted)))
    return 0
