"""What TypeScript and JavaScript share: imports, exports, classes, functions, variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def imports(node: Node) -> Iterator[Imported]:
    """The names of an `import`, an `export`, or a `require`; `*` is everything, `default` what stands alone.

    What a file gives under another name than its own has no path.
    """
    if node.type in ("import_statement", "export_statement"):
        path = text_of(_source(node)).strip("\"'`")
        yield from _named(node, path)
        yield from _default(node) if not path else ()
    elif node.type == "variable_declarator":
        yield from _required(node)
    elif node.type == "assignment_expression":
        yield from _module_exports(node)


def _source(node: Node) -> Node | None:
    inner = next((one for one in node.named_children if one.type == "import_require_clause"), None)
    return node.child_by_field_name("source") or (inner.child_by_field_name("source") if inner is not None else None)


def _named(node: Node, path: str) -> Iterator[Imported]:
    waiting = list(node.named_children) if path or node.type == "export_statement" else []
    if path and any(one.type == "*" for one in node.children):
        yield Imported("*", path, "*")
    while waiting:
        one = waiting.pop()
        if one.type in ("import_specifier", "export_specifier"):
            name = text_of(one.child_by_field_name("name"))
            alias = text_of(one.child_by_field_name("alias")) or name
            if path or alias != name:
                yield Imported(alias, path, name)
        elif one.type in ("namespace_import", "namespace_export") and path:
            yield Imported(text_of(one).rpartition(" ")[2], path)
        elif one.type == "identifier" and one.parent is not None and one.parent.type == "import_clause":
            yield Imported(text_of(one), path, "default")
        elif one.type == "import_require_clause":
            yield Imported(text_of(one.named_children[0]), path)
        elif one.type in ("import_clause", "named_imports", "export_clause"):
            waiting += one.named_children


def _default(node: Node) -> Iterator[Imported]:
    """`export default f`, `export default function f() {}`, `export = f`."""
    alone = any(one.type in ("default", "=") for one in node.children)
    given = node.child_by_field_name("value") or node.child_by_field_name("declaration")
    if alone and given is None and node.named_children:
        given = node.named_children[-1]
    if alone and given is not None:
        name = given if given.type == "identifier" else given.child_by_field_name("name")
        if name is not None:
            yield Imported("default", "", text_of(name))


def _required(node: Node) -> Iterator[Imported]:
    """`const x = require("./x")`, `const { a, b: c } = require("./x")`; `await import` alike."""
    value, name = node.child_by_field_name("value"), node.child_by_field_name("name")
    while value is not None and value.type in ("await_expression", "parenthesized_expression") and value.named_children:
        value = value.named_children[0]
    called = text_of(value.child_by_field_name("function")) if value is not None else ""
    given = value.child_by_field_name("arguments") if value is not None and called in ("require", "import") else None
    if given is None or name is None or not given.named_children or given.named_children[0].type != "string":
        return
    path = text_of(given.named_children[0]).strip("\"'`")
    if name.type == "identifier":
        yield Imported(text_of(name), path)
    for one in name.named_children:
        if one.type == "shorthand_property_identifier_pattern":
            yield Imported(text_of(one), path, text_of(one))
        elif one.type == "pair_pattern":
            yield Imported(text_of(one.child_by_field_name("value")), path, text_of(one.child_by_field_name("key")))


def _module_exports(node: Node) -> Iterator[Imported]:
    """`module.exports = f`, `module.exports = { a, b: c }`, `exports.a = b`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    said = text_of(left)
    if right is None or not said.startswith(("module.exports", "exports.")):
        return
    name = said.removeprefix("module.").removeprefix("exports").lstrip(".")
    if right.type == "identifier" and name != text_of(right) and "." not in name:
        yield Imported(name or "default", "", text_of(right))
    for one in right.named_children if right.type == "object" and not name else ():
        value = one.child_by_field_name("value") if one.type == "pair" else None
        key = text_of(one.child_by_field_name("key")) if value is not None else ""
        if value is not None and value.type == "identifier" and key != text_of(value):
            yield Imported(key, "", text_of(value))


CALLS = {
    "call_expression": ("function", "arguments"),
    "jsx_self_closing_element": ("name", "attribute"),
    "jsx_opening_element": ("name", "attribute"),
}
NAMESPACES = {"internal_module": "name", "module": "name"}
OBJECTS = frozenset({"object"})
SILENT = frozenset({"import_statement", "export_clause", "jsx_closing_element"})
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
