"""`codriver version`: which codriver this is."""

from codriver.cli.commands.asked import AsJson

HELP = """Print the version.

\b
Example:
  codriver version --json
"""
VERSION = "codriver.version/1"


def version(*, as_json: AsJson = False) -> int:
    """Print the version; returns the exit code."""
    print_version(as_json=as_json)
    return 0


def print_version(*, as_json: bool) -> None:
    """`codriver 0.1.0`, or the same as JSON."""
    from codriver import __version__
    from codriver.cli.out import say, say_json  # inside: `--help` must not wait for it

    if as_json:
        say_json({"schema": VERSION, "version": __version__})
    else:
        say(f"codriver {__version__}\n")
