"""`codriver show`: from an id back to its source."""

import os
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, screen_width

HELP = """Open a citation: where it stands, and its words.

The quote was kept with the incident, so it is still there when the log has rotated away. The beginning of an id is
enough when it is the only one that begins so.

\b
Examples:
  codriver show c-1a2b
  codriver show h-77aa01 --json
"""


def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="An id from the screen: c-1a2b, h-77aa, inc-9f03.")],
    *,
    as_json: AsJson = False,
) -> int:
    """Ask the room what the id stands for and show it; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.answers import shown_lines
    from codriver.config import furnish
    from codriver.room.look_up import show as ask
    from codriver.room.shape_of_answers import shape_of_shown

    shown = ask(furnish(Path.cwd(), os.environ), identity.strip("[]`., "))
    if as_json:
        say_json(shape_of_shown(shown))
    else:
        say_lines(shown_lines(shown, width=screen_width()))
    return 0
