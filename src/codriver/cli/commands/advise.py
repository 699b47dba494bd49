"""`codriver advise`: causes that a language model may add."""

import sys
from typing import TYPE_CHECKING

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, Everything, Timings, screen_width

if TYPE_CHECKING:
    from codriver.room.advising.suggest import Advised

HELP = """Ask a language model for causes that the list lacks.

It reads the latest assessment, without secrets, and may propose causes of known services that cite what was found. Code
checks every word; what is not grounded is dropped and counted. What is left is ranked by the same code as the rest,
with a small weight. Set [model] in codriver.toml; without one, or when it does not answer, the assessment stands.

\b
Examples:
  codriver advise
  codriver advise --incident inc-1a2b --json
"""


def advise(
    *, incident: IncidentId = "", as_json: AsJson = False, everything: Everything = False, timings: Timings = False
) -> int:
    """Ask the model and show what it added; returns the exit code."""
    from codriver.cli.progress import watched  # inside, as all of the room: `--help` must not wait for it
    from codriver.room.advising.suggest import advise as ask

    with watched(sys.stderr, timings=timings) as progress:
        advised = ask(furnished(), acting(incident), progress, lambda _: None)
    _show(advised, as_json=as_json, everything=everything)
    return 0


def _show(advised: "Advised", *, as_json: bool, everything: bool) -> None:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.advice import advised_lines
    from codriver.room.advising.shape import shape_of_advised

    if as_json:
        say_json(shape_of_advised(advised))
    else:
        say_lines(advised_lines(advised, width=screen_width(), everything=everything))
