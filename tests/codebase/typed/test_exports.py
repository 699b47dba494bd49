"""What a file hands on from others is what they define."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase.opened import Codebase
from codriver.codebase.typed import exports

Build = Callable[[Mapping[str, str]], Codebase]
FILES = {
    "a/cart.ts": "export function tidy() {}\nexport default function load() {}\n",
    "a/index.ts": "export * from './cart';\nexport { tidy as clean, default as fetchAll } from './cart';\n",
    "index.ts": "export * as carts from './a';\nexport * from './a';\nexport * from './index';\n",
    "page.ts": "import fetchCart from './a/cart';\nimport { clean } from '.';\nfetchCart();\nclean();\n",
}


@pytest.mark.parametrize(
    ("name", "file", "meant"),
    [
        ("tidy", "index.ts", "tidy"),
        ("clean", "a/index.ts", "tidy"),
        ("clean", "index.ts", "tidy"),
        ("fetchAll", "a/index.ts", "load"),
        ("default", "a/cart.ts", "load"),
        ("nothing", "index.ts", None),
    ],
)
def test_a_name_is_followed_to_its_definition(code: Build, name: str, file: str, meant: str | None) -> None:
    typed = code(FILES).typed
    at = typed.outline(file)
    assert at is not None
    found = exports.exported(typed, name, at)
    assert [(path, d.name) for path, d in found] == ([("a/cart.ts", meant)] if meant else [])


def test_a_namespace_is_a_file(code: Build) -> None:
    typed = code(FILES).typed
    at = typed.outline("index.ts")
    assert at is not None
    assert [one.path for one in exports.handed_on(typed, "carts", at)] == ["a/index.ts"]


def test_the_words_under_which_it_is_known(code: Build) -> None:
    typed = code(FILES).typed
    home, page = typed.outline("a/cart.ts"), typed.outline("page.ts")
    assert home is not None
    assert page is not None
    load = next(d for d in home.defs if d.name == "load")
    assert exports.words_for(typed, "tidy", home) == {"tidy", "clean"}
    assert page in exports.by_default(typed, "load", home)
    assert exports.names_in(typed, {"load"}, page, ("a/cart.ts", load)) == {"load", "fetchCart"}


def test_a_package_hands_nothing_on_and_circles_end(code: Build) -> None:
    java = {f"a/C{at}.java": f"package a;\nimport a.*;\nclass C{at} {{}}\n" for at in range(30)}
    headers = {f"h{at}.h": "".join(f'#include "h{to}.h"\n' for to in range(12)) for at in range(12)}
    typed = code({**java, **headers}).typed
    for file in ("a/C0.java", "h0.h"):
        at = typed.outline(file)
        assert at is not None
        assert exports.exported(typed, "nothing", at) == []
