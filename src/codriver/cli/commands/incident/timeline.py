"""`codriver incident timeline`: the record as lines."""

from codriver.cli.commands.acting import IncidentId, acting, furnished
from codriver.cli.commands.asked import AsJson, screen_width

HELP = """Print the incident's record, oldest first, in UTC.

Each line ends in its row, which `codriver show inc-...#7` opens.

\b
Examples:
  codriver incident timeline
  codriver incident timeline --incident inc-1a2b --json
"""


def timeline(*, incident: IncidentId = "", as_json: AsJson = False) -> int:
    """Print the lines; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.screen.incident import timeline_of_incident_lines
    from codriver.room.incidents.shape import shape_of_lines
    from codriver.room.incidents.timeline import timeline as ask

    about, lines = ask(furnished(), acting(incident))
    if as_json:
        say_json(shape_of_lines(about, lines))
    else:
        say_lines(timeline_of_incident_lines(about, lines, width=screen_width()))
    return 0
