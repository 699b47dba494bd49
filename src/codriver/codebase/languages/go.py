"""Go. A package is a folder; interfaces are met by whoever has their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_go

    return tree_sitter_go.language()


def _package(node: Node) -> str:
    return text_of(node.named_children[0]) if node.type == "package_clause" and node.named_children else ""


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "import_spec":
        path = text_of(node.child_by_field_name("path")).strip('"`')
        alias = text_of(node.child_by_field_name("name"))
        if alias == ".":
            yield Imported("*", path, "*")
            return
        yield Imported(alias or path.rpartition("/")[2], path)


GRAMMAR = Grammar(
    name="go",
    endings=(".go",),
    load=_load,
    classes={"type_spec": "name"},
    functions={
        "function_declaration": ("name", "parameters", "result"),
        "method_declaration": ("name", "parameters", "result"),
        "method_elem": ("name", "parameters", "result"),
        "func_literal": ("", "parameters", "result"),
    },
    calls={"call_expression": ("function", "arguments"), "type_conversion_expression": ("type", "operand")},
    members={"selector_expression": ("operand", "field"), "qualified_type": ("package", "name")},
    makes={"composite_literal": "type"},
    variables={
        "short_var_declaration": ("left", "", "right"),
        "assignment_statement": ("left", "", "right"),
        "var_spec": ("name", "type", "value"),
        "const_spec": ("name", "type", "value"),
        "field_declaration": ("name", "type", ""),
    },
    parameters={"parameter_declaration": ("name", "type"), "variadic_parameter_declaration": ("name", "type")},
    casts={"type_assertion_expression": "type"},
    loops={"range_clause": ("left", "right")},
    receiver="receiver",
    this=frozenset(),
    above=frozenset(),
    transparent=frozenset({"parenthesized_expression", "unary_expression"}),
    imports=_imports,
    by_folder=True,
    structural=True,
    qualified=True,
    one_namespace=True,
    switches={"type_case": ("type", "alias"), "default_case": ("", "alias")},
    package=_package,
)
