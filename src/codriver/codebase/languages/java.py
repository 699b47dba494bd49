"""Java. Names without a receiver may be the class's own; overloads are told apart by their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


_KNOWN = {
    **dict.fromkeys(("length", "size", "indexOf", "hashCode", "compareTo", "parseInt", "intValue", "ordinal"), "int"),
    **dict.fromkeys(("toString", "getName", "trim", "substring", "toLowerCase", "toUpperCase", "getMessage"), "String"),
    **dict.fromkeys(("isEmpty", "equals", "contains", "startsWith", "endsWith", "containsKey", "hasNext"), "boolean"),
    **dict.fromkeys(("currentTimeMillis", "nanoTime", "parseLong", "longValue", "getTime"), "long"),
    **dict.fromkeys(("format", "join", "concat", "replace", "strip", "name", "getProperty", "getenv"), "String"),
}


def _load() -> object:
    import tree_sitter_java

    return tree_sitter_java.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "import_declaration":
        dotted = text_of(node).removeprefix("import").strip().removeprefix("static ").strip(" ;")
        path, _, name = dotted.rpartition(".")
        yield Imported(name, path, name)  # `*` is everything


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
    },
    delegates={"explicit_constructor_invocation": "constructor"},
    silent=frozenset({"import_declaration"}),
    bodies=frozenset({"class_body"}),
    known=_KNOWN,
    members={"field_access": ("object", "field"), "method_reference": ("", "")},
    makes={"object_creation_expression": "type"},
    variables={
        "variable_declarator": ("name", "^type", "value"),
        "resource": ("name", "type", "value"),
        "instanceof_expression": ("name", "right", ""),
        "type_pattern": ("^last", "^first", ""),
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
