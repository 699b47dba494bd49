"""`codriver admin calibration`: how far the probabilities can be trusted."""

from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson

HELP = """Print how often answers of each probability were right, on incidents that the weights had not seen.

\b
Examples:
  codriver admin calibration
  codriver admin calibration --curve calibration.svg
  codriver admin calibration --json | jq .error
"""
VERSION = "codriver.calibration/1"
Curve = Annotated[Path | None, typer.Option("--curve", help="Draw the curve into this SVG file.")]


def calibration(*, curve: Curve = None, as_json: AsJson = False) -> int:
    """Print the reliability table of the weights in use; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it
    from codriver.room.calibration import drawn, reliability

    found = reliability()
    if curve is not None:
        drawn(found, curve)
    if as_json:
        say_json({"schema": VERSION, **found.shape()})
        return 0
    say("said   was   answers\n")
    say("".join(f"{row.said:4.0%}  {row.right:4.0%}  {row.answers:7.0f}\n" for row in found.bins))
    say(f"\nerror {found.error:.3f}; luck alone would show {found.noise_floor:.3f} with so few answers\n")
    say(f"skill against always saying {found.base_rate:.0%}: {found.skill:.2f}\n")
    say(f"an answer leads from {found.leads_at:.0%} on\n{found.provenance}\n")
    return 0
