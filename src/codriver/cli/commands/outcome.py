"""`codriver outcome`: whether a remedy worked."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """Say whether a confirmed remedy worked.

With a figure (--measured) the value that was agreed on before decides; a word that says otherwise is kept beside it.
A command that did not run to its end (--not-run) may be tried once more under the same yes.

\b
Examples:
  codriver outcome worked
  codriver outcome --measured 0.4
  codriver outcome failed --proposal p-1a2b --says "errors went on"
  codriver outcome --not-run "the connection broke"
"""


def outcome(  # noqa: PLR0913 - one argument an option, as typer wants it
    verdict: Annotated[
        str, typer.Argument(metavar="worked|failed|unclear", help="What you saw.", show_default=False)
    ] = "",
    *,
    proposal: Annotated[str, typer.Option("--proposal", metavar="ID", help="Which; the latest one.")] = "",
    measured: Annotated[float | None, typer.Option("--measured", metavar="NUMBER", help="The figure now.")] = None,
    says: Annotated[str, typer.Option("--says", metavar="WORDS", help="What you saw, in words.")] = "",
    not_run: Annotated[
        str, typer.Option("--not-run", metavar="WORDS", help="It did not run to its end, and why.")
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record it; returns the exit code."""
    from codriver.room.gate.outcome import failed  # inside, as all of the room: `--help` must not wait for it
    from codriver.room.gate.outcome import outcome as ask

    if not_run:
        import os
        import sys

        from codriver.cli.present import require_a_person

        require_a_person(sys.stdin, sys.stdout, os.environ)  # it gives a second attempt
        return say_recorded(failed(furnished(), acting(incident), proposal, not_run), as_json=as_json)
    recorded = ask(furnished(), acting(incident), proposal, verdict, measured=measured, says=says)
    return say_recorded(recorded, as_json=as_json)
