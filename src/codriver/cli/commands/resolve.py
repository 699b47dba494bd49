"""`codriver resolve`: it is over, and what shows it."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_recorded
from codriver.cli.commands.asked import AsJson

HELP = """End the incident, with what shows that it is over.

The cause is a hypothesis of the latest assessment, your own words, or nothing when it is not known. It is what
`codriver admin calibrate` learns from, and a lesson is proposed from it; nothing is merged by itself.

\b
Examples:
  codriver resolve --evidence "errors below 0.1 % for 10 min" --cause 1
  codriver resolve --evidence "the alert is clear" --says "a full disk"
"""


def resolve(  # noqa: PLR0913 - one argument an option, as typer wants it
    *,
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="WORDS", help="What shows that it is over.", show_default=False)
    ] = "",
    cause: Annotated[
        str,
        typer.Option("--cause", metavar="HYPOTHESIS", help="Its id, or its place on the list: 1.", show_default=False),
    ] = "",
    says: Annotated[
        str, typer.Option("--says", metavar="WORDS", help="The cause in your words.", show_default=False)
    ] = "",
    suspect: Annotated[
        str, typer.Option("--suspect", metavar="SERVICE", help="The service at fault.", show_default=False)
    ] = "",
    mechanism: Annotated[
        str, typer.Option("--mechanism", metavar="HOW", help="How it failed: resource ...", show_default=False)
    ] = "",
    remedy: Annotated[str, typer.Option("--remedy", metavar="WORDS", help="What ended it.", show_default=False)] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the end, and propose a lesson; returns the exit code."""
    from codriver.room.incidents.resolving import Resolved  # inside: `--help` must not wait for it
    from codriver.room.incidents.resolving import resolve as ask

    ended = Resolved(
        hypothesis=cause, cause=says, suspect=suspect, mechanism=mechanism, evidence=evidence, remedy=remedy
    )
    recorded = ask(furnished(), acting(incident), ended)
    _propose_a_lesson(recorded.incident.id)
    return say_recorded(recorded, as_json=as_json)


def _propose_a_lesson(incident: str) -> None:
    """Write the lesson into the record, and say on stderr how to see it; without a known cause there is none."""
    from codriver.cli.out import note
    from codriver.errors import CodriverError
    from codriver.room.incidents.lessons import learn

    try:
        taught = learn(furnished(), acting(incident))
    except CodriverError as error:
        note(f"no lesson: {error.message}")
    else:
        note(f"a lesson is proposed: {taught.lesson.says} (codriver incident learn)")
