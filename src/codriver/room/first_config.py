"""A first codriver.toml from what a repository holds: its compose files, its folders of runbooks, its owners."""

import json
from collections.abc import Mapping
from pathlib import Path

from codriver.access.files.walk import Found, walk
from codriver.connectors import File, compose
from codriver.errors import ConfigError, SourceError
from codriver.model import Dependency, Scope, Service
from codriver.room.live.finding import Knock, reached
from codriver.room.material import is_repository
from codriver.room.naming import joined, united
from codriver.room.papers import COMPOSE, KNOWLEDGE, MARKDOWN

NOTHING_SET: Mapping[str, str] = {}
HEAD = """\
# What codriver knows about your systems before anything breaks. Every line may go; none is needed for
# `codriver triage PATH`. The keys are described in docs/guides/codriver-toml.md.
"""


def draft(path: Path, environ: Mapping[str, str] = NOTHING_SET, knock: Knock | None = None) -> str:
    """The text of a commented codriver.toml for the repository at `path`: valid as it stands, with blanks to fill in.

    Running systems are those that the environment, the kubeconfig and git's remote name; with a `knock` also those that
    answer at their usual ports.

    Raises:
        ConfigError: `path` is no folder.
    """
    if not path.is_dir():
        raise ConfigError(f"no such folder: {path}", hint="run it in a repository, or give its folder")
    names = [item.name for item in walk(path) if isinstance(item, Found)]
    facts = [fact for name in names if name.rpartition("/")[2] in COMPOSE for fact in _compose(path, name)]
    services = [fact for fact in facts if isinstance(fact, Service)]
    needs = joined((fact for fact in facts if isinstance(fact, Dependency)), {})
    parts = [HEAD, _knowledge(names), _repositories(path), _sources(path, environ, knock)]
    parts += [
        _service(service, [edge.callee for edge in needs if edge.caller == service.name])
        for service in united(services, {}, ())
    ]
    return "\n".join(part for part in parts if part) + ("" if services else EXAMPLE)


EXAMPLE = """
# One table a service. `aliases` are its names in other tools (a job, a deployment, a container).
# [services.checkout]
# owner = "team-shop"
# criticality = "critical"        # critical, high, normal, low
# depends_on = ["payments"]
# aliases = ["checkout-svc"]
"""


def _compose(root: Path, name: str) -> list[object]:
    try:
        return list(compose.read(File(root / name, name), Scope()))
    except SourceError:
        return []  # `doctor` says what is wrong with it; a first draft goes without


def _sources(path: Path, environ: Mapping[str, str], knock: Knock | None) -> str:
    found = reached(path, environ, knock)
    told = "\n".join(one.text() for one in found)
    return f"{SOURCES}\n{told}" if found else NO_SOURCES


SOURCES = (
    "# Running systems that `codriver triage --live` asks. Tokens stay in the environment, or in a file (token_file)."
)
NO_SOURCES = """\
# Running systems that `codriver triage --live` asks: docs/guides/live-sources.md. `codriver init --probe` finds some.
# [sources.prometheus]
# url = "http://localhost:9090"
"""


def _knowledge(names: list[str]) -> str:
    folders = sorted(
        {
            "/".join(name.split("/")[: place + 1])
            for name in names
            if name.lower().endswith(MARKDOWN)
            for place, part in enumerate(name.split("/")[:-1])
            if part in KNOWLEDGE
        }
    )
    listed = ", ".join(json.dumps(folder) for folder in folders)
    return (
        f"[knowledge]\npaths = [{listed}]\n"
        if folders
        else '# [knowledge]\n# paths = ["runbooks"]    # folders of markdown\n'
    )


def _repositories(path: Path) -> str:
    return '[repositories]\npaths = ["."]    # whose history tells what was merged\n' if is_repository(path) else ""


def _service(service: Service, needs: list[str]) -> str:
    lines = [f"[services.{json.dumps(service.name)}]"]
    lines += [f"owner = {json.dumps(service.owner)}"] if service.owner else ['# owner = ""          # whom to page']
    lines += [f"criticality = {json.dumps(service.criticality)}"]
    lines += (
        [f"depends_on = {json.dumps(sorted({*service.depends_on, *needs}))}"] if needs or service.depends_on else []
    )
    lines += ["# aliases = []        # its names in other tools"]
    return "\n".join(lines) + "\n"
