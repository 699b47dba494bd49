"""Which definition a use means, by declared types: variables, fields, results, packages, imports, classes above."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Literal

from codriver.codebase.languages import grammars
from codriver.codebase.typed import imports
from codriver.codebase.typed.fitting import depth_of, fits, is_alias, seen_from
from codriver.codebase.typed.imports import grammar_of
from codriver.codebase.typed.outline import Def, Expr, Outline, Use, head_of, item_of, part_of, unboxed
from codriver.codebase.typed.walking import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase

MOST_OUTLINES = 6_000
DEEPEST = 12
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # type parameters, unless a class is really called so
OPEN = frozenset({"any", "Any", "Object", "object", "unknown", "interface", "dynamic", "auto", "var", "never"})
Class = tuple[str, Def]  # the file, and the definition
Found = (
    tuple[Literal["object"], Class]
    | tuple[Literal["class"], Class]
    | tuple[Literal["module"], str]
    | tuple[Literal["outside"], str]
    | tuple[Literal["said"], str]
)


class Typed:
    """The resolver of one code base; outlines are made when they are needed, and kept."""

    def __init__(self, base: Codebase) -> None:
        self.base = base
        self.partly: set[str] = set()
        self._outlines: OrderedDict[str, Outline | None] = OrderedDict()
        self._classes: dict[str, list[Class]] = {}
        self._lines: dict[Def, list[Class]] = {}

    def outline(self, path: str) -> Outline | None:
        """The file's outline, if its language is known."""
        if path not in self._outlines:
            ending = f".{path.rpartition('.')[2].lower()}"
            grammar = grammars().get(ending)
            self._outlines[path] = outline(path, grammar, self.base.text(path)) if grammar else None
            made = self._outlines[path]
            if made is not None and made.errors:
                self.partly.add(path)
            if len(self._outlines) > MOST_OUTLINES:
                self._outlines.popitem(last=False)
        return self._outlines[path]

    def mentioning(self, name: str, language: str, folder: str | None = None) -> Iterator[Outline]:
        """The outlines of the files of this language (in this folder) that mention the name."""
        for path in self.base.mentioning(name):
            grammar = grammars().get(f".{path.rpartition('.')[2].lower()}")
            here = folder is None or imports.folder(path) == folder
            if here and grammar is not None and imports.family(grammar.name) == imports.family(language):
                found = self.outline(path)
                if found is not None:
                    yield found

    def classes(self, name: str, at: Outline) -> list[Class]:
        """The classes of this name, nearest first: this file, what it imports, this folder, then anywhere."""
        key = f"{imports.family(at.language)} {name}"
        if key not in self._classes:
            outlines = (found for path in self.base.defining(name) if (found := self.outline(path)) is not None)
            same = (one for one in outlines if imports.family(one.language) == imports.family(at.language))
            self._classes[key] = [
                (one.path, d) for one in same for d in one.defs if d.kind == "class" and d.name == name
            ]
        renamed = (one for original in imports.originals(name, at) for one in self.classes(original, at))
        return self._nearest(self._classes[key] or list(renamed), name, at)

    def _nearest(self, found: list[Class], name: str, at: Outline) -> list[Class]:
        if len(found) < 2:  # noqa: PLR2004 - a choice needs two
            return found
        imported = [path for alias, path, original in at.imports if name in (alias, original)]
        ranked = [(imports.nearness(path, at.path, imported), (path, one)) for path, one in found]
        best = min(rank for rank, _ in ranked)
        return [one for rank, one in ranked if rank == best]

    def line(self, one: Class) -> list[Class]:
        """The class and all above it."""
        if one[1] not in self._lines:
            self._lines[one[1]] = [one]
            at = self.outline(one[0])
            above = [base for said in one[1].bases for base in self.classes(head_of(said), at)] if at else []
            found = [one, *(up for base in above for up in self.line(base))]
            self._lines[one[1]] = list(dict.fromkeys(found))
        return self._lines[one[1]]

    def member(self, one: Class, name: str, count: int | None = None) -> tuple[Class, Def] | None:
        """The nearest field or method of this name, with its class; `count` arguments must fit."""
        for up in self.line(one):
            found = [d for d in self.members(up, name) if d.kind != "class" and fits(d, count)]
            if found:
                return up, found[0]
        return None

    def members(self, one: Class, name: str) -> list[Def]:
        """What the class itself has under this name; in Go also in other files of the folder."""
        at = self.outline(one[0])
        if at is None:
            return []
        found = [d for d in at.defs if d.owner == one[1].name and d.name == name]
        grammar = grammar_of(at)
        if not found and (grammar.receiver or grammar.scattered):
            near = self.mentioning(name, at.language, None if grammar.scattered else imports.folder(one[0]))
            found = [d for other in near for d in other.defs if d.owner == one[1].name and d.name == name]
        return found

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
            return self._of_call(expr, use, at, depth)
        inner = self.types(expr[1], use, at, depth + 1) if kind == "index" else []  # type: ignore[arg-type]  # an expression
        return [found for one in inner if one[0] == "said" for found in self.said(item_of(one[1]), at)]

    def said(self, said: str, at: Outline) -> list[Found]:
        """What a declared type names: our classes; else something outside, or a box."""
        name = head_of(said := unboxed(said, grammar_of(at).boxes))
        if not name or name in OPEN or (name in LETTERS and not self.classes(name, at)):
            return []
        if name == "[]" or (item_of(said) and not self.classes(name, at)):
            return [("said", said)]
        found = self.classes(name, at)
        if len(found) == 1 and found[0][1].result and found[0][1].kind == "class" and is_alias(found[0][1]):
            return self.said(found[0][1].result, at) or [("object", found[0])]
        return [("object", one) for one in found] or [("outside", name)]

    def _around(self, use: Use, at: Outline, *, above: bool) -> list[Found]:
        ours = [one for one in self.classes(use.owner, at) if one[0] == at.path] if use.owner else []
        if not above:
            return [("object", one) for one in ours]
        return [("object", up) for one in ours for up in self.line(one)[1:2]]

    def _of_name(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        within = use.within
        while within is not None:
            bound = [one for one in within.variables.get(name, ()) if one[0] <= use.line]
            if bound:
                return self._of_variable(bound[-1], use, at, depth)
            within = within.within
        if use.owner:
            for one in self.classes(use.owner, at):
                found = self.member(one, name)
                if found is not None and found[1].kind == "field" and grammar_of(at).implicit_this:
                    return self._of_member(found, use, depth)
        return self._of_global(name, use, at, depth)

    def _of_global(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        if name in at.variables:
            return self._of_variable(at.variables[name][-1], use, at, depth)
        for alias, path, original in at.imports:
            if alias == name and not original:
                return [("module", path)]
        if ours := self.classes(name, at):
            return [("class", one) for one in ours]
        if any(alias == name for alias, _, _ in at.imports):
            return self._imported_variable(name, use, at, depth)
        if grammar_of(at).by_folder:
            for one in self.mentioning(name, at.language, imports.folder(at.path)):
                if name in one.variables:
                    return self._of_variable(one.variables[name][-1], use, one, depth)
        return []

    def _imported_variable(self, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        for alias, path, original in at.imports:
            if alias == name:
                for target in self.modules(path, at):
                    if original in target.variables:
                        return self._of_variable(target.variables[original][-1], use, target, depth)
        return []

    def _of_variable(self, bound: tuple[int, str, Expr, int], use: Use, at: Outline, depth: int) -> list[Found]:
        line, said, value, place = bound
        if said:
            return self.said(said, at)
        if place and value is not None and value[0] == "call":
            return self._result_at(value, place, use, at, depth)
        moved = Use(use.name, use.role, line, 0, None, None, use.within, use.owner)
        return self.types(value, moved, at, depth + 1)

    def _result_at(self, call: Expr, place: int, use: Use, at: Outline, depth: int) -> list[Found]:
        found = self.called(call, use, at, depth)
        return [
            one
            for path, d in found
            if (near := self.outline(path))
            for one in self.said(part_of(d.result, place), near)
        ]

    def _of_field(self, expr: Expr, use: Use, at: Outline, depth: int) -> list[Found]:
        assert expr is not None
        name = str(expr[2])
        found: list[Found] = []
        for what, one in self.types(expr[1], use, at, depth + 1):  # type: ignore[arg-type]  # an expression
            if what in ("object", "class"):
                member = self.member(one, name)  # type: ignore[arg-type]  # a class, as it says
                found += self._of_member(member, use, depth) if member is not None else []
            elif what == "module":
                found += self._of_module(str(one), name, use, at, depth)
        return found

    def _of_module(self, path: str, name: str, use: Use, at: Outline, depth: int) -> list[Found]:
        for target in self.modules(path, at):
            ours = [one for one in self.classes(name, target) if imports.folder(one[0]) == imports.folder(target.path)]
            if ours:
                return [("class", one) for one in ours]
            if name in target.variables:
                return self._of_variable(target.variables[name][-1], use, target, depth)
        return [("outside", name)]

    def _of_member(self, member: tuple[Class, Def], use: Use, depth: int) -> list[Found]:
        (path, _), one = member
        at = self.outline(path)
        if at is None:
            return []
        if one.result:
            return self.said(part_of(one.result, 0) if one.kind == "function" else one.result, at)
        moved = Use(use.name, use.role, one.line, 0, None, None, one.within, one.owner)
        return self.types(one.value, moved, at, depth + 1) if one.kind == "field" else []

    def _of_call(self, expr: Expr, use: Use, at: Outline, depth: int) -> list[Found]:
        found: list[Found] = []
        for path, one in self.called(expr, use, at, depth):
            near = self.outline(path)
            if one.kind == "class":
                found.append(("object", (path, one)))
            elif near is not None and one.result:
                found += self.said(part_of(one.result, 0), near)
        return found

    def called(self, expr: Expr, use: Use, at: Outline, depth: int = 0) -> list[Class]:
        """The definitions that a call expression can mean, each with its file."""
        assert expr is not None
        on, name, count = expr[1], str(expr[2]), int(str(expr[3]))
        if on == ("none",):
            return self.functions(name, use, at, count)
        found: list[Class] = []
        for what, one in self.types(on, use, at, depth + 1):  # type: ignore[arg-type]  # an expression
            if what in ("object", "class"):
                member = self.member(one, name, count)  # type: ignore[arg-type]  # a class, as it says
                found += [(member[0][0], member[1])] if member is not None else []
            elif what == "module":
                found += [
                    (target.path, d)
                    for target in self.modules(str(one), at)
                    for d in target.defs
                    if d.name == name and not d.owner
                ]
        return found

    def functions(self, name: str, use: Use, at: Outline, count: int | None) -> list[Class]:
        """What a call without a receiver means: an own method, this file's or this folder's function, an import."""
        grammar = grammar_of(at)
        if grammar.implicit_this and use.owner:
            for one in self.classes(use.owner, at):
                member = self.member(one, name, count)
                if member is not None:
                    return [(member[0][0], member[1])]
        here = [d for d in at.defs if d.name == name and d.kind != "field" and seen_from(d, use)]
        if here:
            return [(at.path, max(here, key=depth_of))]
        for alias, path, original in at.imports:
            if alias == name:
                targets = self.modules(path, at)
                return [(t.path, d) for t in targets for d in t.defs if d.name in (original, name) and d.within is None]
        if grammar.by_folder:
            near = self.mentioning(name, at.language, imports.folder(at.path))
            return [
                (one.path, d) for one in near for d in one.defs if d.name == name and not d.owner and d.within is None
            ]
        return []

    def modules(self, path: str, at: Outline) -> list[Outline]:
        """The files that an import's path means."""
        paths = imports.files_of(self.base.paths, path, at.path)
        return [made for one in paths if (made := self.outline(one)) is not None]
