"""C#. A class can have parts in several files; overloads are told apart by their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_c_sharp

    return tree_sitter_c_sharp.language()


def _imports(node: Node) -> Iterator[Imported]:
    alias = node.child_by_field_name("name") if node.type == "using_directive" else None
    if alias is not None:
        dotted = text_of(node.named_children[-1])
        yield Imported(text_of(alias), dotted, dotted.rpartition(".")[2])


def _extended(node: Node) -> str:
    """`static int Total(this Cart cart)`: the class that it extends."""
    places = node.child_by_field_name("parameters")
    start = places.named_children[0] if places is not None and places.named_children else None
    extends = start is not None and any(text_of(one) == "this" for one in start.named_children)
    return text_of(start.child_by_field_name("type")) if extends and start is not None else ""


GRAMMAR = Grammar(
    name="csharp",
    endings=(".cs",),
    load=_load,
    classes={
        "class_declaration": "name",
        "interface_declaration": "name",
        "struct_declaration": "name",
        "record_declaration": "name",
        "enum_declaration": "name",
    },
    functions={
        "method_declaration": ("name", "parameters", "returns"),
        "constructor_declaration": ("name", "parameters", ""),
        "local_function_statement": ("name", "parameters", "type"),
        "lambda_expression": ("", "parameters", ""),
    },
    calls={"invocation_expression": ("function", "arguments")},
    members={
        "member_access_expression": ("expression", "name"),
        "conditional_access_expression": ("condition", "^last"),
    },
    makes={"object_creation_expression": "type"},
    variables={
        "variable_declarator": ("name", "^type", "^last"),
        "property_declaration": ("name", "type", "value"),
        "declaration_pattern": ("name", "type", ""),
        "assignment_expression": ("left", "", "right"),
    },
    parameters={"parameter": ("name", "type"), "implicit_parameter": ("~#0", "")},
    delegates={"constructor_initializer": ""},
    extended=_extended,
    above=frozenset({"base"}),
    casts={"cast_expression": "type", "as_expression": "right"},
    loops={"foreach_statement": ("left", "right")},
    bases=frozenset({"base_list"}),
    transparent=frozenset({"parenthesized_expression", "await_expression", "argument", "generic_name"}),
    imports=_imports,
    implicit_this=True,
    overloads=True,
    scattered=True,
)
