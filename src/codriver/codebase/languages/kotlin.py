"""Kotlin. Classes are called to make one; a function can extend a class of anyone; `it` is what a lambda is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_TYPES = "user_type|nullable_type|function_type"


def _load() -> object:
    import tree_sitter_kotlin

    return tree_sitter_kotlin.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type != "import" or not node.named_children:
        return
    said = text_of(node).removeprefix("import").strip()
    dotted, _, alias = said.partition(" as ")
    path, _, name = dotted.strip().rpartition(".")
    yield Imported(alias.strip() or name, path, name)


def _result(node: Node) -> str:
    """The type behind the parameters."""
    behind = False
    for one in node.named_children:
        if behind and one.type in _TYPES.split("|"):
            return text_of(one)
        behind = behind or one.type == "function_value_parameters"
    return ""


def _extended(node: Node) -> str:
    """`fun Cart.total()`: the class that it extends."""
    start = node.named_children[0] if node.named_children else None
    start = start if start is None or start.type != "modifiers" else start.next_named_sibling
    return text_of(start) if start is not None and start.type in _TYPES.split("|") else ""


GRAMMAR = Grammar(
    name="kotlin",
    endings=(".kt", ".kts"),
    load=_load,
    classes={"class_declaration": "name", "object_declaration": "name", "type_alias": "~identifier"},
    functions={
        "function_declaration": ("name", "~function_value_parameters", ""),
        "anonymous_function": ("", "~function_value_parameters", ""),
        "lambda_literal": ("", "~lambda_parameters", ""),
    },
    calls={"call_expression": ("~#0", "~value_arguments")},
    members={"navigation_expression": ("~#0", "^last")},
    delegates={"constructor_delegation_call": ""},
    variables={
        "property_declaration": ("~variable_declaration/identifier", f"~variable_declaration/{_TYPES}", "^last"),
        "assignment": ("left", "", "right"),
        "is_expression": ("left", "right", ""),
    },
    parameters={
        "parameter": ("~identifier", f"~{_TYPES}"),
        "class_parameter": ("~identifier", f"~{_TYPES}"),
        "variable_declaration": ("~identifier", f"~{_TYPES}"),
    },
    casts={"as_expression": "right"},
    loops={"for_statement": ("~variable_declaration/identifier", "~#1")},
    bases=frozenset({"delegation_specifiers"}),
    this=frozenset({"this_expression"}),
    above=frozenset({"super_expression"}),
    transparent=frozenset({"parenthesized_expression", "unary_expression", "value_argument"}),
    silent=frozenset({"import", "package_header"}),
    promoted=frozenset({"class_parameter"}),
    imports=_imports,
    by_folder=True,
    implicit_this=True,
    result=_result,
    extended=_extended,
    implicit="it",
    scattered=True,
)
