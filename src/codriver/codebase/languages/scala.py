"""Scala. A method without parameters is called by its name alone; a class and its object share a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_scala

    return tree_sitter_scala.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type != "import_declaration":
        return
    said = re.sub(r"\s+", " ", text_of(node).removeprefix("import").strip())
    head, brace, inside = said.partition("{")
    if not brace:
        head, _, inside = said.rpartition(".")
    for one in inside.strip("} ").split(","):
        name, _, alias = re.sub(r"\s*(=>|\bas\b)\s*", "=", one.strip()).partition("=")
        star = name in ("_", "*", "given")
        yield Imported("*" if star else alias or name, head.strip(". "), "*" if star else name)


GRAMMAR = Grammar(
    name="scala",
    endings=(".scala", ".sc"),
    load=_load,
    classes={
        "class_definition": "name",
        "object_definition": "name",
        "trait_definition": "name",
        "enum_definition": "name",
        "type_definition": "name",
    },
    functions={
        "function_definition": ("name", "parameters", "return_type"),
        "function_declaration": ("name", "parameters", "return_type"),
        "lambda_expression": ("", "parameters", ""),
    },
    calls={"call_expression": ("function", "arguments"), "infix_expression": ("left", "operator", "right")},
    members={"field_expression": ("value", "field"), "stable_type_identifier": ("~#0", "^last")},
    makes={"instance_expression": ""},
    variables={
        "val_definition": ("pattern", "type", "value"),
        "var_definition": ("pattern", "type", "value"),
        "val_declaration": ("name", "type", ""),
        "var_declaration": ("name", "type", ""),
        "given_definition": ("name", "return_type", "body"),
        "typed_pattern": ("pattern", "type", ""),
        "assignment_expression": ("left", "", "right"),
    },
    parameters={"parameter": ("name", "type"), "class_parameter": ("name", "type"), "binding": ("name", "type")},
    casts={"ascription_expression": "^last"},
    loops={"enumerator": ("~#0", "~#1")},
    bases=frozenset({"extends_clause"}),
    parts={"extension_definition": ("~parameters/parameter/type", "")},
    transparent=frozenset({"parenthesized_expression", "generic_function"}),
    silent=frozenset({"import_declaration", "package_clause"}),
    promoted=frozenset({"class_parameter"}),
    imports=_imports,
    by_folder=True,
    implicit_this=True,
    uniform=True,
    scattered=True,
)
