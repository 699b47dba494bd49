"""`codriver incident approve`: stand for a draft with your name."""

from codriver.cli.commands.acting import Because, DraftId, IncidentId, acting, furnished, say_draft
from codriver.cli.commands.asked import AsJson

HELP = """Stand for the latest version of a draft, with your name.

Refused while a rule blocks it: a leak, a fact that is not in the record, a cause that nobody confirmed. When the facts
change afterwards, the approval no longer holds. Who approves is the operating-system user: there are no accounts.

\b
Examples:
  codriver incident approve
  codriver incident approve customers --because "read by legal"
"""


def approve(draft: DraftId = "", *, because: Because = "", incident: IncidentId = "", as_json: AsJson = False) -> int:
    """Record the approval; returns the exit code."""
    from codriver.room.incidents.drafting import approve as ask  # inside: `--help` must not wait for it

    return say_draft(ask(furnished(), acting(incident), draft, because), as_json=as_json)
