"""`codriver incident send`: hand approved words to a receiver, once."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import DraftId, IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson

HELP = """Hand an approved draft to a receiver of codriver.toml, once.

Only words that a named person stands for go, unchanged, and without any secret. Receivers are set up in [outbox]: a
Slack webhook, a status page, e-mail, a file. Nothing is ever sent by itself.

\b
Examples:
  codriver incident send customers --to statuspage
  codriver incident send internal --to slack
"""


def send(
    draft: DraftId = "",
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="The receiver: [outbox.NAME].", show_default=False)
    ] = "",
    again: Annotated[bool, typer.Option("--again", help="Although the last attempt may have arrived.")] = False,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Send it and print the receipt; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it
    from codriver.room.incidents.sending import deliver
    from codriver.room.incidents.shape_of_drafts import shape_of_delivered
    from codriver.room.words import safe

    sent = deliver(furnished(), acting(incident), draft, to, again=again)
    if as_json:
        say_json(shape_of_delivered(sent))
    else:
        say(safe(f"{sent.draft} version {sent.version} went to {sent.to}: {sent.receipt}") + "\n")
    return 0
