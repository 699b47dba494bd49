"""PHP. Traits are mixed in; parameters of a constructor can be fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_php

    return tree_sitter_php.language_php()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "namespace_use_clause" and node.named_children:
        path = text_of(node.named_children[0]).strip("\\")
        name = path.rpartition("\\")[2]
        yield Imported(text_of(node.child_by_field_name("alias")) or name, path.replace("\\", "/"), name)


def _traits(node: Node) -> list[Node]:
    body = node.child_by_field_name("body")
    rows = [one for one in (body.named_children if body is not None else []) if one.type == "use_declaration"]
    return [one for row in rows for one in row.named_children if one.type in ("name", "qualified_name")]


GRAMMAR = Grammar(
    name="php",
    endings=(".php",),
    load=_load,
    classes={
        "class_declaration": "name",
        "interface_declaration": "name",
        "trait_declaration": "name",
        "enum_declaration": "name",
    },
    functions={
        "function_definition": ("name", "parameters", "return_type"),
        "method_declaration": ("name", "parameters", "return_type"),
        "anonymous_function": ("", "parameters", "return_type"),
        "arrow_function": ("", "parameters", "return_type"),
    },
    calls={
        "function_call_expression": ("function", "arguments"),
        "member_call_expression": ("object", "name", "arguments"),
        "nullsafe_member_call_expression": ("object", "name", "arguments"),
        "scoped_call_expression": ("scope", "name", "arguments"),
    },
    members={"member_access_expression": ("object", "name"), "nullsafe_member_access_expression": ("object", "name")},
    makes={"object_creation_expression": ""},
    variables={
        "property_element": ("name", "^type", "default_value"),
        "assignment_expression": ("left", "", "right"),
    },
    parameters={
        "simple_parameter": ("name", "type"),
        "variadic_parameter": ("name", "type"),
        "property_promotion_parameter": ("name", "type"),
    },
    bases=frozenset({"base_clause", "class_interface_clause"}),
    above_inside=_traits,
    promoted=frozenset({"property_promotion_parameter"}),
    this=frozenset({"$this", "self", "static"}),
    transparent=frozenset({"parenthesized_expression", "qualified_name", "argument"}),
    imports=_imports,
    constructor="__construct",
    everywhere=True,
)
