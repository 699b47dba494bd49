"""Small questions to the nodes of a tree: their names, their types, whether they are called or written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.languages import text_of
from codriver.codebase.typed.fields import drilled, field_of
from codriver.codebase.typed.outline import head_of
from codriver.codebase.typed.results import FOLDING

if TYPE_CHECKING:
    from tree_sitter import Node

    from codriver.codebase.languages import Grammar

NAMES = frozenset(
    (
        "identifier", "type_identifier", "field_identifier", "property_identifier", "package_identifier",
        "simple_identifier", "name", "constant", "variable_name", "shorthand_property_identifier",
        "private_property_identifier", "word",
    )
)  # fmt: skip
_GIVING = frozenset({"variable_declarator", "pair", "public_field_definition", "field_definition"})
_FIRST = frozenset({"unary_expression", "generic_name", "generic_function", "try_expression"})
_LOOSE = re.compile(r"=|\bparams\b|^\(\s*this\s")
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
    """`const f = (x) => ...`, `f: function () ...`, `exports.f = ...`: the name that it is given."""
    parent = node.parent
    if parent is not None and parent.type == "assignment_expression" and parent.child_by_field_name("right") == node:
        said = text_of(parent.child_by_field_name("left"))
        return said.rpartition(".")[2] if said.startswith(("exports.", "module.exports.")) else ""
    if parent is None or parent.type not in _GIVING or parent.child_by_field_name("value") != node:
        return ""
    fields = (parent.child_by_field_name(name) for name in ("name", "key", "property"))
    return text_of(next((one for one in fields if one is not None), None))


def inner_of(node: Node) -> Node:
    """What a transparent node holds."""
    return node.named_children[0 if node.type in _FIRST else -1]


def member_name(node: Node, field: str) -> Node | None:
    """The name of a member; of a generic one, without its types."""
    place = node.named_children[-1] if field == "^last" and node.named_children else node.child_by_field_name(field)
    if place is None or place.type in NAMES:
        return place
    return first_name(place) or place


def made_type(node: Node, field: str) -> Node | None:
    """The type of what is made."""
    place = node.child_by_field_name(field) or type_inside(node)
    start = first(node)
    return place or (start if start is not None and start.type in NAMES | {"qualified_name"} else None)


def value_of(node: Node, field: str) -> Node | None:
    """The value of a variable; `^last`: the last part, when there is more than the name."""
    if field == "^last":
        last = node.named_children[-1] if node.named_child_count > 1 else None
        return None if last is not None and last.type.endswith("declaration") else last
    return field_of(node, field)


def loose(place: Node) -> bool:
    """Whether more or fewer arguments fit than the parameters are: defaults, `params`, extensions."""
    return bool(_LOOSE.search(text_of(place)))


def type_inside(node: Node) -> Node | None:
    """The first child that is a type."""
    return next((one for one in node.named_children if "type" in one.type), None)


def said(node: Node, field: str) -> str:
    """The declared type: of the node (`^first`: its first part), or (`^type`) of the declaration around it."""
    if field == "^first":
        return text_of(first(node))
    if field.startswith("^"):
        parent = node.parent
        said = text_of(parent.child_by_field_name(field[1:])) if parent is not None else ""
        return "" if said in ("var", "auto", "val", "let") else said
    told = text_of(field_of(node, field)).lstrip(": ")
    return "" if told in ("auto", "var", "val") else told


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
    fields = [call.child_by_field_name(field) for field in ("function", "name", "method", "operator")]
    return node in fields or (call.type == "call_expression" and not any(fields) and first(call) == node)


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


def is_bare_call(node: Node, grammar: Grammar) -> bool:
    """Whether a lone name stands where it can be a call (Ruby): no definition, parameter, or name being assigned."""
    parent = node.parent
    if node.type != "identifier" or parent is None or written(node):
        return False
    defines = parent.type in grammar.functions or parent.type in grammar.parameters or parent.type in grammar.binders
    return not (defines or (parent.type in grammar.calls and called(parent, node)))


def named_in(node: Node) -> list[Node]:
    """All names below a node that binds them."""
    return [node] if node.type in NAMES else [one for child in node.named_children for one in named_in(child)]


def generic(node: Node | None) -> Node | None:
    """`f[int]` that is called (Go) is f."""
    indexed = node is not None and node.type in ("index_expression", "generic_type")
    return first(node) if node is not None and indexed else node


def declared_name(node: Node) -> Node | None:
    """The name of a parameter without a field for it."""
    inner = next((one for one in node.named_children if one.type == "variable_declarator"), None)
    return first_name(inner or node)


def places_of(node: Node, field: str) -> list[Node]:
    """The nodes of a field; `^last`: the last part; `@declarator`: the names in declarators."""
    if field == "^last":
        return node.named_children[-1:]
    if field == "@declarator":
        return [drilled(one) for one in node.children_by_field_name("declarator")]
    if field[:1] in ("~", "@"):
        found = field_of(node, field)
        return [found] if found is not None else []
    return node.children_by_field_name(field) if field else []


def parameter_places(node: Node, field: str) -> list[Node]:
    """Where a function says its parameters; a lone one may stand without a list."""
    found = places_of(node, field) or node.children_by_field_name("parameter")
    return found or [one for one in node.named_children if "parameter" in one.type]


def passed_by(node: Node) -> Node | None:
    """`x` of `x.each(FUNCTION)`: what the call stands on that is given a nameless function."""
    at = node.parent
    for _ in range(3):
        if at is None or not any(word in at.type for word in ("argument", "annotated_lambda")):
            break
        at = at.parent
    if at is None or at == node.parent:
        return None
    function = at.child_by_field_name("function") or at
    if function.type == "call_expression" and first(function) is not None:  # Kotlin
        function = first(function) or function
        if function.type == "call_expression":
            function = first(function) or function
        if not function.named_children:
            return None
        return first(function) if text_of(function.named_children[-1]) not in FOLDING else None
    fields = ("object", "operand", "value", "expression", "receiver", "argument")
    found = (function.child_by_field_name(name) for name in fields)
    name = function.child_by_field_name("name") or function.child_by_field_name("property")
    if text_of(name or function.child_by_field_name("field")) in FOLDING:
        return None
    return next((one for one in found if one is not None), None)


def takes_items(node: Node, told: list[tuple[str, str]]) -> bool:
    """Whether the first parameter is one of the items: it is the only one, or the place comes behind it."""
    return len(told) == 1 or (bool(told) and node.type == "arrow_function")


def is_scoped(node: Node) -> bool:
    """`x.let { it }`: whether a lambda is given the object itself, not what it holds."""
    call = node.parent.parent if node.parent is not None else None
    function = first(call) if call is not None else None
    return function is not None and text_of(function).rpartition(".")[2] in (
        "let",
        "also",
        "takeIf",
        "takeUnless",
        "use",
    )


def nameless(node: Node, grammar: Grammar, within: object, owner: str) -> str:
    """The name by which an object with methods is known, or `<Base>` for the body of a class without a name."""
    parent = node.parent
    if parent is None:
        return ""
    if node.type in grammar.bodies:
        base = made_type(parent, grammar.makes[parent.type]) if parent.type in grammar.makes else None
        return f"<{plain_type(text_of(base))}>" if base is not None else ""
    if within is not None or owner or parent.type != "variable_declarator":
        return ""
    functions = ("function_expression", "arrow_function", "method_definition")
    values = (one.child_by_field_name("value") or one for one in node.named_children)
    name = parent.child_by_field_name("name")
    return text_of(name) if name is not None and any(one.type in functions for one in values) else ""


def opaque(node: Node) -> bool:
    """`struct Node *p`: a type named where it is used, not defined."""
    return node.type.endswith("_specifier") and node.child_by_field_name("body") is None
