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
    from codriver.room.triage import shipped_weights, weight_meanings

    used = shipped_weights()
    if as_json:
        told = {"provenance": used.provenance, "features": dict(used.features), "mechanisms": dict(used.mechanisms)}
        say_json({"schema": VERSION, **told, "fitted_on": list(used.fitted_on)})
        return 0
    widest = max(map(len, used.features))
    meanings = weight_meanings()
    heaviest_first = sorted(used.features.items(), key=lambda one: (-one[1], one[0]))
    rows = (f"{name:<{widest}}  {weight:5.2f}  {meanings.get(name, '')}".rstrip() for name, weight in heaviest_first)
    say("".join(f"{row}\n" for row in rows))
    say(f"\nwhere they come from: {used.provenance}\n")
    return 0
