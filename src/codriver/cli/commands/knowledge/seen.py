"""`codriver knowledge seen`: have we seen this before?"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.asked import STDIN, AsJson, documents_at, screen_width
from codriver.cli.commands.knowledge.lint import Folders

if TYPE_CHECKING:
    from codriver.room.knowledge.seen import SeenBefore

HELP = """Have we seen this? Find past incidents that read alike, and what resolved them.

Looks among documents whose name says incident, outage, post-mortem or lesson, and among the incidents resolved here.
What is found is context: that something happened once is no evidence that it is happening now.

\b
Examples:
  codriver knowledge seen "all replicas of many apps went away at once"
  pbpaste | codriver knowledge seen - --in docs/postmortems
"""

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help="What is seen now; `-` reads stdin.", show_default=False),
]


def seen(words: Words = None, *, folders: Folders = None, as_json: AsJson = False) -> int:
    """Ask the room and show what it found; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.config import furnish
    from codriver.room.knowledge.seen import seen_before, shape_of_seen_before

    asked = sys.stdin.read(1 << 20) if words == [STDIN] else " ".join(words or ())
    found = seen_before(furnish(Path.cwd(), os.environ), asked, documents_at(folders))
    if as_json:
        say_json(shape_of_seen_before(found))
    else:
        say_lines(_lines(found))
    return 0


def _lines(found: "SeenBefore") -> list[str]:
    from codriver.cli.screen.page import Page, para
    from codriver.room.words import safe

    page = Page(width=screen_width())
    if not found.alike:
        return [f"NOT SEEN BEFORE: none of {found.among} past incidents reads alike"]
    lines = [f"SEEN BEFORE? {len(found.alike)} of {found.among} past incidents read alike (context, no evidence)"]
    for one in found.alike:
        lines += para(page, f"{one.past.title} [{one.past.id}], {one.sure:.0%} sure", first="  ", indent="    ")
        lines += para(page, f"the same error: {one.same}", indent="    ") if one.same else []
        lines += para(page, f"resolved by: {one.past.ended}", indent="    ") if one.past.ended else []
    return [safe(line) for line in lines]
