"""`codriver incident verify`: is the record as it was written?"""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, screen_width

HELP = """Say whether the record is as it was written, and print a checkpoint.

Keep that line where nobody who can write the journal can write: a chat, a ticket. Held against it later, a record whose
end was cut off, or that was sealed anew, is found; without one only what was altered in between is.

\b
Examples:
  codriver incident verify
  codriver incident verify --incident all
  codriver incident verify --against "codriver-checkpoint/1 inc-... 3fa9..."

\b
Exit codes:
  0  the record is whole
  1  it is not as it was written
"""


def verify(
    *,
    against: Annotated[
        str, typer.Option("--against", metavar="LINE", help="Checkpoints that you kept.", show_default=False)
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Print what was found; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.screen.incident import verified_lines
    from codriver.room.incidents.shape import shape_of_verified
    from codriver.room.incidents.verifying import verified

    found = verified(furnished(), acting(incident), against)
    if as_json:
        say_json(shape_of_verified(found))
    else:
        say_lines(verified_lines(found, width=screen_width()))
    return 0 if all(one.sound for one in found) else 1
