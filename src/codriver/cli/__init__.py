"""The terminal: arguments in, text or JSON out. Everything heavy is imported by the one command that needs it."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are printed as `error:` and `hint:`, never as a traceback."""
    from codriver.cli.door import answer  # inside: importing the package must cost nothing to whoever wants a piece

    return answer(list(sys.argv[1:] if arguments is None else arguments))
