"""Java. Names without a receiver may be the class's own; overloads are told apart by their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_java

    return tree_sitter_java.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "import_declaration":
        dotted = text_of(node).removeprefix("import").strip().removeprefix("static ").strip(" ;")
        path, _, name = dotted.rpartition(".")
        yield Imported(name, path, name)


GRAMMAR = Grammar(
    name="java",
    endings=(".java",),
    load=_load,
    classes={
        "class_declaration": "name",
        "interface_declaration": "name",
        "enum_declaration": "name",
        "record_declaration": "name",
        "annotation_type_declaration": "name",
    },
    functions={
        "method_declaration": ("name", "parameters", "type"),
        "constructor_declaration": ("name", "parameters", ""),
        "lambda_expression": ("", "parameters", ""),
    },
    calls={
        "method_invocation": ("object", "name", "arguments"),
        "explicit_constructor_invocation": ("constructor", "arguments"),
    },
    members={"field_access": ("object", "field"), "method_reference": ("", "")},
    makes={"object_creation_expression": "type"},
    variables={
        "variable_declarator": ("name", "^type", "value"),
        "resource": ("name", "type", "value"),
    },
    parameters={"formal_parameter": ("name", "type"), "spread_parameter": ("name", "type")},
    casts={"cast_expression": "type", "instanceof_expression": ""},
    loops={"enhanced_for_statement": ("name", "value")},
    bases=frozenset({"superclass", "super_interfaces", "extends_interfaces"}),
    imports=_imports,
    by_folder=True,
    implicit_this=True,
    overloads=True,
)
