"""`codriver incident review`: read a draft with the eyes of the rules, or give it other words."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.acting import DraftId, IncidentId, acting, furnished, say_draft
from codriver.cli.commands.asked import STDIN, AsJson, existing

HELP = """Show a draft, what the rules say of it, and how it differs from before.

With --text its words become the next version: edit in your own editor, and hand the file back.

\b
Examples:
  codriver incident review
  codriver incident review customers --text update.txt
"""


def review(
    draft: DraftId = "",
    *,
    text: Annotated[
        str, typer.Option("--text", metavar="FILE", help="Its new words; `-` reads stdin.", show_default=False)
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Show the draft, as a new version when words are given; returns the exit code."""
    from codriver.room.incidents.drafting import review as ask  # inside: `--help` must not wait for it

    words = None if not text else sys.stdin.read() if text == STDIN else _read(existing(text))
    return say_draft(ask(furnished(), acting(incident), draft, words), as_json=as_json)


def _read(path: Path) -> str:
    from codriver.errors import ConfigError

    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as text", hint="save it as UTF-8") from error
