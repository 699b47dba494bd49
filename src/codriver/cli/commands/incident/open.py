"""`codriver incident open`: an incident in a person's words, or from an alert."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from codriver.cli.commands.acting import acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson, Asked, At, ServiceName, requested

HELP = """Open an incident, in your words or from an alert.

`codriver triage` opens one by itself; open one first to record a guess before any list is shown.

\b
Examples:
  codriver incident open "checkout fails for everybody" --service checkout
  codriver incident open --alert alert.json
"""


def open_(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is wrong.", show_default=False)] = "",
    *,
    alert: Annotated[
        str, typer.Option("--alert", metavar="FILE", help="Alertmanager's webhook, saved.", show_default=False)
    ] = "",
    service: ServiceName = "",
    at: At = "",
    severity: Annotated[
        str, typer.Option("--severity", metavar="LEVEL", help="SEV1 to SEV5.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Open it and say its id; returns the exit code."""
    from codriver.room.incidents import opening  # inside: `--help` must not wait for it

    asked = Asked(paths=(alert,) if alert else (), service=service, at=at)
    request, act = requested(asked, datetime.now(UTC)), acting("")
    if alert:
        recorded = opening.open_from_alert(furnished(), act, request, lambda _: None)
    else:
        words = opening.Opening(title=title, service=service, onset=request.at, severity=severity)
        recorded = opening.open_incident(furnished(), act, words)
    return say_recorded(recorded, as_json=as_json)
