"""`codriver services`: one topology, and every name that tools have for a service."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import (
    AsJson,
    Asked,
    LiveToo,
    Paths,
    Repos,
    Since,
    Timings,
    Verbose,
    requested,
    screen_width,
)

HELP = """Say which services there are, and who needs whom.

One topology from traces, the cluster, compose files, mesh metrics and codriver.toml, with the source of each edge.
Names that differ between tools and were taken for one service are shown; where that is wrong, `aliases` in
codriver.toml puts it right.

\b
Examples:
  codriver services ./incident
  codriver services --live --graph
  codriver services --graph --json | jq '.edges[]'
"""

Graph = Annotated[bool, typer.Option("--graph", help="Who needs whom, drawn from the entries down.")]


def services(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    repo: Repos = None,
    *,
    graph: Graph = False,
    since: Since = "",
    live: LiveToo = False,
    as_json: AsJson = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room for the topology and show it; returns the exit code."""
    from codriver.cli.log import listen  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.progress import watched
    from codriver.cli.screen.topology import graph_lines, topology_lines
    from codriver.config import furnish
    from codriver.room.services import services as ask
    from codriver.room.shape_of_topology import shape_of_topology

    room = furnish(Path.cwd(), os.environ)
    asked = Asked(paths=tuple(paths or ()), repos=tuple(repo or ()), since=since, live=live)
    request = requested(asked, datetime.now(UTC))
    listen(verbose=verbose)
    with watched(sys.stderr, timings=timings) as progress:
        topology = ask(room, request, progress)
    if as_json:
        say_json(shape_of_topology(topology))
    else:
        say_lines((graph_lines if graph else topology_lines)(topology, width=screen_width()))
    return 0
