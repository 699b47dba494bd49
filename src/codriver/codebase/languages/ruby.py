"""Ruby. A lone name can be a call; a class can be opened again in any file; modules are mixed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import Grammar, Imported, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_MIXES = frozenset({"include", "extend", "prepend"})


def _load() -> object:
    import tree_sitter_ruby

    return tree_sitter_ruby.language()


def _imports(node: Node) -> Iterator[Imported]:
    if node.type == "call" and text_of(node.child_by_field_name("method")) in ("require", "require_relative"):
        path = text_of(node.child_by_field_name("arguments")).strip("()'\" ")
        yield Imported("", path)


def _mixed_in(node: Node) -> list[Node]:
    body = node.child_by_field_name("body")
    rows = [one for one in (body.named_children if body is not None else []) if one.type == "call"]
    mixes = (one for one in rows if text_of(one.child_by_field_name("method")) in _MIXES)
    given = (one.child_by_field_name("arguments") for one in mixes)
    kinds = ("constant", "scope_resolution")
    return [one for place in given if place is not None for one in place.named_children if one.type in kinds]


GRAMMAR = Grammar(
    name="ruby",
    endings=(".rb", ".rake"),
    load=_load,
    classes={"class": "name", "module": "name"},
    functions={"method": ("name", "parameters", ""), "singleton_method": ("name", "parameters", "")},
    calls={"call": ("receiver", "method", "arguments")},
    members={"scope_resolution": ("scope", "name")},
    variables={"assignment": ("left", "", "right"), "operator_assignment": ("left", "", "")},
    parameters={
        "optional_parameter": ("name", ""),
        "keyword_parameter": ("name", ""),
        "splat_parameter": ("name", ""),
        "hash_splat_parameter": ("name", ""),
        "block_parameter": ("name", ""),
    },
    bases=frozenset({"superclass"}),
    above_inside=_mixed_in,
    own=frozenset({"instance_variable"}),
    binders=frozenset({"block_parameters", "exception_variable", "left_assignment_list"}),
    imports=_imports,
    implicit_this=True,
    scattered=True,
    bare_calls=True,
    everywhere=True,
    constructor="initialize",
    maker="new",
)
