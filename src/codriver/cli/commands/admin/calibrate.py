"""`codriver admin calibrate`: what this team's own incidents teach."""

from codriver.cli.commands.acting import furnished
from codriver.cli.commands.asked import AsJson, screen_width

HELP = """Show what resolved incidents teach, with the counts behind it.

How often the first leader was right, and how often each suspect was the cause. These counts are used by every triage
from then on; the past alone never makes a leader. Below 20 resolved incidents the trust is called uncalibrated here.

\b
Examples:
  codriver admin calibrate
  codriver admin calibrate --json
"""


def calibrate(*, as_json: AsJson = False) -> int:
    """Print the counts; returns the exit code."""
    from codriver.cli.out import say_json, say_lines  # inside: `--help` must not wait for it
    from codriver.cli.screen.learning import learnt_lines
    from codriver.room.incidents.past import learnt
    from codriver.room.incidents.shape_of_learning import shape_of_learnt

    calibration, priors = learnt(furnished())
    if as_json:
        say_json(shape_of_learnt(calibration, priors))
    else:
        say_lines(learnt_lines(calibration, priors, width=screen_width()))
    return 0
