"""`codriver incident import`: an exported incident into this journal."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import furnished
from codriver.cli.commands.asked import AsJson, existing

HELP = """Read an exported incident into this journal.

It is verified first: a file that is not as it was written is refused. Rows that are known already are passed by.

\b
Examples:
  codriver incident import incident.jsonl
"""


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `codriver incident export` wrote.")],
    *,
    as_json: AsJson = False,
) -> int:
    """Read it and say how many rows were new; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it
    from codriver.room.incidents.shape_of_learning import shape_of_taken_in
    from codriver.room.incidents.sharing import take_in
    from codriver.room.words import safe

    found = take_in(furnished(), existing(file))
    if as_json:
        say_json(shape_of_taken_in(found))
    else:
        cleaned = ", without its secrets" if found.cleaned else ""
        say(safe(f"{found.incident}: {found.rows} rows{cleaned}, {found.new} of them new") + "\n")
    return 0
