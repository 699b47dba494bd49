"""The docs are true: words, features, settings, exit codes and links are those of the code; examples run."""

import ast
import importlib.util
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from codriver import config, model
from codriver.cli.app import COMMANDS, HELP
from codriver.cli.commands import triage
from codriver.knowledge import failure_modes

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "codriver"
DOCS = ROOT / "docs"
WRITTEN = [ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def read(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def first_cells(text: str) -> list[str]:
    """The first cell of every table row, in order."""
    return re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_glossary_has_every_word_of_the_model_once_and_no_other() -> None:
    table = read("glossary.md").partition("Words without a type")[0]
    words = [cell.strip("*") for cell in first_cells(table) if cell.startswith("**")]
    types = [name for name in model.__all__ if isinstance(getattr(model, name), type)]
    assert sorted(words) == sorted(types)


def test_the_glossary_has_the_value_of_every_list_of_values() -> None:
    text = read("glossary.md").lower()
    kinds = (model.Status, model.Signal, model.ChangeKind, model.Stage, model.Stance, model.Standing, model.Outcome)
    values = {value.value.replace("_", " ") for kind in (*kinds, model.Trend) for value in kind}
    assert {value for value in values if value not in text} == set()


def weights() -> set[str]:
    return set(json.loads((SRC / "engine" / "weights.json").read_text("utf-8"))["features"])


def test_every_feature_with_a_weight_is_explained_and_no_other() -> None:
    explained = [cell.strip("`") for cell in first_cells(read("concepts/evidence.md")) if cell.startswith("`")]
    assert sorted(explained) == sorted(weights())


def test_every_feature_that_the_engine_names_has_a_weight() -> None:
    assert {f for path in (SRC / "engine").rglob("*.py") for f in _features(path)} - weights() == set()


def _features(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if named and node.func.id in {"supports", "contradicts"} and node.args:  # type: ignore[attr-defined]  # `named`
            first = node.args[0]  # type: ignore[attr-defined]  # `named`
            yield from (str(first.value),) if isinstance(first, ast.Constant) else ()


def test_a_features_stance_is_the_one_it_has_in_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sorted((SRC / "engine").rglob("*.py")))
    told = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", read("concepts/evidence.md"), re.MULTILINE))
    said = {feature: stance for stance, feature in re.findall(r"(supports|contradicts)\(\s*\"(\w+)\"", code)}
    assert {feature: stance for feature, stance in told.items() if said.get(feature, stance) != stance} == {}


def test_the_reference_is_fresh() -> None:
    pages = generator().pages()
    reference = DOCS / "reference"
    found = {path.relative_to(reference).as_posix(): path.read_text("utf-8") for path in reference.rglob("*.md")}
    assert sorted(found) == sorted(pages), "run `make docs`"
    assert [name for name in pages if found[name] != pages[name]] == [], "run `make docs`"


def test_the_readme_shows_what_the_demo_prints() -> None:
    assert (DOCS.parent / "README.md").read_text("utf-8") == generator().readme(), "run `make docs`"


def test_every_command_has_its_help_in_the_reference() -> None:
    text = read("reference/commands.md")
    assert [name for name in COMMANDS if f"\n## codriver {name}\n" not in text] == []


def test_every_exit_code_is_documented() -> None:
    by_help = set(re.findall(r"^  (\d+) ", f"{HELP}\n{triage.HELP}", re.MULTILINE))
    assert by_help == {cell for cell in first_cells(read("guides/exit-codes.md")) if cell.isdigit()}


def test_the_example_codriver_toml_furnishes_a_room_and_shows_every_setting(tmp_path: Path) -> None:
    text = read("guides/codriver-toml.md")
    example = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0]
    (tmp_path / "codriver.toml").write_text(example)
    room = config.furnish(tmp_path, {"HOME": str(tmp_path)})
    assert [service.name for service in room.services] == ["bank", "checkout", "payments"]
    table = tomllib.loads(example)
    assert table.keys() == set(config._TABLES)  # noqa: SLF001 - the docs are held to what is read
    shown = {key for service in table["services"].values() for key in service}
    assert shown == set(config._SERVICE)  # noqa: SLF001 - the docs are held to what is read


def test_the_example_failure_mode_is_understood_and_every_key_is_explained() -> None:
    text = read("guides/failure-modes.md")
    document = re.findall(r"^````markdown\n(.*?)^````", text, re.MULTILINE | re.DOTALL)[0]
    (mode,) = failure_modes.read("modes/checkout.md", document)
    assert (mode.service, mode.owner, len(mode.symptoms), len(mode.remedies)) == ("checkout", "team-shop", 2, 1)
    keys = {key for cell in first_cells(text) for key in re.findall(r"`(\w+)`", cell)}
    assert keys >= {*failure_modes._KEYS, *failure_modes._SYMPTOM}  # noqa: SLF001 - the docs are held to what is read


@pytest.mark.parametrize("page", ["concepts/one-road.md", "concepts/gaps.md"])
def test_the_modules_that_a_concept_names_are_there(page: str) -> None:
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|/[a-z_]+\.py))`", read(page))
    assert [path for path in named if not (SRC / path).exists()] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_guide_and_concept_is_in_the_index() -> None:
    index = read("README.md")
    pages = [*DOCS.glob("guides/*.md"), *DOCS.glob("concepts/*.md"), *DOCS.glob("reference/*.md")]
    assert [path.name for path in pages if f"({path.relative_to(DOCS).as_posix()})" not in index] == []


def test_a_decision_says_why_in_about_ten_lines() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text("utf-8")
        assert all(word in text for word in ("**Decided.**", "**Because**", "**Instead of**", "**Costs**")), path.name
        assert len(text.splitlines()) <= 20, path.name


def test_the_make_targets_that_are_named_are_there() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for path in WRITTEN for name in re.findall(r"`make (\w+)", path.read_text("utf-8"))}
    assert named <= targets
