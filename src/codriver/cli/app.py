"""The commands and their options. Only typer and signatures are imported here, so that `--help` answers at once."""

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from codriver.cli.commands import code, failure_modes, incident, knowledge, runbooks
from codriver.cli.commands.admin.calibrate import HELP as CALIBRATE
from codriver.cli.commands.admin.calibrate import calibrate
from codriver.cli.commands.admin.calibration import HELP as CALIBRATION
from codriver.cli.commands.admin.calibration import calibration
from codriver.cli.commands.admin.weights import HELP as WEIGHTS
from codriver.cli.commands.admin.weights import weights
from codriver.cli.commands.advise import HELP as ADVISE
from codriver.cli.commands.advise import advise
from codriver.cli.commands.ask import HELP as ASK
from codriver.cli.commands.ask import ask
from codriver.cli.commands.changes import HELP as CHANGES
from codriver.cli.commands.changes import changes
from codriver.cli.commands.confirm import HELP as CONFIRM
from codriver.cli.commands.confirm import confirm
from codriver.cli.commands.doctor import HELP as DOCTOR
from codriver.cli.commands.doctor import doctor
from codriver.cli.commands.draft import HELP as DRAFT
from codriver.cli.commands.draft import draft
from codriver.cli.commands.init import HELP as INIT
from codriver.cli.commands.init import init
from codriver.cli.commands.logs import HELP as LOGS
from codriver.cli.commands.logs import logs
from codriver.cli.commands.mcp import HELP as MCP
from codriver.cli.commands.mcp import mcp
from codriver.cli.commands.note import HELP as NOTE
from codriver.cli.commands.note import note
from codriver.cli.commands.outcome import HELP as OUTCOME
from codriver.cli.commands.outcome import outcome
from codriver.cli.commands.propose import HELP as PROPOSE
from codriver.cli.commands.propose import propose
from codriver.cli.commands.resolve import HELP as RESOLVE
from codriver.cli.commands.resolve import resolve
from codriver.cli.commands.runbook import HELP as RUNBOOK
from codriver.cli.commands.runbook import runbook
from codriver.cli.commands.schema import HELP as SCHEMA
from codriver.cli.commands.schema import schema
from codriver.cli.commands.services import HELP as SERVICES
from codriver.cli.commands.services import services
from codriver.cli.commands.show import HELP as SHOW
from codriver.cli.commands.show import show
from codriver.cli.commands.stacktrace import HELP as STACKTRACE
from codriver.cli.commands.stacktrace import stacktrace
from codriver.cli.commands.triage import HELP as TRIAGE
from codriver.cli.commands.triage import triage
from codriver.cli.commands.version import HELP as VERSION
from codriver.cli.commands.version import print_version, version
from codriver.cli.commands.watch import HELP as WATCH
from codriver.cli.commands.watch import watch

HELP = """Codriver reads the road; you drive.

Point it at what you have: logs, an alert, metrics, traces, a repository, runbooks. It says what is failing, what most
likely causes it, what speaks against that, what it could not see, and what to check next. It runs nothing.

\b
Start here:
  codriver triage ./incident           a folder with whatever you saved
  codriver triage --live               the running systems that codriver.toml names
  pbpaste | codriver triage -          whatever you copied
  pbpaste | codriver stacktrace        a stack trace, out of any log
  codriver doctor                      what is connected, what is missing

\b
Exit codes of every command:
  0    an answer was given (also when the cause is undetermined)
  1    codriver failed
  2    a wrong option, path or setting
  3    nothing that was given could be read
  130  interrupted

Settings come from the nearest codriver.toml (or CODRIVER_CONFIG); none is needed.
"""

Verb = tuple[str, Callable[..., int], str]
VERBS: tuple[Verb, ...] = (
    ("triage", triage, TRIAGE),
    ("watch", watch, WATCH),
    ("changes", changes, CHANGES),
    ("services", services, SERVICES),
    ("logs", logs, LOGS),
    ("stacktrace", stacktrace, STACKTRACE),
    ("runbook", runbook, RUNBOOK),
    ("note", note, NOTE),
    ("propose", propose, PROPOSE),
    ("confirm", confirm, CONFIRM),
    ("outcome", outcome, OUTCOME),
    ("draft", draft, DRAFT),
    ("resolve", resolve, RESOLVE),
    ("show", show, SHOW),
    ("init", init, INIT),
    ("doctor", doctor, DOCTOR),
    ("ask", ask, ASK),
    ("advise", advise, ADVISE),
    ("mcp", mcp, MCP),
    ("schema", schema, SCHEMA),
    ("version", version, VERSION),
)
GROUPS: tuple[tuple[str, str, tuple[Verb, ...]], ...] = (
    ("incident", incident.ABOUT, incident.VERBS),
    ("code", code.ABOUT, code.VERBS),
    ("runbooks", runbooks.ABOUT, runbooks.VERBS),
    ("failure-modes", failure_modes.ABOUT, failure_modes.VERBS),
    ("knowledge", knowledge.ABOUT, knowledge.VERBS),
    (
        "admin",
        "For whoever looks after codriver: what its answers rest on.",
        (("weights", weights, WEIGHTS), ("calibration", calibration, CALIBRATION), ("calibrate", calibrate, CALIBRATE)),
    ),
)


def _typer(words: str) -> typer.Typer:
    return typer.Typer(
        help=words,
        rich_markup_mode=None,  # Rich's help pages cost 100 ms
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _with(verbs: Iterable[Verb], told: typer.Typer) -> typer.Typer:
    for name, command, words in verbs:
        told.command(name, help=words)(command)
    return told


app = _with(VERBS, _typer(HELP))
for group, about, verbs in GROUPS:
    inner = _with(verbs, _typer(about))
    inner.callback()(lambda: None)  # keeps a group of one verb a group
    app.add_typer(inner, name=group)
COMMANDS = (*(name for name, _, _ in VERBS), *(f"{group} {name}" for group, _, verbs in GROUPS for name, _, _ in verbs))


def _version(asked: bool) -> None:
    if asked:
        print_version(as_json=False)
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before any command."""
