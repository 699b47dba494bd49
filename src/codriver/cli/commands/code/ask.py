"""What the commands about code share: their options, and the way to the room and back."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, Timings, existing, screen_width

Symbol = Annotated[
    str, typer.Argument(metavar="SYMBOL|FILE:LINE", help="Class.method, module.name, a name, or a line as in a trace.")
]
Repo = Annotated[
    Path | None,
    typer.Option(
        "--repo",
        metavar="PATH",
        help="The repository: a folder, a bare repository or a bundle. Default: that of codriver.toml, or here.",
        show_default=False,
    ),
]
Rev = Annotated[
    str, typer.Option("--rev", metavar="REV", help="As it was at this revision: what is deployed.", show_default=False)
]
Under = Annotated[
    list[str] | None,
    typer.Option("--path", metavar="PATH", help="Only below this folder (may be repeated).", show_default=False),
]
Lang = Annotated[
    list[str] | None,
    typer.Option("--lang", metavar="LANG", help="Only places in this language (may be repeated).", show_default=False),
]
Tests = Annotated[bool, typer.Option("--tests", help="Show tests and examples too.")]
Least = Annotated[
    str, typer.Option("--least", metavar="TIER", help="Show nothing less sure: certain, virtual, likely, possible ...")
]
PageNumber = Annotated[int, typer.Option("--page", metavar="N", min=1, help="Which page of the answer.")]
PerPage = Annotated[int, typer.Option("--per-page", metavar="N", min=1, help="Places on a page.")]


def verb(question: str) -> Callable[..., int]:
    """The command that puts one question of this name to the room."""

    def ask(  # noqa: PLR0913 - one argument an option, as typer wants it
        symbol: Symbol,
        *,
        repo: Repo = None,
        rev: Rev = "",
        under: Under = None,
        lang: Lang = None,
        tests: Tests = False,
        least: Least = "",
        page: PageNumber = 1,
        per_page: PerPage = 40,
        as_json: AsJson = False,
        timings: Timings = False,
    ) -> int:
        asked = narrowed(rev, under, lang, tests=tests) | {"page": page, "per_page": per_page}
        return show(question, symbol, repo, least, asked, shown=(as_json, timings))

    return ask


def narrowed(rev: str, under: list[str] | None, lang: list[str] | None, *, tests: bool) -> dict[str, object]:
    """What a question about code is narrowed to, in the room's words."""
    return {"rev": rev, "under": tuple(under or ()), "languages": tuple(lang or ()), "tests": tests}


def show(  # noqa: PLR0913 - one argument an option, as typer wants it
    question: str,
    symbol: str,
    repo: Path | None,
    least: str,
    asked: dict[str, object],
    *,
    shown: tuple[bool, bool],
    drawn: str = "",
) -> int:
    """Ask the room and show its answer; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.progress import watched
    from codriver.cli.screen.code import seen_lines
    from codriver.config import furnish
    from codriver.room.code import drawing
    from codriver.room.code.look import AskedOfCode, look, tier_named
    from codriver.room.code.shape import shape_of_seen

    room = furnish(Path.cwd(), os.environ)
    where = existing(str(repo)) if repo else next(iter(room.repositories), Path.cwd())
    wanted = AskedOfCode(repo=where, least=tier_named(least), **asked)  # type: ignore[arg-type]  # as typer checked
    as_json, timings = shown
    with watched(sys.stderr, timings=timings) as progress:
        seen = look(room, question, symbol, wanted, progress)
    if drawn:
        say_lines(drawing.dot(seen) if drawn == "dot" else drawing.svg(seen))
    elif as_json:
        say_json(shape_of_seen(seen))
    else:
        say_lines(seen_lines(seen, width=screen_width()))
    return 0
