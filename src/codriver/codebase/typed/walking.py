"""From a tree-sitter tree to an outline, by the tables of a grammar; bounded in depth."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Language, Parser

from codriver.codebase.languages import Grammar, text_of
from codriver.codebase.typed.above import types_above
from codriver.codebase.typed.nodes import (
    NAMES,
    called,
    first_name,
    flat,
    given_name,
    is_bare_call,
    last_name,
    loose,
    made_type,
    member_name,
    named_in,
    plain_type,
    type_inside,
    value_of,
    written,
)
from codriver.codebase.typed.nodes import (
    said as said_of,
)
from codriver.codebase.typed.outline import THIS, Def, Expr, Outline, Use
from codriver.codebase.typed.wording import Words

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 400  # nodes; deeper code is generated


@cache
def _parser(grammar_name: str) -> Parser:
    from codriver.codebase.languages import grammars

    grammar = next(one for one in grammars().values() if one.name == grammar_name)
    return Parser(Language(grammar.load()))


def outline(path: str, grammar: Grammar, text: str) -> Outline:
    """The outline of one file; what is deeper than anyone writes is left out, and counts as an error."""
    found = Outline(path, grammar.name, lines=text.split("\n"))
    tree = _parser(grammar.name).parse(text.encode("utf-8", "replace"))
    found.errors = tree.root_node.has_error
    walk = _Walk(grammar, found)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 6 * DEEPEST))
    try:
        walk.children(tree.root_node, None, "", 0)
    finally:
        sys.setrecursionlimit(before)
    return found


class _Walk:
    """One file's walk."""

    def __init__(self, grammar: Grammar, found: Outline) -> None:
        self.grammar = grammar
        self.found = found
        self.words = Words(grammar)

    def children(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        if depth > DEEPEST:
            self.found.errors = True
            return
        for child in node.named_children:
            self.visit(child, within, owner, depth + 1)

    def visit(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        kind, grammar = node.type, self.grammar
        if grammar.imports is not None:
            self.found.imports += [(one.alias, one.path, one.name) for one in grammar.imports(node)]
        if kind in grammar.classes:
            self.class_(node, within, owner, depth)
        elif kind in grammar.functions:
            self.function(node, within, owner, depth)
        elif kind in grammar.parts:
            self.part(node, within, depth)
        else:
            self.plain(node, within, owner)
            if kind != "variable_name":
                self.children(node, within, owner, depth)

    def part(self, node: Node, within: Def | None, depth: int) -> None:
        """More of a class, which may be defined elsewhere (Rust)."""
        of, above = self.grammar.parts[node.type]
        name, base = plain_type(text_of(node.child_by_field_name(of))), text_of(node.child_by_field_name(above))
        for one in self.found.defs:
            if base and one.kind == "class" and one.name == name:
                one.bases += (base,)
        self.children(node, within, name, depth)

    def plain(self, node: Node, within: Def | None, owner: str) -> None:
        kind, grammar = node.type, self.grammar
        if kind in grammar.calls:
            self.call(node, grammar.calls[kind], within, owner)
        elif kind in grammar.makes:
            self.make(node, within, owner)
        elif kind in grammar.variables:
            self.variable(node, grammar.variables[kind], within, owner)
        elif kind in grammar.loops:
            name, over = grammar.loops[kind]
            self.loop(node, name, over, within)
        elif kind in grammar.members:
            self.member(node, within, owner)
        elif kind in NAMES or kind in grammar.own:
            self.name(node, within, owner)
        elif kind in grammar.binders:
            variables = within.variables if within is not None else self.found.variables
            for one in named_in(node):
                variables.setdefault(text_of(one), []).append((one.start_point[0] + 1, "", None, 0))
        elif kind == "simple_symbol":
            self.use(node, "read", None, None, within, owner)

    def class_(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        name = text_of(node.child_by_field_name(self.grammar.classes[node.type])) or text_of(first_name(node))
        bases = tuple(dict.fromkeys(text_of(one) for one in types_above(node, self.grammar) if text_of(one)))
        one = Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within, bases=bases)
        said = node.child_by_field_name("type") or node.child_by_field_name("value")
        one.result = text_of(said)[:400] if said is not None else ""
        self.found.defs.append(one)
        self.children(node, within, name, depth)

    def function(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        name_field, parameters, result = self.grammar.functions[node.type]
        name = text_of(node.child_by_field_name(name_field)) if name_field else ""
        name = name or given_name(node) or text_of(first_name(node) if name_field else None)
        places = node.children_by_field_name(parameters) or [c for c in node.named_children if "parameter" in c.type]
        told = [pair for place in places for pair in self.parameters(place)]
        receiver = node.child_by_field_name(self.grammar.receiver) if self.grammar.receiver else None
        if receiver is not None:
            own = self.parameters(receiver)
            owner = plain_type(own[0][1]) if own else owner
            told_here = [*own, *told]
        else:
            told_here = told
        end = node.end_point[0] + 1
        one = Def("function", name or "<lambda>", owner, node.start_point[0] + 1, end, within, tuple(told))
        one.result = text_of(node.child_by_field_name(result)).lstrip(": ") if result else ""
        if one.result.lstrip("?") in ("Self", "self", "static"):
            one.result = owner
        one.variadic = any(
            "variadic" in p.type or "spread" in p.type or "rest" in p.type
            for place in places
            for p in place.named_children
        ) or (self.grammar.overloads and any(loose(place) for place in places))
        self.promote(places, owner)
        for name, said in told_here:
            one.variables.setdefault(name, []).append((one.line, said, None, 0))
        if name or name_field:
            self.found.defs.append(one)
        self.children(node, one, owner, depth)

    def promote(self, places: list[Node], owner: str) -> None:
        """Parameters that are fields of the class."""
        for one in (one for place in places for one in place.named_children if one.type in self.grammar.promoted):
            name_field, type_field = self.grammar.parameters[one.type]
            name = one.child_by_field_name(name_field)
            if name is not None:
                self.bind(name, text_of(one.child_by_field_name(type_field)), None, 0, None, owner)

    def parameters(self, place: Node) -> list[tuple[str, str]]:
        """Name and type of each; several names may share one type."""
        found: list[tuple[str, str]] = []
        for one in place.named_children:
            rule = self.grammar.parameters.get(one.type)
            if rule is None:
                found += [(text_of(one), "")] if one.type in NAMES else []
                continue
            said = text_of(one.child_by_field_name(rule[1]) or type_inside(one))
            names = [text_of(name) for name in one.children_by_field_name(rule[0])] or [text_of(first_name(one))]
            found += [(name, said) for name in names]
        return found

    def call(self, node: Node, rule: tuple[str, ...], within: Def | None, owner: str) -> None:
        made = self.words.expr(node)
        if made is not None and made[0] == "new":
            self.make(node, within, owner)
        if made is None or made[0] not in ("call", "called"):
            return
        place = self.words.name_place(node, rule)
        if place is not None:
            arguments = tuple(self.words.expr(one) for one in self.words.arguments(node, rule))
            on = None if made[1] == ("none",) else made[1]
            self.use(place, "call", on, arguments, within, owner)  # type: ignore[arg-type]  # the second is a receiver

    def make(self, node: Node, within: Def | None, owner: str) -> None:
        rule = self.grammar.calls.get(node.type)
        said = node.child_by_field_name(rule[0]) if rule else made_type(node, self.grammar.makes[node.type])
        place = last_name(said) if said is not None else None
        if place is not None:
            arguments = tuple(self.words.expr(one) for one in self.words.arguments(node, ("arguments",)))
            self.use(place, "new", None, arguments, within, owner)

    def member(self, node: Node, within: Def | None, owner: str) -> None:
        place = member_name(node, self.grammar.members[node.type][1])
        parent = node.parent
        if place is None or (parent is not None and parent.type in self.grammar.calls and called(parent, node)):
            return
        made = self.words.expr(node)
        on = made[1] if made is not None and made[0] == "field" else None
        self.use(place, "store" if written(node) else "read", on, None, within, owner)  # type: ignore[arg-type]  # as above

    def name(self, node: Node, within: Def | None, owner: str) -> None:
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
        name = text_of(place).lstrip("$@:")
        line, column = place.start_point[0] + 1, place.start_point[1]
        self.found.uses.setdefault(name, []).append(Use(name, role, line, column, on, arguments, within, owner))

    def variable(self, node: Node, rule: tuple[str, str, str], within: Def | None, owner: str) -> None:
        name_field, type_field, value_field = rule
        said = said_of(node, type_field)
        values = flat(value_of(node, value_field))
        names = [one for place in node.children_by_field_name(name_field) for one in flat(place)]
        for at, name in enumerate(names):
            value = values[at] if at < len(values) else values[0] if len(values) == 1 else None
            place = at if len(values) == 1 and len(names) > 1 else 0
            made = self.words.expr(value) if value is not None else None
            self.bind(name, said, made, place, within, owner)
        if not names and self.grammar.receiver and said:
            self.bind(node, said, None, 0, within, owner)

    def bind(self, name: Node, said: str, value: Expr, place: int, within: Def | None, owner: str) -> None:
        line = name.start_point[0] + 1
        word = text_of(name)
        made = self.words.expr(name)
        if made is not None and made[0] == "field" and made[1] == THIS:
            self.found.defs.append(Def("field", str(made[2]), owner, line, line, within, result=said, value=value))
        elif within is not None and name.type in NAMES:
            within.variables.setdefault(word, []).append((line, said, value, place))
        elif owner:
            field = word.lstrip("$") if name.type in NAMES else ""
            self.found.defs.append(
                Def("field", field or plain_type(said), owner, line, line, within, result=said, value=value)
            )
        else:
            self.found.variables.setdefault(word, []).append((line, said, value, place))

    def loop(self, node: Node, name: str, over: str, within: Def | None) -> None:
        places = flat(node.child_by_field_name(name))
        source = node.child_by_field_name(over)
        if within is None or source is None or not places:
            return
        said = text_of(node.child_by_field_name("type")) if name == "name" else ""
        last = places[-1]
        while last.type not in NAMES and last.named_children:
            last = last.named_children[-1]
        within.variables.setdefault(text_of(last), []).append(
            (last.start_point[0] + 1, said, ("index", self.words.expr(source)), 0)
        )
