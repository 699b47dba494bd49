"""Types as they are written, and outlines of files."""

import pytest

from codriver.codebase.languages import grammars
from codriver.codebase.typed.fitting import fits
from codriver.codebase.typed.imports import files_of, nearness
from codriver.codebase.typed.outline import head_of, item_of, part_of
from codriver.codebase.typed.walking import outline


@pytest.mark.parametrize(
    ("said", "head", "item"),
    [
        ("*pkg.Thing", "Thing", ""),
        ("[]Thing", "[]", "Thing"),
        ("map[string]*Thing", "[]", "*Thing"),
        ("List<Thing>", "List", "Thing"),
        ("Map<String, List<Thing>>", "Map", "List<Thing>"),
        (": Thing | undefined", "Thing", ""),
        ("Thing[]", "[]", "Thing"),
        ("const std::string&", "string", ""),
    ],
)
def test_a_type_has_a_head_and_may_hold_items(said: str, head: str, item: str) -> None:
    assert (head_of(said), item_of(said)) == (head, item)


def test_several_results_are_told_apart() -> None:
    assert [part_of("(*Thing, error)", at) for at in (0, 1, 2)] == ["*Thing", "error", ""]


@pytest.mark.parametrize("walking", ["walking", "nodes", "wording", "overloads", "resolving", "touching"])
def test_nesting_beyond_what_anyone_writes_is_cut_and_said(walking: str) -> None:
    deep = outline("a.js", grammars()[".js"], f"var {walking} = " + "(" * 3_000 + "1" + ")" * 3_000 + ";")
    assert deep.errors


def test_imports_lead_to_files() -> None:
    paths = ["lib/shop/cart.go", "src/cart.ts", "src/index.ts", "src/deep/index.ts"]
    assert files_of(paths, "example.com/lib/shop", "web/page.go") == ["lib/shop/cart.go"]
    assert files_of(paths, "./cart.js", "src/page.ts") == ["src/cart.ts"]
    assert files_of(paths, "./deep", "src/page.ts") == ["src/deep/index.ts"]
    assert nearness("a/x.go", "a/y.go", []) < nearness("b/x.go", "a/y.go", [])


def test_arguments_are_counted() -> None:
    found = outline("A.java", grammars()[".java"], "class A { void f(int a) {} void g(int... a) {} }")
    one, many = [d for d in found.defs if d.kind == "function"]
    assert (fits(one, 1), fits(one, 2), fits(many, 5), fits(one, None)) == (True, False, True, True)
