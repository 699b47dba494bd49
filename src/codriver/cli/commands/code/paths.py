"""`codriver code paths`: how one definition reaches another."""

from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson
from codriver.cli.commands.code.ask import Repo, Rev, Tests, show

HELP = """Show the calls by which one definition reaches another, first to last.

\b
Examples:
  codriver code paths checkout Cart.total
  codriver code paths src/shop/web.py:10 src/shop/cart.py:120
"""
Start = Annotated[str, typer.Argument(metavar="FROM", help="Where the way begins: a name or FILE:LINE.")]
End = Annotated[str, typer.Argument(metavar="TO", help="Where it ends.")]


def paths(
    start: Start, end: End, *, repo: Repo = None, rev: Rev = "", tests: Tests = False, as_json: AsJson = False
) -> int:
    """Ask the room and show its answer; returns the exit code."""
    return show("paths", f"{start} {end}", repo, "", {"rev": rev, "tests": tests}, shown=(as_json, False))
