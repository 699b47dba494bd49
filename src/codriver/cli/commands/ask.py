"""`codriver ask`: a question in plain words."""

import sys
from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, Timings, screen_width

HELP = """Ask about the incident in plain words.

A language model answers. It can do nothing but look things up in the incident's record, within a budget; every sentence
cites, and code checks ids, quotes, numbers, names and words of cause. A sentence that is not grounded is dropped and
counted. Set [model] in codriver.toml.

\b
Examples:
  codriver ask "what changed before the onset?"
  codriver ask "is the database slow or its callers?" --json
"""


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know.")],
    *,
    incident: IncidentId = "",
    as_json: AsJson = False,
    timings: Timings = False,
) -> int:
    """Ask the model and show the sentences that are grounded; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.progress import watched
    from codriver.cli.screen.advice import talk_lines
    from codriver.room.advising.question import Ears
    from codriver.room.advising.question import question as answer
    from codriver.room.advising.shape import shape_of_talk

    with watched(sys.stderr, timings=timings) as progress:
        talk = answer(furnished(), acting(incident), question, Ears(progress=progress, hear=lambda _: None))
    if as_json:
        say_json(shape_of_talk(talk))
    else:
        say_lines(talk_lines(talk, width=screen_width()))
    return 0
