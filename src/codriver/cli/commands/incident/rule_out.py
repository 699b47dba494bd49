"""`codriver incident rule-out`: cross a hypothesis out."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Cross a hypothesis out, with what disproved it.

It stays in the record, and in the post-mortem, with your reason.

\b
Examples:
  codriver incident rule-out h-77aa --because "its errors began later"
  codriver incident rule-out 1 --because "the same version is fine elsewhere"
"""


def rule_out(
    hypothesis: Annotated[str, typer.Argument(metavar="HYPOTHESIS", help="Its id, or its place on the list: 1.")],
    *,
    because: Annotated[
        str, typer.Option("--because", metavar="WORDS", help="What disproved it.", show_default=False)
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record what is ruled out and why; returns the exit code."""
    from codriver.room.incidents.recording import rule_out as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), hypothesis, because), as_json=as_json)
