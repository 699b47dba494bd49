"""`codriver propose`: a remedy on paper."""

from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, screen_width

if TYPE_CHECKING:
    from codriver.room.gate.proposing import Put
    from codriver.room.gate.remedies import Remedy

HELP = """Put a remedy on paper, with what speaks against it.

Without anything it lists the remedies that runbooks and failure modes know here. Name one by its number, or type the
command. Nothing is run, now or later: a person confirms the card, then somebody runs the command.

\b
Examples:
  codriver propose
  codriver propose 1
  codriver propose --command "kubectl rollout undo deploy/web" --target web \\
      --rollback "kubectl rollout undo deploy/web" --watch "errors of web"
"""

Commands = Annotated[
    list[str] | None,
    typer.Option(
        "--command", "-c", metavar="COMMAND", help="A command as it will be run; again for a list.", show_default=False
    ),
]
Target = Annotated[str, typer.Option("--target", metavar="SERVICE", help="What it acts on.", show_default=False)]
Environment = Annotated[
    str, typer.Option("--environment", metavar="NAME", help="Where: production, eu ...", show_default=False)
]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="What it is meant to cure.", show_default=False)]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="WORDS", help="What speaks against it; again for more.", show_default=False),
]
Rollback = Annotated[str, typer.Option("--rollback", metavar="WORDS", help="How it is taken back.", show_default=False)]
Watch = Annotated[
    str, typer.Option("--watch", metavar="WORDS", help="Which figure shows whether it worked.", show_default=False)
]


def propose(  # noqa: PLR0913 - one argument an option, as typer wants it
    remedy: Annotated[str, typer.Argument(metavar="NUMBER", help="A remedy from the list.", show_default=False)] = "",
    *,
    command: Commands = None,
    target: Target = "",
    environment: Environment = "",
    why: Why = "",
    against: Against = None,
    rollback: Rollback = "",
    watch: Watch = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Record the card and show it, or list what is known; returns the exit code."""
    from codriver.room.gate.proposing import Asked, remedies  # inside, as all of the room: `--help` must not wait
    from codriver.room.gate.proposing import propose as ask

    if not (remedy or command):
        return _listed(remedies(furnished(), acting(incident)), as_json=as_json)
    asked = Asked(
        remedy=remedy,
        commands=tuple(command or ()),
        target=target,
        environment=environment,
        why=why,
        against=tuple(against or ()),
        rollback=rollback,
        watch=watch,
    )
    return _shown(ask(furnished(), acting(incident), asked), as_json=as_json)


def _listed(known: "tuple[Remedy, ...]", *, as_json: bool) -> int:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.card import remedy_lines
    from codriver.room.gate.shape import shape_of_remedies

    if as_json:
        say_json(shape_of_remedies(known))
    else:
        say_lines(remedy_lines(known, width=screen_width()))
    return 0


def _shown(put: "Put", *, as_json: bool) -> int:
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.screen.card import card_lines
    from codriver.room.gate.shape import shape_of_proposal

    if as_json:
        say_json(shape_of_proposal(put))
    else:
        next_step = ["", f"next: codriver confirm {put.proposal}   (a person, in a terminal of their own)"]
        say_lines([*card_lines(put.card, put.proposal, width=screen_width()), *next_step])
    return 0
