"""Writes docs/reference from what is there, and the first screen of the demo into the README.

`make docs` runs it; tests/test_docs.py fails when a page is stale. Nothing in docs/reference is written by hand.
"""

import ast
import importlib
import importlib.resources
import inspect
import json
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

from typer.testing import CliRunner

from codriver.cli.app import COMMANDS, app

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "codriver"
EXAMPLE = ROOT / "examples" / "incidents" / "checkout-errors"
DEMO_BEGINS, DEMO_ENDS = "<!-- demo -->", "<!-- /demo -->"
REFERENCE = ROOT / "docs" / "reference"
GLOSSARY_OF_HOSTS = SRC / "mcp_server" / "glossary.md"  # a copy that an installed server can hand out
NOTICE = "<!-- written by `make docs`; do not edit -->"
ABOUT_JSON = """\
Every command that answers has `--json`. The whole shape of an answer: `codriver schema NAME`. Adding a key keeps the
version; changing or removing one raises it. Timings and notes go to stderr."""


ABOUT_SOURCES = "The keys that every source has (tokens, TLS, bounds): [live sources](../../guides/live-sources.md)."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of plug-in: its page, its folder, and the guide that says how to add one."""

    page: str
    title: str
    folder: str
    guide: str


KINDS = (
    Kind("connectors", "Connectors", "connectors", "add-a-connector"),
    Kind("detectors", "Detectors", "engine/detectors", "add-a-detector"),
    Kind("explainers", "Explainers", "engine/explainers", "add-an-explainer"),
    Kind("log-formats", "Log formats", "telemetry/logs/formats", "add-a-log-format"),
    Kind("stack-traces", "Stack traces", "telemetry/stacktraces", "add-a-stack-trace-language"),
)


def pages() -> dict[str, str]:
    """File name -> text of every page, the same on every machine."""
    plugins = {f"{kind.page}.md": _plugin_page(kind) for kind in KINDS}
    live = {f"sources/{name}.md": page for name, page in _sources()}
    return {**plugins, **live, "sources.md": _sources_page(), "commands.md": _commands_page(), "json.md": _json_page()}


def plugins(kind: Kind) -> dict[str, ast.Module]:
    """Every plug-in of the kind by name: the folder's files and folders whose name has no `_` before it."""
    found = [*(SRC / kind.folder).glob("[!_]*.py"), *(SRC / kind.folder).glob("[!_]*/__init__.py")]
    named = {(path.parent.name if path.stem == "__init__" else path.stem): path for path in found}
    return {name: ast.parse(named[name].read_text("utf-8")) for name in sorted(named)}


def _plugin_page(kind: Kind) -> str:
    sections = (f"## {name}\n\n{ast.get_docstring(code) or ''}" for name, code in plugins(kind).items())
    head = f"{NOTICE}\n\n# {kind.title}\n\nHow to add one: [{kind.guide}](../guides/{kind.guide}.md)."
    return "\n\n".join((head, *sections)) + "\n"


def _sources() -> Iterator[tuple[str, str]]:
    """A page for each running system that can be asked: what it needs, how it is set up."""
    folder = importlib.import_module("codriver.connectors").__path__
    for name in sorted(module.name for module in pkgutil.iter_modules(folder) if not module.name.startswith("_")):
        module = importlib.import_module(f"codriver.connectors.{name}")
        if hasattr(module, "fetch"):
            yield name, _source_page(name, module)


def _sources_page() -> str:
    told = {name: page.splitlines()[4] for name, page in _sources()}
    rows = "\n".join(f"| [{name}](sources/{name}.md) | {said} |" for name, said in told.items())
    about = "Running systems that `codriver triage --live` can ask; how: [live sources](../guides/live-sources.md)."
    return f"{NOTICE}\n\n# Live sources\n\n{about}\n\n| source | is |\n|---|---|\n{rows}\n"


