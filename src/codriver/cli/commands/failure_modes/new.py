"""`codriver failure-modes new`: a first draft for a service."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, existing

HELP = """Draft a service's failure modes: from what it needs, and from the timeouts, limits and settings in its code.

The draft goes to stdout. Nothing is written: put it into your documents when every line of it is true.

\b
Examples:
  codriver failure-modes new checkout
  codriver failure-modes new checkout --code ~/src/checkout > checkout.md
"""

Code = Annotated[str, typer.Option("--code", metavar="PATH", help="The service's code.", show_default=False)]


def new(
    service: Annotated[str, typer.Argument(metavar="SERVICE", help="The service.")],
    *,
    code: Code = "",
    as_json: AsJson = False,
) -> int:
    """Ask the room for a draft and print it; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside, as all of the room: `--help` must not wait for it
    from codriver.config import furnish
    from codriver.room.knowledge.modes import draft
    from codriver.room.knowledge.shape import shape_of_draft
    from codriver.room.words import safe

    place = existing(code) if code else None
    text = draft(furnish(Path.cwd(), os.environ), service, place, datetime.now(UTC).date())
    if as_json:
        say_json(shape_of_draft(service, text))
    else:
        say(safe(text, multiline=True))
    return 0
