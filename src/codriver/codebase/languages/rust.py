"""Rust. Methods stand in `impl` blocks, functions are called through the path of their module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_FUNCTION = ("name", "parameters", "return_type")


def _load() -> object:
    import tree_sitter_rust

    return tree_sitter_rust.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "use_declaration":
        yield from _used(node.child_by_field_name("argument"), "")


def _used(node: Node | None, before: str) -> Iterator[Imported]:
    """The names of a tree of `use`: each may be a module, or something in the module above."""
    if node is None or node.type == "use_wildcard":
        return
    inside = node.child_by_field_name("list") if node.type == "scoped_use_list" else None
    if node.type in ("scoped_use_list", "use_list"):
        deeper = "::".join(one for one in (before, text_of(node.child_by_field_name("path"))) if one)
        for one in (inside if inside is not None else node).named_children:
            yield from _used(one, deeper)
        return
    renamed = node.type == "use_as_clause"
    said = text_of(node.child_by_field_name("path") if renamed else node)
    whole = "::".join(one for one in (before, said) if one)
    path, _, name = whole.rpartition("::")
    alias = text_of(node.child_by_field_name("alias")) if renamed else name
    yield Imported(alias, path, name)
    if name.islower():
        yield Imported(alias, whole)


GRAMMAR = Grammar(
    name="rust",
    endings=(".rs",),
    load=_load,
    classes={"struct_item": "name", "enum_item": "name", "union_item": "name", "trait_item": "name"},
    functions={
        "function_item": _FUNCTION,
        "function_signature_item": _FUNCTION,
        "closure_expression": ("", "parameters", "return_type"),
    },
    calls={"call_expression": ("function", "arguments")},
    members={
        "field_expression": ("value", "field"),
        "scoped_identifier": ("path", "name"),
        "scoped_type_identifier": ("path", "name"),
    },
    makes={"struct_expression": "name"},
    variables={
        "let_declaration": ("pattern", "type", "value"),
        "const_item": ("name", "type", "value"),
        "static_item": ("name", "type", "value"),
        "field_declaration": ("name", "type", ""),
        "assignment_expression": ("left", "", "right"),
    },
    parameters={"parameter": ("pattern", "type")},
    casts={"type_cast_expression": "type"},
    loops={"for_expression": ("pattern", "value")},
    bases=frozenset({"bounds"}),
    parts={"impl_item": ("type", "trait")},
    boxes=frozenset({"Box", "Rc", "Arc", "Ref", "RefMut"}),
    this=frozenset({"self", "Self"}),
    above=frozenset(),
    transparent=frozenset(
        {"parenthesized_expression", "await_expression", "try_expression", "reference_expression", "generic_function"}
    ),
    imports=_imports,
    scattered=True,
    by_path=True,
    everywhere=True,
)
