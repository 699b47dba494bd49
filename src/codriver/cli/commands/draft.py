"""`codriver draft`: words that wait for a person's name."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from codriver.cli.commands.acting import IncidentId, acting, furnished, say_draft
from codriver.cli.commands.asked import AsJson

if TYPE_CHECKING:
    from codriver.room.incidents.drafting import Seen

HELP = """Draft an update, a handoff or a post-mortem.

Every number and time comes from the record, a cause is said only once a person confirmed it, and
lint rules say what is wrong. It stays a draft until `codriver incident approve`; nothing is sent.

With --phrased the model of codriver.toml may re-word lines after that; code drops a line that adds or loses anything.

\b
Notes that drafts look for: `data: ...`, `workaround: ...`, `went well: ...`,
`went badly: ...`, `lucky: ...`, `contributing: ...`, `action: ...`

\b
Examples:
  codriver draft update --audience customers
  codriver draft update --phrased
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
    phrased: Annotated[bool, typer.Option("--phrased", help="Then let a model re-word it, checked.")] = False,
    incident: IncidentId = "",
    as_json: AsJson = False,
) -> int:
    """Write the draft as its next version and show it; returns the exit code."""
    from codriver.room.incidents.drafting import draft as ask  # inside: `--help` must not wait for it

    plain = ask(furnished(), acting(incident), form, audience)
    return _in_other_words(plain, incident, as_json=as_json) if phrased else say_draft(plain, as_json=as_json)


def _in_other_words(plain: "Seen", incident: str, *, as_json: bool) -> int:
    """The draft that code wrote at once, then what a model makes of it."""
    from codriver.cli.out import say_json
    from codriver.cli.progress import watched
    from codriver.cli.screen.advice import phrased_lines
    from codriver.room.advising.phrasing import phrase
    from codriver.room.advising.shape import shape_of_phrased

    if not as_json:
        say_draft(plain, as_json=False)
        sys.stdout.flush()
    with watched(sys.stderr, timings=False) as progress:
        found = phrase(furnished(), acting(incident), plain, progress, lambda _: None)
    if as_json:
        say_json(shape_of_phrased(found))
        return 0
    if found.kept:
        say_draft(found.seen, as_json=False)
    sys.stderr.write("".join(f"{line}\n" for line in phrased_lines(found)))
    return 0
