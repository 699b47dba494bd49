"""A plug-in is one file: it keeps its folder's contract, says when it is wrong, has a page, and needs no other file.

The examples of CONTRIBUTING.md and of the guides are dropped into a copy of the package and run there.
"""

import ast
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from codriver import config
from codriver.model import iso
from codriver.testing import at

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "codriver"

CONTRACTS: dict[str, dict[str, tuple[str, ...]]] = {
    "connectors": {"recognise": ("file",), "read": ("file", "scope")},
    "engine/detectors": {"detect": ("situation",)},
    "engine/explainers": {"explain": ("situation", "seen")},
    "telemetry/logs/formats": {"recognise": ("sample_lines",), "columns": ("lines",)},
    "telemetry/stacktraces": {"read": ("text",)},
}
LIVE = {"fetch": ("source", "scope")}  # a connector that asks a running system
PAGES = {
    "connectors": "connectors",
    "engine/detectors": "detectors",
    "engine/explainers": "explainers",
    "telemetry/logs/formats": "log-formats",
    "telemetry/stacktraces": "stack-traces",
}


def plugins() -> dict[tuple[str, str], ast.Module]:
    """(folder, name) -> code of every plug-in."""
    found = {}
    for folder in CONTRACTS:
        for path in [*(SRC / folder).glob("[!_]*.py"), *(SRC / folder).glob("[!_]*/__init__.py")]:
            name = path.parent.name if path.stem == "__init__" else path.stem
            found[folder, name] = ast.parse(path.read_text("utf-8"))
    return dict(sorted(found.items()))


def _functions(code: ast.Module) -> set[str]:
    return {node.name for node in code.body if isinstance(node, ast.FunctionDef)}


PLUGINS = plugins()
EVERY = pytest.mark.parametrize(("folder", "name"), list(PLUGINS))


@EVERY
def test_a_plugin_keeps_the_contract_of_its_folder(folder: str, name: str) -> None:
    body = PLUGINS[folder, name].body
    defined = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    brought = {
        alias.name: None for node in body if isinstance(node, ast.ImportFrom) for alias in node.names
    }  # a folder's `__init__` may bring its functions from a file beside it
    contract = LIVE if folder == "connectors" and "fetch" in defined | brought else CONTRACTS[folder]
    for function, parameters in contract.items():
        assert function in defined | brought
        if function in defined:
            assert tuple(argument.arg for argument in defined[function].args.args) == parameters


@EVERY
def test_a_plugin_says_when_it_is_wrong(folder: str, name: str) -> None:
    said = " ".join((ast.get_docstring(PLUGINS[folder, name]) or "").split())
    assert "When it is wrong:" in said


@EVERY
def test_a_plugin_has_a_page(folder: str, name: str) -> None:
    page = ROOT / "docs" / "reference" / f"{PAGES[folder]}.md"
    assert f"\n## {name}\n" in page.read_text("utf-8"), "run `make docs`"


@pytest.mark.parametrize("name", [name for (kind, name), code in PLUGINS.items() if "fetch" in _functions(code)])
def test_a_live_connector_says_what_it_needs_and_shows_its_settings(name: str) -> None:
    module = importlib.import_module(f"codriver.connectors.{name}")
    shown = tomllib.loads(module.EXAMPLE)
    assert "Needs:" in (module.__doc__ or "")
    assert set(shown) - set(config._SOURCE) <= set(module.SETTINGS)  # noqa: SLF001 - what every source may have
    page = (ROOT / "docs" / "reference" / "sources" / f"{name}.md").read_text("utf-8")
    assert f"[sources.{name}]" in page
    assert all(f"`{key}`" in page for key in module.SETTINGS)


def test_connectors_have_a_name_each() -> None:
    names = [
        node.value.value
        for (folder, _), code in PLUGINS.items()
        for node in ast.walk(code)
        if folder == "connectors" and isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == "NAME"
    ]
    assert len(names) == len(set(names))


def examples() -> dict[str, str]:
    """Path -> code of every example that names its file."""
    texts = (ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "guides").glob("*.md")))
    blocks = re.findall(
        r"^```python\n# ((?:src|tests)/\S+\.py)\n(.*?)^```$",
        "\n".join(path.read_text("utf-8") for path in texts),
        re.MULTILINE | re.DOTALL,
    )
    return dict(blocks)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the examples dropped in."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(SRC, root / "src" / "codriver", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for path, code in examples().items():
        assert not (root / path).exists(), "an example must be a new file"
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(code, "utf-8")
    return root


def run(root: Path, *command: str) -> str:
    """What a Python that knows only the extended copy prints."""
    environ = {**os.environ, "PYTHONPATH": str(root / "src"), "CODRIVER_STATE": str(root / "state")}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_is_an_example_of_every_kind() -> None:
    folders = {str(Path(path).parent.relative_to("src/codriver")) for path in examples() if path.startswith("src/")}
    assert folders == CONTRACTS.keys()


def test_the_examples_tests_pass(extended: Path) -> None:
    run(extended, "pytest", "-p", "no:cacheprovider", "tests")


def test_the_examples_keep_the_house_rules(extended: Path) -> None:
    run(extended, "ruff", "check", "--no-cache", *examples())
    run(extended, "ruff", "format", "--no-cache", "--check", *examples())


def an_incident(folder: Path) -> Path:
    """A service that logs calmly and then fails; its provider announces an outage; who needs whom is written down."""
    folder.mkdir()
    calm = (f"{iso(at(minutes / 6 - 30))}|INFO|pay|charged order {minutes}" for minutes in range(180))
    bad = (
        f"{iso(at(0.5) + timedelta(seconds=step))}|ERROR|pay|cardhouse: payment refused" for step in range(0, 300, 3)
    )
    (folder / "pay.log").write_text("\n".join((*calm, *bad)) + "\n")
    outage = {"name": "Payments fail", "started_at": iso(at(0))}
    page = {"page": {"name": "CardHouse"}, "incidents": [outage]}
    (folder / "status.json").write_text(json.dumps(page))
    (folder / "docker-compose.yml").write_text(
        "services:\n  pay:\n    image: pay\n    depends_on: [cardhouse]\n  cardhouse:\n    image: cardhouse\n"
    )
    return folder


def test_dropped_in_files_take_part_in_a_triage_and_no_other_file_changes(extended: Path, tmp_path: Path) -> None:
    incident = an_incident(tmp_path / "incident")
    answer = json.loads(run(extended, "codriver", "triage", str(incident), "--json"))
    cited = {cite["source"] for cite in answer["citations"].values()}
    assert "status-page" in cited
    assert "announced_outage" in {finding["detector"] for finding in answer["findings"]}
    proposed = [*answer["hypotheses"], *answer["ruled_out"]]
    assert ("cardhouse", "announced") in {(one["suspect"], one["mechanism"]) for one in proposed}


def test_a_dropped_in_log_format_is_read(extended: Path, tmp_path: Path) -> None:
    incident = an_incident(tmp_path / "incident")
    answer = json.loads(run(extended, "codriver", "triage", str(incident / "pay.log"), "--json"))
    assert "pay" in answer["impact"]["failing"]
