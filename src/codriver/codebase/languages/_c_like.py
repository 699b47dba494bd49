"""What C and C++ share: declarators, prototypes, files that are included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def imports(node: Node) -> Iterator[Imported]:
    """`#include "cart.h"`: all that the file says."""
    if node.type == "preproc_include":
        path = text_of(node.child_by_field_name("path")).strip('<>"')
        yield Imported("*", path, "*")


FUNCTION = ("@declarator", "@parameters", "type")
CALLS = {"call_expression": ("function", "arguments")}
VARIABLES = {
    "declaration": ("@declarator", "type", "@value"),
    "field_declaration": ("@declarator", "type", ""),
    "assignment_expression": ("left", "", "right"),
}
PARAMETERS = {
    "parameter_declaration": ("@declarator", "type"),
    "optional_parameter_declaration": ("@declarator", "type"),
    "variadic_parameter_declaration": ("@declarator", "type"),
}
PROTOTYPES = frozenset({"declaration", "field_declaration"})
TRANSPARENT = frozenset({"parenthesized_expression", "pointer_expression", "template_function"})
