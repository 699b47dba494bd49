"""What names are bound to: parameters, variables, fields, loops; each with its type and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.codebase.languages import text_of
from codriver.codebase.typed.fields import field_of
from codriver.codebase.typed.nodes import (
    NAMES,
    declared_name,
    flat,
    places_of,
    plain_type,
    type_inside,
    value_of,
)
from codriver.codebase.typed.nodes import (
    said as said_of,
)
from codriver.codebase.typed.outline import THIS, Def, Expr
from codriver.codebase.typed.using import Uses

if TYPE_CHECKING:
    from tree_sitter import Node


class Binds(Uses):
    """The names of one file."""

    def promote(self, places: list[Node], owner: str) -> None:
        """Parameters that are fields of the class."""
        for one in (one for place in places for one in place.named_children if one.type in self.grammar.promoted):
            if one.type == "required_parameter" and not any(
                "modifier" in c.type or c.type == "readonly" for c in one.children
            ):
                continue
            name_field, type_field = self.grammar.parameters[one.type]
            name = field_of(one, name_field)
            if name is not None:
                self.bind(name, text_of(field_of(one, type_field)), None, 0, None, owner)

    def parameters(self, place: Node) -> list[tuple[str, str]]:
        """Name and type of each; several names may share one type."""
        found: list[tuple[str, str]] = []
        if place.type in NAMES or place.type == "implicit_parameter":
            return [(text_of(place), "")]
        for one in place.named_children:
            rule = self.grammar.parameters.get(one.type)
            if rule is None:
                found += [(text_of(one), "")] if one.type in NAMES else []
                continue
            said = text_of(field_of(one, rule[1]) or type_inside(one))
            said = f"[]{said}" if one.type in ("variadic_parameter_declaration", "spread_parameter") and said else said
            names = [text_of(name) for name in places_of(one, rule[0])] or [text_of(declared_name(one))]
            found += [(name, said) for name in names]
        return found

    def variable(self, node: Node, rule: tuple[str, str, str], within: Def | None, owner: str) -> None:
        name_field, type_field, value_field = rule
        said = said_of(node, type_field)
        values = flat(value_of(node, value_field))
        names = [one for place in places_of(node, name_field) for one in flat(place)]
        self.construct(node, within, owner)
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
        places = flat(field_of(node, name))
        source = field_of(node, over)
        if within is None or source is None or not places:
            return
        said = said_of(node, "type") if name in ("name", "@declarator") else ""
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
