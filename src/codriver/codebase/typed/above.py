"""The types that a class says it derives from, satisfies or mixes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.typed.nodes import NAMES, embedded

if TYPE_CHECKING:
    from tree_sitter import Node

    from codriver.codebase.languages import Grammar


def types_above(node: Node, grammar: Grammar) -> list[Node]:
    """The types above: in the grammar's own places; in Go, what is embedded."""
    holders = [child for child in node.named_children if child.type in grammar.bases]
    holders += [one for name in grammar.bases for one in node.children_by_field_name(name)]
    found: list[Node] = []
    while holders:
        one = holders.pop(0)
        if one.type in NAMES or one.type in (
            "generic_type",
            "scoped_type_identifier",
            "user_type",
            "member_expression",
            "generic_name",
            "qualified_name",
            "scope_resolution",
        ):
            found.append(one)
        else:
            holders = [*(c for c in one.named_children if "argument" not in c.type), *holders]
    if grammar.receiver:
        found += embedded(node)
    return found + (grammar.above_inside(node) if grammar.above_inside is not None else [])
