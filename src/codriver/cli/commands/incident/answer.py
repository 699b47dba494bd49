"""`codriver incident answer`: what a check showed."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Answer a check of the latest assessment.

`yes` speaks for the hypotheses that the check is about, `no` against them, `unclear` for nobody. `codriver incident
assess` then ranks them anew.

\b
Examples:
  codriver incident answer chk-1a2b yes
  codriver incident answer 1 no --came "0 of 40 connections in use"
"""


def answer(
    check: Annotated[str, typer.Argument(metavar="CHECK", help="Its id, or its place on the list: 1.")],
    said: Annotated[str, typer.Argument(metavar="ANSWER", help="yes, no, unclear, or an answer that it names.")],
    *,
    came: Annotated[
        str, typer.Option("--came", metavar="WORDS", help="What you saw, in its own words.", show_default=False)
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the answer; returns the exit code."""
    from codriver.room.incidents.answering import answer as ask  # inside: `--help` must not wait for it

    return say_recorded(ask(furnished(), acting(incident), check, said, came), as_json=as_json)
