"""`codriver schema`: the shapes of the JSON answers."""

from typing import Annotated

import typer

HELP = """Print the JSON Schema of an answer, or list their names.

Shapes are versioned ("codriver.triage/1"): new keys may appear, a changed one raises the version.

\b
Examples:
  codriver schema
  codriver schema triage > triage.schema.json
"""


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="triage, changes, show ...", show_default=False)] = "",
) -> int:
    """Print one schema, or the names of all; returns the exit code."""
    from importlib.resources import files  # inside: `--help` must not wait for it

    from codriver.cli.out import say
    from codriver.errors import ConfigError

    shipped = {one.name.removesuffix(".json"): one for one in files("codriver.schemas").iterdir()}
    names = sorted(key for key, one in shipped.items() if one.name.endswith(".json"))
    if name and name not in names:
        raise ConfigError(f"no schema `{name}`", hint=f"known: {', '.join(names)}")
    say(shipped[name].read_text(encoding="utf-8") if name else "".join(f"{one}\n" for one in names))
    return 0
