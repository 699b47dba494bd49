"""`codriver admin weights`: what each kind of evidence counts."""

from codriver.cli.commands.asked import AsJson

HELP = """Print what each kind of evidence counts, and where the numbers come from.

A weight is in log-odds: what a piece of evidence of full size adds to (+), or takes from (-), the cause it is of.

\b
Examples:
  codriver admin weights
  codriver admin weights --json | jq .features
"""
VERSION = "codriver.weights/1"


def weights(*, as_json: AsJson = False) -> int:
    """Print the weights in use; returns the exit code."""
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it
    from codriver.room.triage import shipped_weights, weight_meanings, weights_against

    used = shipped_weights()
    against = weights_against()
    if as_json:
        told = {"provenance": used.provenance, "features": dict(used.features), "mechanisms": dict(used.mechanisms)}
        told["against"] = sorted(against & used.features.keys())
        say_json({"schema": VERSION, **told, "fitted_on": list(used.fitted_on)})
        return 0
    widest = max(map(len, used.features))
    meanings = weight_meanings()
    heaviest_first = sorted(used.features.items(), key=lambda one: (-one[1], one[0]))
    for name, weight in heaviest_first:
        sign = "-" if name in against else "+"
        say(f"{name:<{widest}}  {sign}{weight:4.2f}  {meanings.get(name, '')}".rstrip() + "\n")
    say(f"\nwhere they come from: {used.provenance}\n")
    return 0
