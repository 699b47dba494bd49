"""Expressions in few words: names, fields, calls, what is made; the rest is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import text_of
from codriver.codebase.typed.fields import field_of
from codriver.codebase.typed.nodes import NAMES, first, generic, inner_of, made_type, member_name
from codriver.codebase.typed.outline import ABOVE, THIS, Expr

if TYPE_CHECKING:
    from tree_sitter import Node

    from codriver.codebase.languages import Grammar

DEEPEST = 60  # expressions in each other; nobody follows what is deeper
_LITERALS = {
    "string": "string", "string_literal": "String", "interpreted_string_literal": "string", "template_string": "string",
    "int_literal": "int", "decimal_integer_literal": "int", "float_literal": "float64", "number": "number",
    "true": "boolean", "false": "boolean", "character_literal": "char", "null_literal": "null",
}  # fmt: skip


class Words:
    """The expressions of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.depth = 0

    def expr(self, node: Node | None) -> Expr:
        """The expression in few words; None when it is none of them."""
        grammar = self.grammar
        while node is not None and node.type in grammar.transparent and node.named_children:
            if node.type == "unary_expression" and text_of(node).startswith("<-"):
                return ("received", self.expr(inner_of(node)))
            node = inner_of(node)
        if node is None:
            return None
        kind, word = node.type, text_of(node) if node.named_child_count == 0 or node.type in NAMES else ""
        if word in grammar.this or kind in grammar.this:
            return THIS
        if word in grammar.above or kind in grammar.above:
            return ABOVE
        if self.depth >= DEEPEST:
            return None
        self.depth += 1
        try:
            return self._plain(node)
        finally:
            self.depth -= 1

    def _plain(self, node: Node) -> Expr:
        kind, grammar = node.type, self.grammar
        if kind in NAMES:
            return ("name", text_of(node))
        if kind in grammar.own:
            return ("field", THIS, text_of(node).lstrip("@"))
        return ("type", _LITERALS[kind]) if kind in _LITERALS else self._compound(node)

    def _compound(self, node: Node) -> Expr:
        kind, grammar = node.type, self.grammar
        if kind in grammar.calls:
            return self._call_expr(node, grammar.calls[kind])
        if kind in grammar.members:
            return self._member(node, *grammar.members[kind])
        if kind in grammar.makes:
            return ("new", text_of(made_type(node, grammar.makes[kind])))
        if kind in grammar.casts:
            return self._cast(node, grammar.casts[kind])
        indexed = "index" in kind or "subscript" in kind or kind in ("array_access", "element_access_expression")
        return ("index", self.expr(first(node))) if indexed else None

    def _member(self, node: Node, on: str, name: str) -> Expr:
        if node.type == "qualified_identifier":  # `a::B::c`
            *_, around, last = ("", *text_of(node).partition("<")[0].split("::"))
            return ("field", ("name", around), last)
        if node.type == "method_reference" and text_of(node).endswith("new"):
            return ("makes", text_of(first(node)))
        return ("field", self.expr(field_of(node, on) or first(node)), text_of(member_name(node, name)))

    def _cast(self, node: Node, field: str) -> Expr:
        last = node.named_children[-1] if field == "^last" and node.named_children else None
        said = last or (node.child_by_field_name(field) if field else None)
        return ("type", text_of(said)) if said is not None else ("type", "boolean")

    def _call_expr(self, node: Node, rule: tuple[str, ...]) -> Expr:
        count = len(self.arguments(node, rule))
        if len(rule) == 3:  # noqa: PLR2004 - object, name, arguments
            on = field_of(node, rule[0])
            if self.makes_one(node, rule):
                return ("new", text_of(on))
            name = text_of(node.child_by_field_name(rule[1]))
            return ("call", self.expr(on) if on is not None else ("none",), name, count)
        return self._built(node, rule) or self._called(node, rule, count)

    def _built(self, node: Node, rule: tuple[str, ...]) -> Expr:
        """`new(T)`, `make([]T, n)`, `append(ts, t)` of Go."""
        given = self.arguments(node, rule) if self.grammar.receiver else []
        built = text_of(node.child_by_field_name(rule[0])) if given else ""
        if built in ("new", "make"):
            return ("type", text_of(given[0]))
        return self.expr(given[0]) if built == "append" else None

    def _templated(self, place: Node | None) -> str:
        """`make_unique<Cart>(...)` is a Cart."""
        said = text_of(place)
        name, opening, rest = said.partition("<") if said.endswith(">") else (said, "", "")
        return rest.rstrip("> ") if opening and name.rpartition("::")[2] in self.grammar.templated else ""

    def _called(self, node: Node, rule: tuple[str, ...], count: int) -> Expr:
        place = field_of(node, rule[0]) or first(node)
        if self.grammar.templated and (said := self._templated(place)):
            return ("type", said)
        function = self.expr(generic(place))
        if function is None or (function[0] == "call" and len(node.named_children) > 1):
            lambdas = [one for one in node.named_children if one.type == "annotated_lambda"]
            return function if lambdas else None
        if function[0] == "field":
            return ("call", function[1], function[2], count)
        return ("call", ("none",), function[1], count) if function[0] == "name" else None

    def makes_one(self, node: Node, rule: tuple[str, ...]) -> bool:
        """`Cart.new`."""
        maker, on = self.grammar.maker, node.child_by_field_name(rule[0])
        named = on is not None and on.type in ("constant", "scope_resolution")
        return bool(maker) and named and text_of(node.child_by_field_name(rule[1])) == maker

    def arguments(self, node: Node, rule: tuple[str, ...]) -> list[Node]:
        """What a call passes."""
        holder = field_of(node, rule[-1])
        holder = holder or next((c for c in node.named_children if "argument" in c.type), None)
        return [one for one in holder.named_children if one.type != "comment"] if holder is not None else []

    def name_place(self, node: Node, rule: tuple[str, ...]) -> Node | None:
        """The node of the called name."""
        if len(rule) == 3:  # noqa: PLR2004 - object, name, arguments
            return node.child_by_field_name(rule[1])
        function = generic(field_of(node, rule[0]) or first(node))
        while function is not None and function.type in self.grammar.transparent and function.named_children:
            function = inner_of(function)
        if function is not None and function.type in self.grammar.members:
            name = self.grammar.members[function.type][1]
            function = innermost(function)
            return member_name(function, name) or (function.named_children[-1] if function.named_children else None)
        return function if function is not None and function.type in NAMES else None


def innermost(node: Node) -> Node:
    """`a::b::c` without what is around its last part."""
    inner = node.child_by_field_name("name") if node.type == "qualified_identifier" else None
    return innermost(inner) if inner is not None and inner.type == "qualified_identifier" else node
