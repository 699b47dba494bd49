"""The definitions of a code base: outlines made when they are needed, classes by name, what a class has."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

from codriver.codebase.languages import grammars
from codriver.codebase.typed import imports
from codriver.codebase.typed.exports import EVERYTHING, exported
from codriver.codebase.typed.fitting import fits, stands_in
from codriver.codebase.typed.imports import Places, grammar_of
from codriver.codebase.typed.outline import Def, Outline, Use, head_of
from codriver.codebase.typed.walking import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.opened import Codebase

MOST_OUTLINES = 6_000
Class = tuple[str, Def]  # the file, and the definition


class Known:
    """What is known of one code base."""

    def __init__(self, base: Codebase) -> None:
        self.base = base
        self.partly: set[str] = set()
        self._outlines: OrderedDict[str, Outline | None] = OrderedDict()
        self._classes: dict[str, list[Class]] = {}
        self._lines: dict[Def, list[Class]] = {}

    @cached_property
    def places(self) -> Places:
        """Where imports lead."""
        return Places(self.base.paths, self.base.text)

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

    def modules(self, path: str, at: Outline) -> list[Outline]:
        """The files that an import's path means."""
        paths = self.places.files_of(path, at.path, at.language)
        return [made for one in paths if (made := self.outline(one)) is not None]

    def giving(self, path: str, name: str, at: Outline) -> list[Outline]:
        """The files behind an import that can give this name; of a package, only those that mention it."""
        last = path.rpartition(".")[2]
        if imports.family(at.language) != "jvm" or last[:1].isupper():
            found = self.modules(path, at)
            return found or [o for p, _ in self._every(last, at) if last[:1].isupper() and (o := self.outline(p))]
        inside = path.replace(".", "/")
        return [
            one for one in self.mentioning(name, at.language) if f"/{imports.folder(one.path)}".endswith(f"/{inside}")
        ]

    def beside(self, name: str, at: Outline) -> Iterator[Outline]:
        """The files of the same package (a folder) that mention the name."""
        near = self.mentioning(name, at.language, imports.folder(at.path))
        return (one for one in near if one.package == at.package)

    def classes(self, name: str, at: Outline) -> list[Class]:
        """The classes of this name, nearest first: this file, what it imports, this folder, then anywhere."""
        own = [(at.path, d) for d in at.defs if d.kind == "class" and d.name == name]
        if own:
            return own
        exact = self._imported(name, at)
        if exact is not None:
            return exact
        if grammar_of(at).qualified:
            return self._of_package(name, at)
        return self._nearest(self._every(name, at), name, at)

    def _every(self, name: str, at: Outline) -> list[Class]:
        key = f"{imports.family(at.language)} {name}"
        if key not in self._classes:
            outlines = (found for path in self.base.defining(name) if (found := self.outline(path)) is not None)
            same = (one for one in outlines if imports.family(one.language) == imports.family(at.language))
            self._classes[key] = [
                (one.path, d) for one in same for d in one.defs if d.kind == "class" and d.name == name
            ]
        renamed = (one for original in imports.originals(name, at) for one in self._every(original, at))
        return self._classes[key] or list(renamed)

    def _imported(self, name: str, at: Outline) -> list[Class] | None:
        """What an import says exactly; None when none does."""
        said = [one for one in imports.imported_as(name, at) if one[1] and one[1] != EVERYTHING]
        if not said or imports.family(at.language) not in ("script", "jvm"):
            return None
        if imports.family(at.language) == "script":
            targets = [(original, to) for path, original in said for to in self.modules(path, at)]
            found = [one for original, to in targets for one in exported(self, original, to)]
            library = not any(path.startswith(".") or self.modules(path, at) for path, _ in said)
            return [one for one in found if one[1].kind == "class"] or ([] if library else None)
        every = self._every(said[0][1], at)
        exact = [one for one in every if any(imports.nearness(one[0], at.path, [f"{p}.{o}", p]) <= 1 for p, o in said)]
        return exact if exact or every else None

    def _of_package(self, name: str, at: Outline) -> list[Class]:
        """Go: of this package, or of one whose names are all imported."""
        found = [
            (one.path, d) for one in self.beside(name, at) for d in one.defs if d.kind == "class" and d.name == name
        ]
        if found:
            return found
        stars = (path for alias, path, _ in at.imports if alias == EVERYTHING)
        every = (one for path in stars for to in self.modules(path, at) for one in exported(self, name, to))
        return [one for one in every if one[1].kind == "class"]

    def _nearest(self, found: list[Class], name: str, at: Outline) -> list[Class]:
        if len(found) < 2:  # noqa: PLR2004 - a choice needs two
            return found
        imported = [path for alias, path, original in at.imports if name in (alias, original)]
        imported += [path for alias, path, _ in at.imports if alias == EVERYTHING]
        ranked = [(imports.nearness(path, at.path, imported), (path, one)) for path, one in found]
        best = min(rank for rank, _ in ranked)
        return [one for rank, one in ranked if rank == best]

    def around(self, use: Use, at: Outline) -> list[Class]:
        """The class that a use stands in, then those around it."""
        found = [
            (at.path, d) for d in at.defs if d.kind == "class" and d.line <= use.line <= d.end and d.name == use.owner
        ]
        found = sorted(found, key=lambda one: one[1].end - one[1].line)[:1]
        if not found and use.owner:
            found = self.classes(use.owner, at)
        while found and found[-1][1].owner and len(found) < 9:  # noqa: PLR2004 - nobody nests deeper
            inner = found[-1][1]
            outer = [
                d for d in at.defs if d.kind == "class" and d.name == inner.owner and d.line <= inner.line <= d.end
            ]
            if not outer or outer[0] is inner:
                break
            found.append((at.path, outer[0]))
        return found

    def line(self, one: Class) -> list[Class]:
        """The class and all above it."""
        if one[1] not in self._lines:
            self._lines[one[1]] = [one]
            at = self.outline(one[0])
            above = [base for said in one[1].bases for base in self.named(said, at)] if at else []
            found = [one, *(up for base in above if base[1] is not one[1] for up in self.line(base))]
            self._lines[one[1]] = list(dict.fromkeys(found))
        return self._lines[one[1]]

    def named(self, said: str, at: Outline) -> list[Class]:
        """The classes that a type's words name; in Go, `package.Name` of that package."""
        name = head_of(said)
        package = (
            head_of(said.strip().lstrip("*&[]").partition(".")[0]) if grammar_of(at).qualified and "." in said else ""
        )
        if not package:
            return self.classes(name, at)
        targets = (
            to for path, original in imports.imported_as(package, at) if not original for to in self.modules(path, at)
        )
        return [(to.path, d) for to in targets for d in to.defs if d.kind == "class" and d.name == name]

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
        grammar = grammar_of(at)
        loose = bool(grammar.receiver or grammar.scattered or grammar.parts)
        own = (d for d in at.defs if d.owner == one[1].name and d.name == name)
        found = [d for d in own if loose or stands_in(d, one[1])]
        if not found and (grammar.receiver or grammar.scattered):
            near = self.beside(name, at) if grammar.receiver else self.mentioning(name, at.language)
            found = [d for other in near for d in other.defs if d.owner == one[1].name and d.name == name]
        return found
