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
    declared_name,
    first_name,
    flat,
    given_name,
    loose,
    named_in,
    nameless,
    parameter_places,
    passed_by,
    places_of,
    plain_type,
    takes_items,
    type_inside,
    value_of,
)
from codriver.codebase.typed.nodes import (
    said as said_of,
)
from codriver.codebase.typed.outline import THIS, Def, Expr, Outline
from codriver.codebase.typed.using import Uses

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


class _Walk(Uses):
    """One file's walk."""

    def __init__(self, grammar: Grammar, found: Outline) -> None:
        super().__init__(grammar, found)
        self.open: set[str] = set()  # namespaces

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
        if kind in grammar.silent:
            return
        if grammar.package is not None and not self.found.package:
            self.found.package = grammar.package(node)
        if kind in grammar.classes:
            self.class_(node, within, owner, depth)
        elif kind in grammar.namespaces:
            self.namespace(node, within, owner, depth)
        elif (kind in grammar.objects or kind in grammar.bodies) and (name := nameless(node, grammar, within, owner)):
            self.unnamed(node, name, within, owner, depth)
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
        """What is neither a class nor a function, by the first table that knows it."""
        kind, grammar = node.type, self.grammar
        if kind in grammar.calls:
            self.call(node, grammar.calls[kind], within, owner)
        elif kind in grammar.makes:
            self.make(node, within, owner)
        elif kind in grammar.variables:
            self.variable(node, grammar.variables[kind], within, owner)
        elif kind in grammar.members:
            self.member(node, within, owner)
        elif kind in NAMES or kind in grammar.own:
            self.name(node, within, owner)
        elif kind == "simple_symbol":
            self.use(node, "read", None, None, within, owner)
        else:
            self.rarer(node, within, owner)

    def rarer(self, node: Node, within: Def | None, owner: str) -> None:
        """Loops, cases, what binds names, and calls of constructors by others."""
        kind, grammar = node.type, self.grammar
        if kind in grammar.delegates:
            self.delegate(node, grammar.delegates[kind], within, owner)
        elif kind in grammar.switches:
            self.case(node, grammar.switches[kind], within)
        elif kind in grammar.loops:
            name, over = grammar.loops[kind]
            self.loop(node, name, over, within)
        elif kind in grammar.binders:
            variables = within.variables if within is not None else self.found.variables
            for one in named_in(node):
                variables.setdefault(text_of(one), []).append((one.start_point[0] + 1, "", None, 0))

    def class_(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        name = text_of(node.child_by_field_name(self.grammar.classes[node.type])) or text_of(first_name(node))
        bases = tuple(dict.fromkeys(text_of(one) for one in types_above(node, self.grammar) if text_of(one)))
        one = Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within, bases=bases)
        said = node.child_by_field_name("type") or node.child_by_field_name("value")
        one.result = text_of(said)[:400] if said is not None else ""
        self.found.defs.append(one)
        self.children(node, within, name, depth)

    def namespace(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        """Names inside stand alone there, and behind its name elsewhere."""
        name = text_of(node.child_by_field_name(self.grammar.namespaces[node.type])).strip("\"'")
        self.found.defs.append(Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within))
        self.open.add(name)
        self.children(node, within, name, depth)

    def unnamed(self, node: Node, name: str, within: Def | None, owner: str, depth: int) -> None:
        """An object with methods, or the body of a class without a name."""
        above = (name.strip("<>"),) if name.startswith("<") else ()
        one = Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within, bases=above)
        self.found.defs.append(one)
        self.children(node, within, name, depth)

    def case(self, node: Node, rule: tuple[str, str], within: Def | None) -> None:
        """`case T:` of a switch by type: from here on the variable is a T."""
        around = node.parent
        name = around.child_by_field_name(rule[1]) if around is not None else None
        said = text_of(node.child_by_field_name(rule[0])) if rule[0] else ""
        for one in flat(name):
            variables = within.variables if within is not None else self.found.variables
            variables.setdefault(text_of(one), []).append((node.start_point[0] + 1, said, None, 0))

    def function(self, node: Node, within: Def | None, owner: str, depth: int) -> None:
        name_field, parameters, result = self.grammar.functions[node.type]
        name = text_of(node.child_by_field_name(name_field)) if name_field else ""
        name = name or given_name(node) or text_of(first_name(node) if name_field else None)
        places = parameter_places(node, parameters)
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
        one.bare = owner in self.open
        passed = passed_by(node) if not name_field else None
        item: Expr = ("index", self.words.expr(passed)) if passed is not None and takes_items(node, told) else None
        for at, (word, said) in enumerate(told_here):
            one.variables.setdefault(word, []).append((one.line, said, None if said or at else item, 0))
        if name or name_field:
            self.found.defs.append(one)
        self.children(node, one, owner, depth)

    def promote(self, places: list[Node], owner: str) -> None:
        """Parameters that are fields of the class."""
        for one in (one for place in places for one in place.named_children if one.type in self.grammar.promoted):
            if one.type == "required_parameter" and not any(
                "modifier" in c.type or c.type == "readonly" for c in one.children
            ):
                continue
            name_field, type_field = self.grammar.parameters[one.type]
            name = one.child_by_field_name(name_field)
            if name is not None:
                self.bind(name, text_of(one.child_by_field_name(type_field)), None, 0, None, owner)

    def parameters(self, place: Node) -> list[tuple[str, str]]:
        """Name and type of each; several names may share one type."""
        found: list[tuple[str, str]] = []
        if place.type in NAMES:
            return [(text_of(place), "")]
        for one in place.named_children:
            rule = self.grammar.parameters.get(one.type)
            if rule is None:
                found += [(text_of(one), "")] if one.type in NAMES else []
                continue
            said = text_of(one.child_by_field_name(rule[1]) or type_inside(one))
            said = f"[]{said}" if one.type in ("variadic_parameter_declaration", "spread_parameter") and said else said
            names = [text_of(name) for name in one.children_by_field_name(rule[0])] or [text_of(declared_name(one))]
            found += [(name, said) for name in names]
        return found

    def variable(self, node: Node, rule: tuple[str, str, str], within: Def | None, owner: str) -> None:
        name_field, type_field, value_field = rule
        said = said_of(node, type_field)
        values = flat(value_of(node, value_field))
        names = [one for place in places_of(node, name_field) for one in flat(place)]
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
        if self.grammar.receiver and len(places) == 1:  # Go: the place, or what a channel or a function brings
            made: Expr = ("received", self.words.expr(source))
            within.variables.setdefault(text_of(last), []).append((last.start_point[0] + 1, "", made, 0))
            return
        while last.type not in NAMES and last.named_children:
            last = last.named_children[-1]
        within.variables.setdefault(text_of(last), []).append(
            (last.start_point[0] + 1, said, ("index", self.words.expr(source)), 0)
        )
