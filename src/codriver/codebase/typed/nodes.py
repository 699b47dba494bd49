"""Small questions to the nodes of a tree: their names, their types, whether they are called or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import text_of
from codriver.codebase.typed.outline import head_of

if TYPE_CHECKING:
    from tree_sitter import Node

NAMES = frozenset(
    (
        "identifier", "type_identifier", "field_identifier", "property_identifier", "package_identifier",
        "simple_identifier", "name", "constant", "variable_name", "shorthand_property_identifier",
        "private_property_identifier", "word",
    )
)  # fmt: skip
_GIVING = frozenset({"variable_declarator", "pair", "public_field_definition", "field_definition"})
_STEPS = frozenset({"inc_statement", "dec_statement"})


def first(node: Node) -> Node | None:
    """The first child that counts."""
    return node.named_children[0] if node.named_children else None


def first_name(node: Node) -> Node | None:
    """The first child that is a name."""
    return next((one for one in node.named_children if one.type in NAMES), None)


def last_name(node: Node) -> Node | None:
    """The name of a type: `a.b.C<D>` is C."""
    if node.type in NAMES:
        return node
    inner = [one for one in node.named_children if "argument" not in one.type]
    return last_name(inner[-1]) if inner else None


def given_name(node: Node) -> str:
    """`const f = (x) => ...`, `f: function () ...`: the name that it is given."""
    parent = node.parent
    if parent is None or parent.type not in _GIVING or parent.child_by_field_name("value") != node:
        return ""
    fields = (parent.child_by_field_name(name) for name in ("name", "key", "property"))
    return text_of(next((one for one in fields if one is not None), None))


def type_inside(node: Node) -> Node | None:
    """The first child that is a type."""
    return next((one for one in node.named_children if "type" in one.type), None)


def said(node: Node, field: str) -> str:
    """The declared type: of the node, or (`^type`) of the declaration around it."""
    if field.startswith("^"):
        parent = node.parent
        said = text_of(parent.child_by_field_name(field[1:])) if parent is not None else ""
        return "" if said in ("var", "auto", "val", "let") else said
    return text_of(node.child_by_field_name(field)).lstrip(": ") if field else ""


def flat(node: Node | None) -> list[Node]:
    """The parts of a list of expressions."""
    if node is None:
        return []
    return list(node.named_children) if node.type in ("expression_list", "pattern_list") else [node]


def plain_type(said: str) -> str:
    """The name of a type."""
    return head_of(said)


def embedded(node: Node) -> list[Node]:
    """Go: fields without a name, types in an interface."""
    holder = node.child_by_field_name("type")
    inner = list(holder.named_children) if holder is not None else []
    rows = [row for one in inner for row in (one.named_children or [one])]
    fields = [row for row in rows if row.type == "field_declaration" and row.child_by_field_name("name") is None]
    found = [place for row in fields if (place := row.child_by_field_name("type")) is not None]
    return found + [one for row in inner if row.type == "type_elem" for one in row.named_children]


def called(call: Node, node: Node) -> bool:
    """Whether the node is what is called."""
    first = call.child_by_field_name("function") or call.child_by_field_name("name")
    return first == node


def written(node: Node) -> bool:
    """Whether the node stands where it is assigned to."""
    parent = node.parent
    while parent is not None and parent.type == "expression_list":
        node, parent = parent, parent.parent
    changes = parent is not None and ("assign" in parent.type or "update" in parent.type or parent.type in _STEPS)
    if parent is None or not changes:
        return False
    left = parent.child_by_field_name("left")
    return left is None or left == node
