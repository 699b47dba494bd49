"""From a tree-sitter tree to an outline, by the tables of a grammar; bounded in depth."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Language, Parser

from codriver.codebase.languages import Grammar, text_of
from codriver.codebase.typed.above import types_above
from codriver.codebase.typed.binding import Binds
from codriver.codebase.typed.fields import field_of, is_prototype
from codriver.codebase.typed.nodes import (
    NAMES,
    first_name,
    flat,
    given_name,
    is_scoped,
    loose,
    named_in,
    nameless,
    opaque,
    parameter_places,
    passed_by,
    plain_type,
    takes_items,
)
from codriver.codebase.typed.outline import Def, Expr, Outline, head_of

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

DEEPEST = 400  # nodes; deeper code is generated


@cache
def _parser(grammar_name: str) -> Parser:
    from codriver.codebase.languages import grammars

    grammar = next(one for one in grammars().values() if one.name == grammar_name)
    return Parser(Language(grammar.load()))


def tree_of(grammar: Grammar, text: str) -> Tree:
    """The text as the grammar reads it."""
    return _parser(grammar.name).parse(text.encode("utf-8", "replace"))


def outline(path: str, grammar: Grammar, text: str) -> Outline:
    """The outline of one file; what is deeper than anyone writes is left out, and counts as an error."""
    found = Outline(path, grammar.name, lines=text.split("\n"))
    tree = tree_of(grammar, text)
    found.errors = tree.root_node.has_error
    walk = _Walk(grammar, found)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 6 * DEEPEST))
    try:
        walk.children(tree.root_node, None, "", 0)
    except RecursionError:
        found.errors = True
    finally:
        sys.setrecursionlimit(before)
    return found


class _Walk(Binds):
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
        self.note(node)
        if kind in grammar.silent:
            return
        if kind in grammar.functions or (kind in grammar.prototypes and is_prototype(node)):
            self.function(node, within, owner, depth)
        elif kind in grammar.classes and not opaque(node):
            self.class_(node, within, owner, depth)
        elif kind in grammar.namespaces:
            self.namespace(node, within, owner, depth)
        elif (kind in grammar.objects or kind in grammar.bodies) and (name := nameless(node, grammar, within, owner)):
            self.unnamed(node, name, within, owner, depth)
        elif kind in grammar.parts:
            self.part(node, within, depth)
        else:
            self.plain(node, within, owner)
            if kind != "variable_name":
                self.children(node, within, owner, depth)

    def note(self, node: Node) -> None:
        """What it imports, and the package it says it is."""
        if self.grammar.imports is not None:
            self.found.imports += [(one.alias, one.path, one.name) for one in self.grammar.imports(node)]
        if self.grammar.package is not None and not self.found.package:
            self.found.package = self.grammar.package(node)

    def part(self, node: Node, within: Def | None, depth: int) -> None:
        """More of a class, which may be defined elsewhere (Rust)."""
        of, above = self.grammar.parts[node.type]
        name, base = plain_type(text_of(field_of(node, of))), text_of(field_of(node, above))
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
        name = text_of(field_of(node, self.grammar.classes[node.type])) or text_of(first_name(node))
        bases = tuple(dict.fromkeys(text_of(one) for one in types_above(node, self.grammar) if text_of(one)))
        one = Def("class", name, owner, node.start_point[0] + 1, node.end_point[0] + 1, within, bases=bases)
        said = node.child_by_field_name("type") or node.child_by_field_name("value")
        one.result = text_of(said)[:400] if said is not None else ""
        self.found.defs.append(one)
        holders = [node, *(c for c in node.named_children if c.type == "primary_constructor")]
        self.promote([c for holder in holders for c in holder.named_children if "parameters" in c.type], name)
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
        name_field, parameters, _ = self._rules(node)
        name, owner = self._called(node, name_field, owner)
        places = parameter_places(node, parameters)
        told = [pair for place in places for pair in self.parameters(place)]
        if self.grammar.extended is not None and name_field and self.grammar.extended(node):
            told = told[1:] if self.grammar.overloads else told  # the object itself is the first
        if self.grammar.implicit and not name_field and not told:
            told = [(self.grammar.implicit, "")]
        end = node.end_point[0] + 1
        one = Def("function", name or "<lambda>", owner, node.start_point[0] + 1, end, within, tuple(told))
        self._describe(one, node, places)
        self.promote(places, owner)
        receiver = node.child_by_field_name(self.grammar.receiver) if self.grammar.receiver else None
        item = None if name_field else self._given(node, told)
        for at, (word, said) in enumerate([*(self.parameters(receiver) if receiver is not None else []), *told]):
            one.variables.setdefault(word, []).append((one.line, said, None if said or at else item, 0))
        if name or name_field:
            self.found.defs.append(one)
        self.children(node, one, owner, depth)

    def _rules(self, node: Node) -> tuple[str, str, str]:
        rules = self.grammar.functions
        return rules.get(node.type) or next(iter(rules.values()))  # a prototype is read as a function

    def _called(self, node: Node, name_field: str, owner: str) -> tuple[str, str]:
        """Its name, and whose it is."""
        name = text_of(field_of(node, name_field))
        if "::" in name:  # C++: defined outside of its class
            around, _, name = name.rpartition("::")
            owner = "" if head_of(around) in self.open else head_of(around)
        if self.grammar.extended is not None and name_field and (extended := self.grammar.extended(node)):
            owner = plain_type(extended)
        receiver = node.child_by_field_name(self.grammar.receiver) if self.grammar.receiver else None
        own = self.parameters(receiver) if receiver is not None else []
        owner = plain_type(own[0][1]) if own else owner
        return name or given_name(node) or text_of(first_name(node) if name_field else None), owner

    def _describe(self, one: Def, node: Node, places: list[Node]) -> None:
        """What it gives, how many arguments it takes, who sees it."""
        grammar, result = self.grammar, self._rules(node)[2]
        one.result = text_of(node.child_by_field_name(result)).lstrip(": ") if result else ""
        if grammar.result is not None:
            one.result = grammar.result(node)
        if one.result.lstrip("?") in ("Self", "self", "static"):
            one.result = one.owner
        kinds = [one.type for place in places for one in place.named_children]
        one.variadic = any(word in kind for kind in kinds for word in ("variadic", "spread", "rest"))
        one.variadic = one.variadic or (grammar.overloads and any(loose(place) for place in places))
        one.local = bool(grammar.prototypes) and not one.owner and text_of(node).startswith("static ")
        one.declares = node.type in grammar.prototypes
        one.bare = one.owner in self.open

    def _given(self, node: Node, told: list[tuple[str, str]]) -> Expr:
        """What a nameless function is given as its first argument by whoever it is passed to."""
        passed = passed_by(node)
        if passed is None or not takes_items(node, told):
            return None
        object_itself = self.grammar.implicit and is_scoped(node)
        return self.words.expr(passed) if object_itself else ("index", self.words.expr(passed))
