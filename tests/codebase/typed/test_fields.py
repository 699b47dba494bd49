"""Fields where a grammar has none: by place, by type, inside of declarators."""

from typing import TYPE_CHECKING

import pytest

from codriver.codebase.languages import grammars, text_of
from codriver.codebase.typed.fields import drilled, field_of, is_prototype
from codriver.codebase.typed.walking import outline, tree_of

if TYPE_CHECKING:
    from tree_sitter import Node


def first(ending: str, code: str) -> "Node":
    return tree_of(grammars()[ending], code).root_node.named_children[0]


def test_a_field_is_found_by_type_and_by_place() -> None:
    node = first(".kt", "val cart: Cart = Cart()\n")
    assert text_of(field_of(node, "~variable_declaration/user_type|nullable_type")) == "Cart"
    assert text_of(field_of(node, "~#0")) == "cart: Cart"
    assert field_of(node, "~#9") is None
    assert field_of(node, "~nothing/at_all") is None
    assert field_of(node, "") is None


@pytest.mark.parametrize(
    ("code", "name", "prototype"),
    [
        ("int *go(int n);", "go", True),
        ("int (*go)(int n);", "go", False),
        ("int go = 1;", "go", False),
    ],
)
def test_a_declarator_is_looked_into(code: str, name: str, *, prototype: bool) -> None:
    node = first(".c", code)
    declarator = node.child_by_field_name("declarator")
    assert declarator is not None
    assert (text_of(drilled(declarator)), is_prototype(node)) == (name, prototype)


def test_a_prototype_is_a_function_that_is_defined_elsewhere() -> None:
    found = outline("a.c", grammars()[".c"], "static int tidy(int n);\nint go(void) { return tidy(1); }\n")
    assert [(d.name, d.declares, d.local) for d in found.defs] == [("tidy", True, True), ("go", False, False)]
