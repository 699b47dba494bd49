"""What a file uses, found node by node: calls, what is made, members, lone names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import text_of
from codriver.codebase.typed.fields import field_of
from codriver.codebase.typed.nodes import (
    called,
    generic,
    is_bare_call,
    last_name,
    made_type,
    member_name,
    written,
)
from codriver.codebase.typed.outline import ABOVE, THIS, UNKNOWN, Def, Expr, Outline, Use, head_of
from codriver.codebase.typed.wording import Words

if TYPE_CHECKING:
    from tree_sitter import Node

    from codriver.codebase.languages import Grammar


class Uses:
    """The uses of one file."""

    def __init__(self, grammar: Grammar, found: Outline) -> None:
        self.grammar = grammar
        self.found = found
        self.words = Words(grammar)

    def call(self, node: Node, rule: tuple[str, ...], within: Def | None, owner: str) -> None:
        """One call, or something made without a word for it."""
        made = self.words.expr(node)
        if made is not None and made[0] == "new":
            self.make(node, within, owner)
        function = self.words.expr(node.child_by_field_name(rule[0])) if self.grammar.constructor else None
        if len(rule) == 2 and function == ABOVE:  # noqa: PLR2004 - function, arguments
            self.delegate(node, rule[0], within, owner)
        if made is not None and made[0] == "type" and "make_" in text_of(node)[:40]:
            named = generic(node.child_by_field_name(rule[0])) or node
            self._named(head_of(str(made[1])), "new", named, self.words.arguments(node, rule), within, owner)
        if made is None or made[0] not in ("call", "called"):
            return
        place = self.words.name_place(node, rule)
        if made[1] == ("none",) and made[2] == self.grammar.maker and owner:  # `new` in a class (Ruby)
            self.delegate(node, "", within, owner)
        elif place is not None and not (
            node.type.startswith("jsx") and text_of(place)[:1].islower() and made[1] == ("none",)
        ):
            arguments = tuple(self.words.expr(one) for one in self.words.arguments(node, rule))
            on = None if made[1] == ("none",) else made[1] or UNKNOWN
            self.use(place, "call", on, arguments, within, owner)  # type: ignore[arg-type]  # the second is a receiver

    def delegate(self, node: Node, field: str, within: Def | None, owner: str) -> None:
        """`this(1)`, `super(1)`: another constructor of the class, or of the one above it."""
        place = node.child_by_field_name(field) or (node.children[0] if node.children else node)
        word = text_of(place).lstrip(": ").partition("(")[0].strip()
        above = word in self.grammar.above or place.type in self.grammar.above
        mine = [d for d in self.found.defs if d.kind == "class" and d.name == owner]
        name = (head_of(mine[-1].bases[0]) if mine and mine[-1].bases else "") if above else owner
        if name:
            self._named(name, "new", place, self.words.arguments(node, ("arguments",)), within, owner)

    def _named(self, name: str, role: str, place: Node, given: list[Node], within: Def | None, owner: str) -> None:
        """A use of a name that does not stand there itself."""
        arguments = tuple(self.words.expr(one) for one in given)
        line, column = place.start_point[0] + 1, place.start_point[1]
        self.found.uses.setdefault(name, []).append(Use(name, role, line, column, None, arguments, within, owner))

    def make(self, node: Node, within: Def | None, owner: str) -> None:
        """`new T(...)`."""
        rule = self.grammar.calls.get(node.type)
        said = node.child_by_field_name(rule[0]) if rule else made_type(node, self.grammar.makes[node.type])
        place = last_name(said) if said is not None else None
        if place is not None and text_of(place) in ("self", "Self", "static"):
            self.delegate(node, "", within, owner)
        elif place is not None:
            arguments = tuple(self.words.expr(one) for one in self.words.arguments(node, ("arguments",)))
            self.use(place, "new", None, arguments, within, owner)

    def construct(self, node: Node, within: Def | None, owner: str) -> None:
        """`Cart cart(1);`, `Cart cart{1};` of C++."""
        value = field_of(node, "@value") if self.grammar.prototypes else None
        made = node.child_by_field_name("type") if value is not None else None
        place = last_name(made) if made is not None and made.type != "primitive_type" else None
        if value is not None and place is not None and value.type in ("argument_list", "initializer_list"):
            self.use(place, "new", None, tuple(self.words.expr(one) for one in value.named_children), within, owner)

    def member(self, node: Node, within: Def | None, owner: str) -> None:
        """`a.b`, where it is not called."""
        place = member_name(node, self.grammar.members[node.type][1])
        parent = node.parent
        if place is None or (parent is not None and parent.type in self.grammar.calls and called(parent, node)):
            return
        made = self.words.expr(node)
        on = (made[1] or UNKNOWN) if made is not None and made[0] == "field" else None
        self.use(place, "store" if written(node) else "read", on, None, within, owner)  # type: ignore[arg-type]  # as above

    def name(self, node: Node, within: Def | None, owner: str) -> None:
        """A lone name: read, written, or (Ruby) called."""
        parent = node.parent
        if self.grammar.bare_calls and is_bare_call(node, self.grammar) and not self.is_variable(node, within):
            self.use(node, "call", None, (), within, owner)
            return
        if parent is not None and parent.type == "token_tree" and self.in_macro(node, within, owner):
            return
        if parent is None or parent.type in self.grammar.members or parent.type in self.grammar.calls:
            is_argument = parent is not None and parent.type in self.grammar.calls and not called(parent, node)
            if not is_argument:
                return
        on = THIS if node.type in self.grammar.own else None
        self.use(node, "store" if written(node) else "read", on, None, within, owner)

    def is_variable(self, node: Node, within: Def | None) -> bool:
        """Whether the name was bound before, here or in what is around."""
        word = text_of(node)
        while within is not None and word not in within.variables:
            within = within.within
        return within is not None or word in self.found.variables

    def in_macro(self, node: Node, within: Def | None, owner: str) -> bool:
        """`name(...)` among the words that a macro is given (Rust)."""
        behind, before = node.next_sibling, node.prev_sibling
        if behind is None or behind.type != "token_tree" or not text_of(behind).startswith("("):
            return False
        on: Expr = None
        if before is not None and before.type in (".", "::"):
            on = self.words.expr(before.prev_sibling) or ("path",)
        self.use(node, "call", on, None, within, owner)
        return True

    def use(
        self, place: Node, role: str, on: Expr, arguments: tuple[Expr, ...] | None, within: Def | None, owner: str
    ) -> None:
        """Write it down."""
        name = text_of(place).lstrip("$@:")
        line, column = place.start_point[0] + 1, place.start_point[1]
        self.found.uses.setdefault(name, []).append(Use(name, role, line, column, on, arguments, within, owner))
