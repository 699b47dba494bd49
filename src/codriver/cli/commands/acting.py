"""What the commands of an incident share: which incident, who acts, and how a recorded row is answered."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from codriver.room.incidents.act import Act
    from codriver.room.incidents.drafting import Seen
    from codriver.room.incidents.recording import Recorded
    from codriver.room.request import Room

IncidentId = Annotated[
    str,
    typer.Option(
        "--incident", metavar="ID", help="Which incident; without it the latest open one.", show_default=False
    ),
]
DraftId = Annotated[
    str,
    typer.Argument(metavar="DRAFT", help="Its id, kind or audience; without it the latest one.", show_default=False),
]
Because = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why.", show_default=False)]


def person() -> str:
    """Who runs this, as the operating system knows them."""
    from codriver.room.incidents.act import person as by  # inside, as all of the room: `--help` must not wait for it

    return by()


def acting(incident: str) -> "Act":
    """The person, now, in that incident."""
    from codriver.room.incidents.act import Act  # inside, as all of the room: `--help` must not wait for it

    return Act(now=datetime.now(UTC), by=person(), incident=incident.strip())


def furnished() -> "Room":
    """The room as settings and environment say."""
    from codriver.config import furnish

    return furnish(Path.cwd(), os.environ)


def say_recorded(recorded: "Recorded", *, as_json: bool) -> int:
    """The answer to an act: one line, and what may help now; returns the exit code."""
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.incident import recorded_lines
    from codriver.room.incidents.shape import shape_of_recorded

    if as_json:
        say_json(shape_of_recorded(recorded))
    else:
        say_lines(recorded_lines(recorded))
    return 0


def say_draft(seen: "Seen", *, as_json: bool) -> int:
    """The draft and what the rules say of it; returns the exit code."""
    from codriver.cli.commands.asked import screen_width
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.drafts import draft_lines, lint_lines
    from codriver.room.incidents.shape_of_drafts import shape_of_draft

    if as_json:
        say_json(shape_of_draft(seen))
    else:
        say_lines(draft_lines(seen))
        sys.stderr.write("".join(f"{line}\n" for line in lint_lines(seen, width=screen_width())))
    return 0
