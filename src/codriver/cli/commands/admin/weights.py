"""`codriver admin weights`: what each kind of evidence counts."""

from codriver.cli.commands.asked import AsJson

HELP = """Print what each kind of evidence counts, and where the numbers come from.

A weight is in log-odds: what a piece of evidence of full size adds to, or takes from, the cause that it speaks of.

\b
Examples:
  codriver admin weights
  codriver admin weights --json | jq .features
"""
VERSION = "codriver.weights/1"


def weights(*, as_json: AsJson = False) -> int:
    """Print the weights in use; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it
    from codriver.room.triage import shipped_weights

    used = shipped_weights()
    if as_json:
        say_json({"schema": VERSION, "provenance": used.provenance, "features": dict(used.features)})
        return 0
    widest = max(map(len, used.features))
    heaviest_first = sorted(used.features.items(), key=lambda one: (-one[1], one[0]))
    say("".join(f"{feature:<{widest}}  {weight:4.1f}\n" for feature, weight in heaviest_first))
    say(f"\nwhere they come from: {used.provenance}\n")
    return 0
