"""From a tree-sitter tree to an outline, by the tables of a grammar; bounded in depth."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Language, Parser

from codriver.codebase.languages import Grammar, text_of
from codriver.codebase.typed.nodes import (
    NAMES,
    called,
    embedded,
    first_name,
    flat,
    given_name,
    last_name,
    plain_type,
    type_inside,
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
        else:
            self.plain(node, within, owner)
            self.children(node, within, owner, depth)

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
        elif kind in NAMES:
            self.name(node, within, owner)

    def class_(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        name = text_of(node.child_by_field_name(self.grammar.classes[node.type])) or text_of(first_name(node))
        bases = tuple(text_of(one) for one in self.types_above(node) if text_of(one))
        one = Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within, bases=bases)
        said = node.child_by_field_name("type") or node.child_by_field_name("value")
        one.result = text_of(said)[:400] if said is not None else ""
        self.found.defs.append(one)
        self.children(node, within, name, depth)

    def types_above(self, node: Node) -> list[Node]:
        """The types above: in the grammar's own places; in Go, what is embedded."""
        holders = [child for child in node.named_children if child.type in self.grammar.bases]
        holders += [one for name in self.grammar.bases for one in node.children_by_field_name(name)]
        found: list[Node] = []
        while holders:
            one = holders.pop(0)
            if one.type in NAMES or one.type in (
                "generic_type",
                "scoped_type_identifier",
                "user_type",
                "member_expression",
            ):
                found.append(one)
            else:
                holders += one.named_children
        if self.grammar.receiver:
            found += embedded(node)
        return found

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
        one.result = text_of(node.child_by_field_name(result)) if result else ""
        one.variadic = any(
            "variadic" in p.type or "spread" in p.type or "rest" in p.type
            for place in places
            for p in place.named_children
        )
        for name, said in told_here:
            one.variables.setdefault(name, []).append((one.line, said, None, 0))
        if name or name_field:
            self.found.defs.append(one)
        self.children(node, one, owner, depth)

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
        if made is None or made[0] not in ("call", "called"):
            return
        place = self._name_place(node, rule)
        if place is not None:
            arguments = tuple(self.words.expr(one) for one in self.words.arguments(node, rule))
            on = None if made[1] == ("none",) else made[1]
            self.use(place, "call", on, arguments, within, owner)  # type: ignore[arg-type]  # the second is a receiver

    def _name_place(self, node: Node, rule: tuple[str, ...]) -> Node | None:
        """The node of the called name."""
        if len(rule) == 3:  # noqa: PLR2004 - object, name, arguments
            return node.child_by_field_name(rule[1])
        function = node.child_by_field_name(rule[0]) or (node.named_children[0] if node.named_children else None)
        while function is not None and function.type in self.grammar.transparent and function.named_children:
            function = function.named_children[0]
        if function is not None and function.type in self.grammar.members:
            name = self.grammar.members[function.type][1]
            return function.child_by_field_name(name) or (
                function.named_children[-1] if function.named_children else None
            )
        return function if function is not None and function.type in NAMES else None

    def make(self, node: Node, within: Def | None, owner: str) -> None:
        said = node.child_by_field_name(self.grammar.makes[node.type]) or type_inside(node)
        place = last_name(said) if said is not None else None
        if place is not None:
            holder = node.child_by_field_name("arguments")
            arguments = tuple(self.words.expr(one) for one in holder.named_children) if holder is not None else ()
            self.use(place, "new", None, arguments, within, owner)

    def member(self, node: Node, within: Def | None, owner: str) -> None:
        place = node.child_by_field_name(self.grammar.members[node.type][1])
        parent = node.parent
        if place is None or (parent is not None and parent.type in self.grammar.calls and called(parent, node)):
            return
        made = self.words.expr(node)
        on = made[1] if made is not None and made[0] == "field" else None
        self.use(place, "store" if written(node) else "read", on, None, within, owner)  # type: ignore[arg-type]  # as above

    def name(self, node: Node, within: Def | None, owner: str) -> None:
        parent = node.parent
        if parent is None or parent.type in self.grammar.members or parent.type in self.grammar.calls:
            is_argument = parent is not None and parent.type in self.grammar.calls and not called(parent, node)
            if not is_argument:
                return
        self.use(node, "store" if written(node) else "read", None, None, within, owner)

    def use(
        self, place: Node, role: str, on: Expr, arguments: tuple[Expr, ...] | None, within: Def | None, owner: str
    ) -> None:
        name = text_of(place)
        line, column = place.start_point[0] + 1, place.start_point[1]
        self.found.uses.setdefault(name, []).append(Use(name, role, line, column, on, arguments, within, owner))

    def variable(self, node: Node, rule: tuple[str, str, str], within: Def | None, owner: str) -> None:
        name_field, type_field, value_field = rule
        said = said_of(node, type_field)
        values = flat(node.child_by_field_name(value_field)) if value_field else []
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
            field = word if name.type in NAMES else ""
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
