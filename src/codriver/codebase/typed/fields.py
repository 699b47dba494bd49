"""Fields of nodes where a grammar has none, or hides them: by place, by type, inside of declarators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


def field_of(node: Node, name: str) -> Node | None:
    """A field; `~a/b|c`: by fields or types, downwards; `~#1`: by its place; `@...`: of declarators."""
    if not name.startswith(("~", "@")):
        return node.child_by_field_name(name) if name else None
    if name.startswith("@"):
        return _of_declarator(node, name)
    at: Node | None = node
    for step in name[1:].split("/"):
        if at is None:
            return None
        if step.startswith("#"):
            place = int(step[1:])
            at = at.named_children[place] if place < at.named_child_count else None
        else:
            by_type = next((one for one in at.named_children if one.type in step.split("|")), None)
            at = by_type or at.child_by_field_name(step)
    return at


def drilled(node: Node) -> Node:
    """The name inside of a declarator of C."""
    while True:
        inner = node.child_by_field_name("declarator")
        if inner is None and node.type in ("reference_declarator", "parenthesized_declarator"):
            inner = _first(node)
        if inner is None:
            return node
        node = inner


def _of_declarator(node: Node, name: str) -> Node | None:
    """`@declarator`: the name; `@parameters`: of the innermost function; `@value`: what it begins with."""
    at = node.child_by_field_name("declarator")
    if name == "@value":
        return at.child_by_field_name("value") if at is not None else None
    if name == "@declarator":
        return drilled(at) if at is not None else None
    found = None
    while at is not None:
        found = at.child_by_field_name("parameters") or found
        at = at.child_by_field_name("declarator") or (_first(at) if at.type == "reference_declarator" else None)
    return found


def is_prototype(node: Node) -> bool:
    """Whether a declaration is of a function, not of a pointer to one."""
    at = node.child_by_field_name("declarator")
    while at is not None and at.type in ("pointer_declarator", "reference_declarator"):
        at = at.child_by_field_name("declarator") or _first(at)
    inner = at.child_by_field_name("declarator") if at is not None and at.type == "function_declarator" else None
    return inner is not None and inner.type != "parenthesized_declarator"


def _first(node: Node) -> Node | None:
    return node.named_children[0] if node.named_children else None
