"""`codriver knowledge lint`: what is wrong with runbooks, failure modes and alerts."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, Rev, documents_at, existing, screen_width

HELP = """Say what is wrong with the team's documents, with file and line.

Documents that cannot be understood, secrets, commands that no shell reads, dead links, stale reviews, changes without a
way to verify or to take them back, failure modes that nothing tells apart or that nothing finds, procedures that stand
twice, critical services without documents; with --alerts also alerts whose runbook is missing or dead. Nothing is
fetched and nothing is run.

\b
Examples:
  codriver knowledge lint
  codriver knowledge lint --in docs/runbooks --alerts prometheus/rules
  codriver knowledge lint --in ops.git --rev main
  codriver knowledge lint --sarif > knowledge.sarif

\b
Exit codes:
  0  no errors (warnings may be there)
  1  errors; with --strict also warnings
"""

Folders = Annotated[
    list[str] | None,
    typer.Option("--in", metavar="PATH", help="Documents: a folder or a repository.", show_default=False),
]
Alerts = Annotated[
    list[str] | None,
    typer.Option("--alerts", metavar="PATH", help="Prometheus rule files (may be repeated).", show_default=False),
]
Sarif = Annotated[bool, typer.Option("--sarif", help="Answer in SARIF 2.1.0, for code hosts.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]


def lint(
    *,
    folders: Folders = None,
    alerts: Alerts = None,
    rev: Rev = "",
    strict: Strict = False,
    as_json: AsJson = False,
    as_sarif: Sarif = False,
) -> int:
    """Ask the room what is wrong and show it; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.screen.knowledge import lint_lines
    from codriver.config import furnish
    from codriver.room.knowledge.linting import lint as ask
    from codriver.room.knowledge.linting import sarif_of, shape_of_lint

    paths, rules = documents_at(folders, rev), [existing(one) for one in alerts or ()]
    found = ask(furnish(Path.cwd(), os.environ), paths, rules, datetime.now(UTC).date())
    if as_sarif or as_json:
        say_json(sarif_of(found) if as_sarif else shape_of_lint(found))
    else:
        say_lines(lint_lines(found, width=screen_width()))
    return 1 if any(one.level == "error" or (strict and one.level == "warning") for one in found.problems) else 0
