"""`codriver runbooks import`: documents of other kinds into markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.asked import AsJson, existing

if TYPE_CHECKING:
    from codriver.room.knowledge.importing import Importing

HELP = """Convert PDF, Word, HTML or a wiki's export (a zip of Confluence or Notion) to clean markdown.

Front matter says where each came from; pictures are kept beside the text; commands stand in blocks. What was lost is
said for every document. Nothing that is there is written over, nothing is fetched, and scripts are left out. Needs
the extra: pip install "codriver[import]".

\b
Examples:
  codriver runbooks import export.zip --to runbooks
  codriver runbooks import old/*.docx --to runbooks --service payments
"""

Sources = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files and folders.", show_default=False)]
Target = Annotated[str, typer.Option("--to", metavar="FOLDER", help="Where the markdown goes.")]
Service = Annotated[str, typer.Option("--service", metavar="NAME", help="Whose they are.", show_default=False)]
Owner = Annotated[str, typer.Option("--owner", metavar="NAME", help="Who looks after them.", show_default=False)]


def bring(
    sources: Sources = None,
    *,
    to: Target = "runbooks",
    service: Service = "",
    owner: Owner = "",
    as_json: AsJson = False,
) -> int:
    """Ask the room to convert and show what was lost; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.room.knowledge.importing import import_documents, shape_of_importing

    found = import_documents([existing(one) for one in sources or ()], Path(to), service=service, owner=owner)
    if as_json:
        say_json(shape_of_importing(found))
    else:
        say_lines(_lines(found))
    return 0 if found.written or not found.problems else 3


def _lines(found: "Importing") -> list[str]:
    from codriver.room.words import safe

    lines = [f"IMPORTED: {len(found.written)} documents, {found.pictures} pictures"]
    for one in found.written:
        lines += [f"  {one.file}", *(f"      lost: {lost}" for lost in one.lost)]
    for says, hint in found.problems:
        lines += [f"error: {says}", f"hint: {hint}"]
    return [safe(line) for line in lines]
