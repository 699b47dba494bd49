"""Which definition a use means, by declared types: variables, fields, results, packages, imports, classes above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from codriver.codebase.typed import imports, results
from codriver.codebase.typed.exports import EVERYTHING, exported, handed_on
from codriver.codebase.typed.fitting import depth_of, is_alias, seen_from, shadowed
from codriver.codebase.typed.imports import grammar_of
from codriver.codebase.typed.known import Class, Known
from codriver.codebase.typed.outline import Def, Expr, Outline, Use, head_of, item_of, part_of, unboxed

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 12
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # type parameters, unless a class is really called so
OPEN = frozenset(
    {"any", "Any", "AnyRef", "Object", "object", "unknown", "interface", "dynamic", "auto", "var", "never"}
)
Found = (
    tuple[Literal["object"], Class]
    | tuple[Literal["class"], Class]
    | tuple[Literal["module"], tuple[str, Outline]]
    | tuple[Literal["outside"], str]
    | tuple[Literal["said"], tuple[str, Outline]]
)


class Typed(Known):
    """The resolver of one code base."""

    def types(self, expr: Expr, use: Use, at: Outline, depth: int = 0) -> list[Found]:
        """What the expression can be, where the use stands; nothing when it is not known."""
        if expr is None or depth > DEEPEST:
            return []
        kind = expr[0]
        if kind in ("this", "above"):
            return self._around(use, at, above=kind == "above")
        if kind in ("new", "type"):
            return self.said(str(expr[1]), at)
        return self._compound(expr, use, at, depth)

    def _compound(self, expr: tuple[object, ...], use: Use, at: Outline, depth: int) -> list[Found]:
        kind = expr[0]
        if kind == "name":
            return self._of_name(str(expr[1]), use, at, depth)
        if kind == "field":
            return self._of_field(expr, use, at, depth)
        if kind == "call":
            return self.given_back(expr, 0, use, at, depth)
        if kind == "makes":
            return [("said", (f"() => {expr[1]}", at))]
        inner = self.types(expr[1], use, at, depth + 1) if kind in ("index", "received") else []  # type: ignore[arg-type]  # an expression
        if kind == "received":
            inner = [one for one in inner if one[0] == "said" and one[1][0].lstrip("<-").startswith("chan")]
        return [found for one in inner for found in self._item(one)]

    def _item(self, box: Found) -> list[Found]:
        """What a box holds: by its words, or by those that its type is another name of."""
        if box[0] == "said":
            return self.said(item_of(box[1][0]), box[1][1])
        if box[0] == "object" and (near := self.outline(box[1][0])) is not None:
            return self.said(item_of(box[1][1].result), near)
        return []

    def said(self, said: str, at: Outline) -> list[Found]:
        """What a declared type names: our classes; else something outside, or a box."""
        if results.is_function(said):
            return [("said", (said, at))]
        name = head_of(said := unboxed(said, grammar_of(at).boxes))
        found = [] if not name or name in OPEN else self.named(said, at)
        if not name or name in OPEN or (name in LETTERS and not found):
            return []
        if name == "[]" or (item_of(said) and not found):
            return [("said", (said, at))]
        if len(found) == 1 and found[0][1].result and is_alias(found[0][1]):
            near = self.outline(found[0][0])
            return (self.said(found[0][1].result, near) if near is not None else []) or [("object", found[0])]
        return [("object", one) for one in found] or [("outside", name)]

    def _around(self, use: Use, at: Outline, *, above: bool) -> list[Found]:
        ours = self.around(use, at)[:1]
        if not above:
            return [("object", one) for one in ours]
        said = ((word, near) for path, one in ours if (near := self.outline(path)) for word in one.bases)
        return [("object", up) for word, near in said for up in self.named(word, near)]

    def _of_name(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        within = use.within
        while within is not None:
            bound = [one for one in within.variables.get(name, ()) if one[0] <= use.line]
            earlier = [one for one in bound if one[0] < use.line]
            bound = earlier or bound if use.role == "value" else bound
            if bound and not _is_required(bound[-1][2]):
                return self._of_variable(bound[-1], use, at, depth)
            within = within.within
        if use.owner and grammar_of(at).implicit_this:
            for one in self.around(use, at):
                found = self.member(one, name)
                if found is not None and found[1].kind == "field":
                    return self._of_member(found, use, depth)
        return self._of_global(name, use, at, depth)

    def _of_global(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        modules = [path for alias, path, original in at.imports if alias == name and path and not original]
        if modules:
            return [("module", (path, at)) for path in modules]
        if name in at.variables and not any(d.name == name and d.kind == "class" for d in at.defs):
            return self._of_variable(at.variables[name][-1], use, at, depth)
        if ours := self.classes(name, at):
            return [("class", one) for one in ours]
        if any(alias == name for alias, _, _ in at.imports):
            library: list[Found] = [("outside", name)] if name[:1].isupper() else []
            return self._imported_variable(name, use, at, depth) or library
        if grammar_of(at).by_folder:
            for one in self.beside(name, at):
                if name in one.variables:
                    return self._of_variable(one.variables[name][-1], use, one, depth)
        return [("outside", name)] if name[:1].isupper() and not grammar_of(at).qualified else []

    def _imported_variable(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        for path, original in imports.imported_as(name, at):
            for target in self.modules(path, at):
                found = self._variable_of(original, target, use, depth)
                if found:
                    return found
                if handed_on(self, original, target):
                    return [("module", (f"{EVERYTHING}{original}", target))]
        return []

    def _variable_of(self, name: str, target: Outline, use: Use, depth: int) -> list[Found]:
        """A variable of a file, or one that it hands on."""
        if name in target.variables:
            return self._of_variable(target.variables[name][-1], use, target, depth + 1)
        if depth > DEEPEST:
            return []
        handing = ((p, o if a == name else name) for a, p, o in target.imports if p and a in (name, EVERYTHING) and o)
        deeper = ((original, to) for path, original in handing for to in self.modules(path, target))
        return next((found for o, to in deeper if (found := self._variable_of(o, to, use, depth + 1))), [])

    def _of_variable(self, bound: tuple[int, str, Expr, int], use: Use, at: Outline, depth: int) -> list[Found]:
        line, said, value, place = bound
        if said:
            return self.said(said, at)
        if place and value is not None and value[0] == "call":
            return self.given_back(value, place, use, at, depth + 1)
        moved = Use(use.name, "value", line, 0, None, None, use.within, use.owner)
        return self.types(value, moved, at, depth + 1)

    def _of_field(self, expr: Expr, use: Use, at: Outline, depth: int) -> list[Found]:
        assert expr is not None
        name = str(expr[2])
        found: list[Found] = []
        for one in self.types(expr[1], use, at, depth + 1):  # type: ignore[arg-type]  # an expression
            if one[0] in ("object", "class"):
                member = self.member(one[1], name)
                inner = self._inner(one[1], name) if member is None and one[0] == "class" else []
                found += self._of_member(member, use, depth) if member is not None else inner
            elif one[0] == "module":
                found += self._of_module(one[1], name, use, depth)
            elif grammar_of(at).uniform:
                found += self._out_of(one, name)
        return found

    def _inner(self, outer: Class, name: str) -> list[Found]:
        """A class inside of a class or a namespace."""
        at = self.outline(outer[0])
        inner = (
            d for d in (at.defs if at else ()) if d.kind == "class" and d.name == name and d.owner == outer[1].name
        )
        return [("class", (outer[0], d)) for d in inner]

    def _of_module(self, module: tuple[str, Outline], name: str, use: Use, depth: int) -> list[Found]:
        for target in self.targets(module):
            ours = [one for one in exported(self, name, target) if one[1].kind == "class"]
            if ours:
                return [("class", one) for one in ours]
            if found := self._variable_of(name, target, use, depth):
                return found
            if handed_on(self, name, target):
                return [("module", (f"{EVERYTHING}{name}", target))]
        return [("outside", name)]

    def targets(self, module: tuple[str, Outline]) -> list[Outline]:
        """The files of a module that was found."""
        path, at = module
        return handed_on(self, path[1:], at) if path.startswith(EVERYTHING) else self.modules(path, at)

    def _of_member(self, member: tuple[Class, Def], use: Use, depth: int) -> list[Found]:
        (path, _), one = member
        at = self.outline(path)
        if at is None:
            return []
        if one.result:
            return self.said(part_of(one.result, 0) if one.kind == "function" else one.result, at)
        moved = Use(use.name, use.role, one.line, 0, None, None, one.within, one.owner)
        return self.types(one.value, moved, at, depth + 1) if one.kind == "field" else []

    def given_back(self, call: Expr, place: int, use: Use, at: Outline, depth: int) -> list[Found]:
        """What a call gives (at this place of several): by the definition, a function's type, or the box."""
        assert call is not None
        found: list[Found] = []
        for path, one in self.called(call, use, at, depth):
            near = self.outline(path)
            if one.kind == "class":
                found.append(("object", (path, one)))
            elif near is not None and one.result and one.kind == "function":
                found += self.said(part_of(one.result, place), near)
        if found or depth > DEEPEST:
            return found
        on, name = call[1], str(call[2])
        function: Expr = ("name", name) if on == ("none",) else ("field", on, name)
        found = [one for given in self.types(function, use, at, depth + 1) for one in self._by_type(given, place)]
        boxes = self.types(on, use, at, depth + 1) if on != ("none",) and not found else []  # type: ignore[arg-type]  # an expression
        return found or [one for box in boxes for one in self._out_of(box, name)]

    def _by_type(self, function: Found, place: int) -> Iterator[Found]:
        """What a function of this type gives."""
        if function[0] == "said":
            said, near = function[1]
            yield from self.said(part_of(results.result_of(said), place), near)
        elif function[0] == "object" and (at := self.outline(function[1][0])) is not None:
            yield from self.said(part_of(results.result_of(function[1][1].result), place), at)

    def _out_of(self, box: Found, method: str) -> list[Found]:
        """`list.get(0)`, `list.stream()`."""
        if method in results.ITEMS:
            return self._item(box)
        return [box] if method in results.SAME and box[0] == "said" else []

    def called(self, expr: Expr, use: Use, at: Outline, depth: int = 0) -> list[Class]:
        """The definitions that a call expression can mean, each with its file."""
        assert expr is not None
        on, name, count = expr[1], str(expr[2]), int(str(expr[3]))
        if on == ("none",):
            return self.functions(name, use, at, count)
        found: list[Class] = []
        for one in self.types(on, use, at, depth + 1):  # type: ignore[arg-type]  # an expression
            if one[0] in ("object", "class"):
                member = self.member(one[1], name, count)
                found += [(member[0][0], member[1])] if member is not None else []
            elif one[0] == "module":
                found += [d for target in self.targets(one[1]) for d in exported(self, name, target)]
        return found

    def functions(self, name: str, use: Use, at: Outline, count: int | None) -> list[Class]:
        """What a call without a receiver means: an own method, this file's or this folder's function, an import."""
        grammar = grammar_of(at)
        if grammar.implicit_this and use.owner:
            for one in self.around(use, at):
                member = self.member(one, name, count)
                if member is not None:
                    return [(member[0][0], member[1])]
        here = [d for d in at.defs if d.name == name and d.kind != "field" and seen_from(d, use)]
        nearest = max(map(depth_of, here), default=0)
        if grammar.one_namespace and shadowed(name, use, nearest):
            return []
        if here:
            return [(at.path, max(here, key=depth_of))]
        found = list(self._brought(name, at))
        if found or not grammar.by_folder:
            return found
        near = self.beside(name, at)
        return [(one.path, d) for one in near for d in one.defs if d.name == name and not d.owner and d.within is None]

    def _brought(self, name: str, at: Outline) -> Iterator[Class]:
        """By an import of the name, or of everything that a file, a package or a class gives."""
        for path, original in imports.imported_as(name, at):
            for to in self.giving(path, original, at):
                yield from exported(self, original or "default", to)
                yield from ((to.path, d) for d in to.defs if d.owner and d.name == original and d.within is None)
        for path in (path for alias, path, _ in at.imports if alias == EVERYTHING and path):
            for to in self.giving(path, name, at):
                yield from exported(self, name, to)
                last = path.rpartition(".")[2]
                own = (d for d in to.defs if d.owner == last and d.name == name)
                yield from ((to.path, d) for d in own if imports.family(at.language) == "jvm")


def _is_required(value: Expr) -> bool:
    """`require("./x")`: the imports tell of it."""
    return value is not None and value[0] == "call" and value[1] == ("none",) and value[2] in ("require", "import")