def _source_page(name: str, module: ModuleType) -> str:
    title, _, told = (ast.get_docstring(ast.parse(inspect.getsource(module))) or "").partition("\n\n")
    rows = "\n".join(f"| `{key}` | {said} |" for key, said in module.SETTINGS.items())
    own = f"| its own keys | |\n|---|---|\n{rows}\n\n" if rows else ""
    gives = f"Gives: {', '.join(module.GIVES)}."
    example = f"```toml\n[sources.{name}]\n{module.EXAMPLE.strip()}\n```"
    return f"{NOTICE}\n\n# {name}\n\n{title}\n\n{told}\n\n{gives}\n\n{example}\n\n{own}{ABOUT_SOURCES}\n"


def _commands_page() -> str:
    head = f"{NOTICE}\n\n# Commands\n\nExit codes: [exit-codes](../guides/exit-codes.md)."
    return "\n\n".join((head, *map(_command, ("", *COMMANDS)))) + "\n"


def _command(name: str) -> str:
    asked = [*name.split(), "--help"]
    answer = CliRunner().invoke(app, asked, prog_name="codriver", terminal_width=80, env={"COLUMNS": "80"})
    text = "\n".join(line.rstrip() for line in answer.output.strip().splitlines())
    return f"## codriver {name}".rstrip() + f"\n\n```text\n{text}\n```"


def _json_page() -> str:
    shipped = (one for one in importlib.resources.files("codriver.schemas").iterdir() if one.name.endswith(".json"))
    schemas = {one.name.removesuffix(".json"): json.loads(one.read_text("utf-8")) for one in shipped}
    head = f"{NOTICE}\n\n# JSON answers\n\n{ABOUT_JSON}"
    return "\n\n".join((head, *(_schema(name, schemas[name]) for name in sorted(schemas)))) + "\n"


def _schema(name: str, schema: dict[str, object]) -> str:
    rows = "\n".join(_rows(schema))
    said = str(schema.get("description") or schema.get("title") or "")
    return f"## {name}\n\n{said}\n\n| key | type | is |\n|---|---|---|\n{rows}"


def _rows(schema: dict[str, object]) -> Iterator[str]:
    properties = schema.get("properties")
    for key, value in properties.items() if _is_table(properties) else ():
        told = value if _is_table(value) else {}
        yield f"| `{key}` | {_type(told)} | {str(told.get('description', '')).replace('|', '/')} |"


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _type(told: dict[str, object]) -> str:
    if "const" in told:
        return f"`{told['const']}`"
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    listed = told.get("type", "")
    return " or ".join(map(str, listed)) if isinstance(listed, list) else str(listed)


def readme() -> str:
    """The README with the first screen of the demo as it really is now."""
    start, rest = (ROOT / "README.md").read_text("utf-8").split(DEMO_BEGINS)
    _, end = rest.split(DEMO_ENDS)
    return f"{start}{DEMO_BEGINS}\n```\n{_first_screen()}\n```\n{DEMO_ENDS}{end}"


def _first_screen() -> str:
    """What `codriver triage` prints above its details, at 80 columns."""
    with tempfile.TemporaryDirectory() as state:
        command = ["triage", str(EXAMPLE)]
        answer = CliRunner().invoke(app, command, env={"CODRIVER_STATE": state, "COLUMNS": "80"})
    return answer.stdout.partition("\nIMPACT")[0].rstrip()


def main() -> int:
    """Write every page, and remove pages of what is gone."""
    (REFERENCE / "sources").mkdir(exist_ok=True, parents=True)
    wanted = pages()
    for stale in {path.relative_to(REFERENCE).as_posix() for path in REFERENCE.rglob("*.md")} - wanted.keys():
        (REFERENCE / stale).unlink()
    for name, text in wanted.items():
        (REFERENCE / name).write_text(text, "utf-8")
    GLOSSARY_OF_HOSTS.write_text((ROOT / "docs" / "glossary.md").read_text("utf-8"), "utf-8")
    (ROOT / "README.md").write_text(readme(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
