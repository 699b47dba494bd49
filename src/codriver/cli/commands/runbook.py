"""`codriver runbook`: the section that applies, its commands, how old it is."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import STDIN, AsJson, Everything, Rev, ServiceName, documents_at, screen_width

HELP = """Show the runbook that fits, or that none does.

Ask with a phrase, an alert (its name, or its JSON), a log line, or nothing: then for the incident worked on last, also
in the documents beside its logs. An alert's own runbook_url is followed first. A repository (bare, a bundle, --rev) is
read without a checkout. The commands are shown to be read; nothing is run, and nothing is fetched.

\b
Examples:
  codriver runbook "payments are failing at the processor"
  codriver runbook KafkaConsumerLag
  pbpaste | codriver runbook -
  codriver runbook --in ~/wiki/runbooks "disk is filling up"
  codriver runbook --in ops.git --rev main KafkaConsumerLag
"""

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="QUESTION", help="A phrase, an alert, a log line; `-` reads stdin.", show_default=False),
]
Folders = Annotated[
    list[str] | None,
    typer.Option("--in", metavar="PATH", help="Documents: a folder or a repository.", show_default=False),
]


def runbook(
    words: Words = None,
    *,
    folders: Folders = None,
    rev: Rev = "",
    service: ServiceName = "",
    as_json: AsJson = False,
    everything: Everything = False,
) -> int:
    """Ask the room for the runbook and show it; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.runbook import runbook_lines
    from codriver.config import furnish
    from codriver.room.knowledge.find import find
    from codriver.room.knowledge.shape import shape_of_answer

    asked = sys.stdin.read(1 << 20) if words == [STDIN] else " ".join(words or ())
    paths = documents_at(folders, rev)
    answer = find(furnish(Path.cwd(), os.environ), asked, paths, datetime.now(UTC), service)
    if as_json:
        say_json(shape_of_answer(answer))
    else:
        say_lines(runbook_lines(answer, width=screen_width(), everything=everything))
    return 0
