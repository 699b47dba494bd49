"""`codriver draft`: words that wait for a person's name."""

from typing import Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_draft
from codriver.cli.commands.asked import AsJson

HELP = """Draft an update, a handoff or a post-mortem.

No model is asked: every number and time comes from the record, a cause is said only once a person confirmed it, and
lint rules say what is wrong. It stays a draft until `codriver incident approve`; nothing is sent.

\b
Notes that drafts look for: `data: ...`, `workaround: ...`, `went well: ...`,
`went badly: ...`, `lucky: ...`, `contributing: ...`, `action: ...`

\b
Examples:
  codriver draft update --audience customers
  codriver draft handoff
  codriver draft postmortem > postmortem.md
"""


def draft(
    form: Annotated[str, typer.Argument(metavar="KIND", help="update, handoff or postmortem.")],
    *,
    audience: Annotated[
        str,
        typer.Option("--audience", metavar="WHO", help="customers, internal or executive.", show_default=False),
    ] = "",
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Write the draft as its next version and show it; returns the exit code."""
    from codriver.room.incidents.drafting import draft as ask  # inside: `--help` must not wait for it

    return say_draft(ask(furnished(), acting(incident), form, audience), as_json=as_json)
