"""Shell: functions, and commands that may be functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def _load() -> object:
    import tree_sitter_bash

    return tree_sitter_bash.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "command" and text_of(node.child_by_field_name("name")) in ("source", "."):
        path = text_of(node.child_by_field_name("argument")).strip("\"'")
        yield Imported("", path)


GRAMMAR = Grammar(
    name="bash",
    endings=(".sh", ".bash"),
    load=_load,
    classes={},
    functions={"function_definition": ("name", "", "")},
    calls={"command": ("name", "argument")},
    members={},
    transparent=frozenset({"command_name"}),
    imports=_imports,
    everywhere=True,
)
