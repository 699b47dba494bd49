"""`codriver changes`: every change on one timeline."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codriver.cli.commands.asked import (
    AsJson,
    Asked,
    At,
    Everything,
    LiveToo,
    Paths,
    Repos,
    ServiceName,
    Since,
    Timings,
    Until,
    Verbose,
    requested,
    screen_width,
)

HELP = """Put every change on one timeline.

Each with its distance from the onset: deploys, config, flags, schema, infrastructure and dependencies, from deploy
logs and git histories; with --live also from the running systems of codriver.toml: the cluster, GitHub, GitLab, Argo
CD, Helm, annotations. A change that two of them tell of is one. What was merged and what reached production stand
apart: only the latter can have broken it.

\b
Examples:
  codriver changes --repo ~/src/shop --since -2h
  codriver changes ./incident --service checkout --at 10:42
  codriver changes --live --since -3h --service checkout
  codriver changes deploys.csv --kind config --kind flag
"""

KINDS = ("deploy", "config", "flag", "schema", "infra", "dependency")  # a test holds them to the model's ChangeKind
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help=f"Only this kind (may be repeated): {', '.join(KINDS)}.", show_default=False
    ),
]


def changes(  # noqa: PLR0913 - one argument an option, as typer wants it
    paths: Paths = None,
    repo: Repos = None,
    *,
    kind: Kinds = None,
    service: ServiceName = "",
    at: At = "",
    since: Since = "",
    until: Until = "",
    live: LiveToo = False,
    as_json: AsJson = False,
    everything: Everything = False,
    timings: Timings = False,
    verbose: Verbose = False,
) -> int:
    """Ask the room for its timeline and show it; returns the exit code."""
    from codriver.cli.log import listen  # inside, as all of the room: `--help` must not wait for it
    from codriver.cli.out import say_json, say_lines
    from codriver.cli.progress import watched
    from codriver.cli.screen.answers import timeline_lines
    from codriver.config import furnish
    from codriver.room.shape_of_answers import shape_of_timeline
    from codriver.room.timeline import changes as ask

    room = furnish(Path.cwd(), os.environ)
    asked = Asked(
        paths=tuple(paths or ()), repos=tuple(repo or ()), service=service, at=at, since=since, until=until, live=live
    )
    request = requested(asked, datetime.now(UTC))
    listen(verbose=verbose)
    with watched(sys.stderr, timings=timings) as progress:
        timeline = ask(room, request, _kinds(kind or []), progress)
    if as_json:
        say_json(shape_of_timeline(timeline))
    else:
        say_lines(timeline_lines(timeline, width=screen_width(), everything=everything))
    return 0


def _kinds(asked: list[str]) -> tuple[str, ...]:
    from codriver.errors import ConfigError

    for kind in asked:
        if kind not in KINDS:
            raise ConfigError(f"--kind: unknown `{kind}`", hint=f"known: {', '.join(KINDS)}")
    return tuple(dict.fromkeys(asked))
