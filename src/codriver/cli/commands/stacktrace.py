"""`codriver stacktrace`: paste anything that contains a trace."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import AsJson, Everything, screen_width

HELP = """Read a stack trace out of whatever you paste.

Any language, out of any log: Docker, Kubernetes, syslog, JSON. It prints what was raised and its root cause, where it
was thrown, the first frame in your code, what that often means, and a fingerprint that stays the same over releases.
With --repo also the code behind your frames at HEAD, and the files to look at first.

\b
Examples:
  pbpaste | codriver stacktrace
  kubectl logs pay-7f9 | codriver stacktrace --repo ~/src/shop
  codriver stacktrace crash.log --json
"""

STDIN = "-"
NOT_READ = 3
File = Annotated[str, typer.Argument(metavar="[FILE]", help="A file; `-`, the default, is what comes in by stdin.")]
Repo = Annotated[
    Path | None, typer.Option("--repo", metavar="PATH", help="The git repository that runs.", show_default=False)
]
Causes = Annotated[
    Path | None,
    typer.Option("--causes", metavar="FILE", help="A markdown table of likely causes of your own.", show_default=False),
]


def stacktrace(
    file: File = STDIN,
    *,
    repo: Repo = None,
    causes: Causes = None,
    as_json: AsJson = False,
    everything: Everything = False,
) -> int:
    """Ask the room what the trace tells and show it; returns the exit code, 3 when there is none."""
    from codriver.cli.out import say_json, say_lines  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.pasted import pasted
    from codriver.cli.screen.traces import told_lines
    from codriver.room.shape_of_traces import shape_of_told
    from codriver.room.stacktrace import tell

    with pasted(sys.stdin.buffer, asked=file == STDIN, named=True) as paste:
        told = tell(paste or Path(file), repo, causes)
    if as_json:
        say_json(shape_of_told(told))
    else:
        say_lines(told_lines(told, width=screen_width(), everything=everything))
    return 0 if told.trace else NOT_READ
