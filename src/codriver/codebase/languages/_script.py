"""What TypeScript and JavaScript share: imports, classes, functions, variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def imports(node: Node) -> Iterator[Imported]:
    """The names of an `import ... from`, an `export ... from`, or a `require`."""
    if node.type not in ("import_statement", "export_statement"):
        return
    path = text_of(node.child_by_field_name("source")).strip("\"'`")
    waiting = list(node.named_children) if path else []
    while waiting:
        one = waiting.pop()
        if one.type in ("import_specifier", "export_specifier"):
            name = text_of(one.child_by_field_name("name"))
            yield Imported(text_of(one.child_by_field_name("alias")) or name, path, name)
        elif one.type == "namespace_import":
            yield Imported(text_of(one).rpartition(" ")[2], path)
        elif one.type == "identifier" and one.parent is not None and one.parent.type == "import_clause":
            yield Imported(text_of(one), path, "default")
        else:
            waiting += one.named_children


CLASSES = {
    "class_declaration": "name",
    "abstract_class_declaration": "name",
    "class": "name",
    "interface_declaration": "name",
    "type_alias_declaration": "name",
    "enum_declaration": "name",
}
FUNCTIONS = {
    "function_declaration": ("name", "parameters", "return_type"),
    "generator_function_declaration": ("name", "parameters", "return_type"),
    "function_expression": ("name", "parameters", "return_type"),
    "method_definition": ("name", "parameters", "return_type"),
    "method_signature": ("name", "parameters", "return_type"),
    "abstract_method_signature": ("name", "parameters", "return_type"),
    "function_signature": ("name", "parameters", "return_type"),
    "arrow_function": ("", "parameters", "return_type"),
}
VARIABLES = {
    "variable_declarator": ("name", "type", "value"),
    "public_field_definition": ("name", "type", "value"),
    "field_definition": ("property", "", "value"),
    "property_signature": ("name", "type", ""),
    "assignment_expression": ("left", "", "right"),
}
