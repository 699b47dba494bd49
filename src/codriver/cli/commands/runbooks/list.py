"""`codriver runbooks list`: which runbooks there are."""

import os
from datetime import UTC, datetime
from pathlib import Path

from codriver.cli.commands.asked import AsJson, documents_at, screen_width
from codriver.cli.commands.knowledge.lint import Folders

HELP = """List the runbooks: service, owner, when each was last reviewed, how many commands it has.

\b
Examples:
  codriver runbooks list
  codriver runbooks list --in docs/runbooks --json
"""


def list_runbooks(*, folders: Folders = None, as_json: AsJson = False) -> int:
    """Ask the room for the runbooks and show them; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.knowledge import books_lines
    from codriver.config import furnish
    from codriver.room.knowledge.books import books
    from codriver.room.knowledge.shape import shape_of_books

    found = books(furnish(Path.cwd(), os.environ), documents_at(folders), datetime.now(UTC).date())
    if as_json:
        say_json(shape_of_books(found))
    else:
        say_lines(books_lines(found, width=screen_width()))
    return 0
