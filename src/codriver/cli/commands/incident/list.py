"""`codriver incident list`: the incidents that are known here."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import furnished
from codriver.cli.commands.asked import AsJson, screen_width

HELP = """List the incidents of this journal, the one worked on last first.

\b
Examples:
  codriver incident list
  codriver incident list --open --json
"""


def list_(
    *,
    only_open: Annotated[bool, typer.Option("--open", help="Only those that are open.")] = False,
    as_json: AsJson = False,
) -> int:
    """Print the incidents; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.screen.incident import known_lines
    from codriver.room.incidents.opening import known
    from codriver.room.incidents.shape import shape_of_known

    stories = known(furnished(), only_open=only_open)
    if as_json:
        say_json(shape_of_known(stories))
    else:
        say_lines(known_lines(stories, width=screen_width()))
    return 0
