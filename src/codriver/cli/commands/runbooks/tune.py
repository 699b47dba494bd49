"""`codriver runbooks tune`: the ranker refitted on the team's own links."""

import os
from datetime import UTC, datetime
from pathlib import Path

from codriver.cli.commands.asked import AsJson, documents_at, existing, screen_width
from codriver.cli.commands.knowledge.lint import Alerts, Folders

HELP = """Refit how runbooks are found, on the runbook_url links that your alerts already have.

The shipped weights are the starting point. What comes out is kept in the state folder only if it finds more first
places among alerts that took no part in the fit; delete runbooks-ranker.json there to go back.

\b
Examples:
  codriver runbooks tune --alerts prometheus/rules
  codriver runbooks tune --in docs/runbooks --alerts rules.yml
"""


def tune(*, alerts: Alerts = None, folders: Folders = None, as_json: AsJson = False) -> int:
    """Ask the room to refit and show how well it does; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.knowledge import tuned_lines
    from codriver.config import furnish
    from codriver.room.knowledge.books import tune as ask
    from codriver.room.knowledge.shape import shape_of_tuned

    paths, rules = documents_at(folders), [existing(one) for one in alerts or ()]
    found = ask(furnish(Path.cwd(), os.environ), paths, rules, datetime.now(UTC).date())
    if as_json:
        say_json(shape_of_tuned(found))
    else:
        say_lines(tuned_lines(found, width=screen_width()))
    return 0
