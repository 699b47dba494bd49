"""`codriver code paths`: how one definition reaches another."""

from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson
from codriver.cli.commands.code.ask import (
    Lang,
    Least,
    PageNumber,
    PerPage,
    Repo,
    Rev,
    Tests,
    Under,
    narrowed,
    show,
)

HELP = """Show the calls by which one definition reaches another, first to last; as text, or drawn.

\b
Examples:
  codriver code paths checkout Cart.total
  codriver code paths src/shop/web.py:10 src/shop/cart.py:120
  codriver code paths checkout Cart.total --svg > way.svg
  codriver code paths checkout Cart.total --dot | dot -Tpng > way.png
"""
Start = Annotated[str, typer.Argument(metavar="FROM", help="Where the way begins: a name or FILE:LINE.")]
End = Annotated[str, typer.Argument(metavar="TO", help="Where it ends.")]


AsDot = Annotated[bool, typer.Option("--dot", help="The way in the words of Graphviz.")]
AsSvg = Annotated[bool, typer.Option("--svg", help="The way drawn, as an SVG image on stdout.")]


def paths(  # noqa: PLR0913 - one argument an option, as typer wants it
    start: Start,
    end: End,
    *,
    repo: Repo = None,
    rev: Rev = "",
    under: Under = None,
    lang: Lang = None,
    tests: Tests = False,
    least: Least = "",
    page: PageNumber = 1,
    per_page: PerPage = 40,
    as_dot: AsDot = False,
    as_svg: AsSvg = False,
    as_json: AsJson = False,
) -> int:
    """Ask the room and show its answer; returns the exit code."""
    asked = narrowed(rev, under, lang, tests=tests) | {"page": page, "per_page": per_page}
    drawn = "dot" if as_dot else "svg" if as_svg else ""
    return show("paths", f"{start} {end}", repo, least, asked, shown=(as_json, False), drawn=drawn)
