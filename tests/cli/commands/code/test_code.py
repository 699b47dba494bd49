"""`codriver code ...`: the screen, the JSON, and what is not shown."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from codriver.cli.commands.code import ask

jsonschema = pytest.importorskip("jsonschema")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "tests").mkdir(parents=True)
    (folder / "cart.py").write_text(
        "class Cart:\n    def total(self): ...\n\ndef show(cart: Cart):\n    cart.total()\n"
    )
    (folder / "tests" / "test_cart.py").write_text("from cart import Cart\nCart().total()\n")
    return folder


def test_the_screen_groups_by_tier_and_says_what_is_not_shown(run: Run, repo: Path) -> None:
    code, out, _ = run("code", "callers", "Cart.total", "--repo", str(repo))
    assert code == 0
    assert "CERTAIN (1)" in out
    assert "cart.py:5 in show" in out
    assert "not read: 1 files of tests and docs mention total (--tests)" in out


@pytest.mark.parametrize(
    "verb",
    [
        "callers",
        "callees",
        "writers",
        "readers",
        "impact",
        "entry-points",
        "config",
        "owners",
        "changed",
        "explain",
        "emits",
    ],
)
def test_json_is_what_the_schema_says(run: Run, repo: Path, verb: str) -> None:
    schema = json.loads(files("codriver.schemas").joinpath("code.json").read_text("utf-8"))
    shape = json.loads(run("code", verb, "Cart.total", "--repo", str(repo), "--json")[1])
    jsonschema.Draft202012Validator(schema).validate(shape)


def test_a_way_from_one_to_another_is_shown_step_by_step(run: Run, repo: Path) -> None:
    out = run("code", "paths", "show", "Cart.total", "--repo", str(repo))[1]
    assert "step 1: runs Cart.total" in out


def test_every_verb_asks_the_room_the_question_of_its_name() -> None:
    assert callable(ask.verb("callers"))


def test_nothing_found_says_how_much_was_looked_through(run: Run, repo: Path) -> None:
    out = run("code", "callers", "show", "--repo", str(repo))[1]
    assert "NOTHING FOUND: 2 files looked through" in out


def test_a_wrong_tier_or_symbol_is_refused_with_a_hint(run: Run, repo: Path) -> None:
    assert run("code", "callers", "Cart.total", "--repo", str(repo), "--least", "sure")[0] == 2
    code, _, err = run("code", "callers", "nobody", "--repo", str(repo))
    assert (code, "hint:" in err) == (2, True)
