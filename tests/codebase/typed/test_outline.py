"""Types as they are written, and outlines of files."""

import pytest

from codriver.codebase.languages import grammars
from codriver.codebase.typed.fitting import fits
from codriver.codebase.typed.imports import Places, nearness
from codriver.codebase.typed.outline import head_of, item_of, part_of
from codriver.codebase.typed.results import result_of
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


@pytest.mark.parametrize(
    "walking", ["walking", "nodes", "wording", "overloads", "resolving", "touching", "known", "using", "binding"]
)
def test_nesting_beyond_what_anyone_writes_is_cut_and_said(walking: str) -> None:
    deep = outline("a.js", grammars()[".js"], f"var {walking} = " + "(" * 3_000 + "1" + ")" * 3_000 + ";")
    assert deep.errors


def test_imports_lead_to_files() -> None:
    roots = {
        "deep/go.mod": "module example.com/deep\n",
        "kit/package.json": '{"name": "@shop/kit"}',
        "bad/package.json": "{",
    }
    paths = ["lib/shop/cart.go", "src/cart.ts", "src/index.ts", "src/deep/index.ts", "kit/src/index.ts", "kit/src/a.ts"]
    near = Places([*paths, "src/react.ts"], lambda _: "")
    rooted = Places([*paths, "deep/db/a.go", "deep/db/a_test.go", *roots], lambda path: roots.get(path, ""))
    assert near.files_of("example.com/lib/shop", "web/page.go", "go") == ["lib/shop/cart.go"]
    assert near.files_of("./cart.js", "src/page.ts", "typescript") == ["src/cart.ts"]
    assert near.files_of("./deep", "src/page.ts", "typescript") == ["src/deep/index.ts"]
    assert near.files_of("@/deep", "src/page.ts", "typescript") == ["src/deep/index.ts"]
    assert near.files_of("react", "src/page.ts", "typescript") == []
    assert rooted.files_of("example.com/deep/db", "web/page.go", "go") == ["deep/db/a.go"]
    assert rooted.files_of("errors", "web/page.go", "go") == []
    assert rooted.files_of("@shop/kit", "src/page.ts", "typescript") == ["kit/src/index.ts"]
    assert rooted.files_of("@shop/kit/a", "src/page.ts", "typescript") == ["kit/src/a.ts"]
    assert nearness("a/x.go", "a/y.go", []) < nearness("b/x.go", "a/y.go", [])


@pytest.mark.parametrize(
    ("said", "gives"),
    [
        ("func(n int) (*Item, error)", "(*Item, error)"),
        ("(x: number) => Item", "Item"),
        ("(Int) -> Item", "Item"),
        ("Int => Item", "Item"),
        ("fn(u8) -> Item", "Item"),
        ("func(n int)", ""),
        ("Item", ""),
    ],
)
def test_the_type_of_a_function_says_what_it_gives(said: str, gives: str) -> None:
    assert result_of(said) == gives


def test_arguments_are_counted() -> None:
    found = outline("A.java", grammars()[".java"], "class A { void f(int a) {} void g(int... a) {} }")
    one, many = [d for d in found.defs if d.kind == "function"]
    assert (fits(one, 1), fits(one, 2), fits(many, 5), fits(one, None)) == (True, False, True, True)
