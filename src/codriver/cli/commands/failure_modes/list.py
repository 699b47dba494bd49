"""`codriver failure-modes list`: the known ways to break."""

import os
from datetime import UTC, datetime
from pathlib import Path

from codriver.cli.commands.asked import AsJson, ServiceName, documents_at, screen_width
from codriver.cli.commands.knowledge.lint import Folders

HELP = """List the failure modes: service, cause, how often each happened, where it is written.

\b
Examples:
  codriver failure-modes list
  codriver failure-modes list --service checkout --json
"""


def list_modes(*, service: ServiceName = "", folders: Folders = None, as_json: AsJson = False) -> int:
    """Ask the room for the failure modes and show them; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.knowledge import modes_lines
    from codriver.config import furnish
    from codriver.room.knowledge.modes import listed
    from codriver.room.knowledge.shape import shape_of_modes

    paths = documents_at(folders)
    found = listed(furnish(Path.cwd(), os.environ), paths, datetime.now(UTC).date(), service)
    if as_json:
        say_json(shape_of_modes(found))
    else:
        say_lines(modes_lines(found, width=screen_width()))
    return 0
