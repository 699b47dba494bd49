"""`codriver confirm`: a person says yes to a card, having shown that they read it."""

import os
import secrets
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import screen_width

if TYPE_CHECKING:
    from codriver.room.gate.confirming import Given, Ready, Yes

HELP = """Say yes to a card. For a person at a terminal, and for nobody else.

It shows the card, asks one question (R1) or two (R2, R3) that are made from it, and a reason of your own. R3 needs a
second person, who gets other questions. The yes covers exactly these commands, once each, for 15, 10 or 5 minutes.
Who says yes is the operating-system user: there are no accounts. Nothing is run.

\b
Examples:
  codriver confirm
  codriver confirm p-1a2b3c
  codriver confirm p-1a2b3c --break-glass   one reason, no questions
"""


def confirm(
    proposal: Annotated[
        str, typer.Argument(metavar="PROPOSAL", help="Which; the latest one.", show_default=False)
    ] = "",
    *,
    break_glass: Annotated[
        bool, typer.Option("--break-glass", help="No questions, no second person: a reason, five minutes, a review.")
    ] = False,
    incident: IncidentId = "",
) -> int:
    """Ask, and record what is answered; returns the exit code."""
    from codriver.cli.present import require_a_person  # inside, as all of the room: `--help` must not wait for it
    from codriver.room.gate.confirming import confirm as record
    from codriver.room.gate.confirming import ready

    require_a_person(sys.stdin, sys.stdout, os.environ)
    room = furnished()
    waiting = ready(room, acting(incident), proposal, seed=secrets.token_hex(8), break_glass=break_glass)
    given = _asked(waiting)
    return _said(record(room, acting(incident), waiting, given), waiting)


def _asked(waiting: "Ready") -> "Given":
    from codriver.cli.out import say_lines
    from codriver.cli.screen.card import card_lines, question_lines
    from codriver.room.gate.confirming import Given

    say_lines([*card_lines(waiting.card, waiting.proposal, width=screen_width()), ""])
    keys, threshold = [], ""
    for question in waiting.questions:
        say_lines(question_lines(question, width=screen_width()))
        keys.append(_line("key: "))
        if question.threshold:
            threshold = _line("from which value on has it failed (a number, `> 5` or `< 99`): ")
    return Given(keys=tuple(keys), threshold=threshold, reason=_line("why, in your own words: "))


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def _said(yes: "Yes", waiting: "Ready") -> int:
    from codriver.cli.out import say_lines
    from codriver.cli.screen.card import yes_lines

    say_lines(yes_lines(yes, waiting.role, width=screen_width()))
    return 0
