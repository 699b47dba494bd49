"""Every place that can run a function or method of a language with declared types."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier
from codriver.codebase.languages import Grammar, grammars
from codriver.codebase.typed import exports
from codriver.codebase.typed.fitting import alike, fits, stands_in
from codriver.codebase.typed.known import Class
from codriver.codebase.typed.outline import ABOVE, THIS, Def, Outline, Use, head_of
from codriver.codebase.typed.overloads import is_meant
from codriver.codebase.typed.resolving import Found, Typed

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMON = frozenset(
    [
        *("get", "set", "add", "put", "close", "open", "read", "write", "size", "length", "equals"),
        *("hashCode", "toString", "String", "Error", "Close", "Len", "Next", "run", "start", "stop", "map"),
        *("filter", "forEach", "then", "push", "pop", "join", "remove", "contains", "name", "value", "key"),
        *("id", "type", "apply", "call", "accept", "test", "clear"),
    ]
)  # names that say nothing about whose they are
Judged = tuple[Tier, str] | None


def callers(typed: Typed, target: Class) -> tuple[list[Site], int]:
    """The sites, and how many mentions were ruled out."""
    asked = Asked(typed, target)
    sites: list[Site] = []
    near = [one for name in sorted(asked.words) for one in typed.mentioning(name, asked.language)]
    for at in dict.fromkeys((*near, *exports.by_default(typed, asked.one.name, asked.home))):
        names = exports.names_in(typed, asked.words, at, target)
        for use in (use for name in sorted(names) for use in at.uses.get(name, ())):
            sites += asked.at(use, at)
    return sites, asked.ruled_out


class Asked:
    """One question."""

    def __init__(self, typed: Typed, target: Class) -> None:
        self.typed = typed
        self.path, self.one = target
        at = typed.outline(self.path)
        assert at is not None
        self.home = at
        self.language = at.language
        self.grammar: Grammar = next(one for one in grammars().values() if one.name == at.language)
        self.ruled_out = 0
        around = [d for d in at.defs if d.kind == "class" and d.name == self.one.owner and stands_in(self.one, d)]
        inside = sorted(around, key=lambda d: d.end - d.line)[:1]
        self.owners = [(self.path, d) for d in inside] or (typed.classes(self.one.owner, at) if self.one.owner else [])
        same = [d for d in at.defs if d.name == self.one.name and d.owner == self.one.owner and d.kind == "function"]
        self.rivals = [d for d in same if d is not self.one]

        self.made = bool(self.one.owner) and self.one.name == self.grammar.constructor
        self.names = {self.one.name, self.one.owner} if self.made else {self.one.name}
        self.words = {word for name in sorted(self.names) for word in exports.words_for(typed, name, at)}

    @cached_property
    def others(self) -> int:
        """How many other definitions have this name, elsewhere."""
        count = 0
        for at in self.typed.mentioning(self.one.name, self.language):
            count += sum(d.name == self.one.name and d.owner != self.one.owner and d.kind != "field" for d in at.defs)
        return count

    def at(self, use: Use, at: Outline) -> Iterator[Site]:
        """The site of one use, if it can be meant."""
        constructor = self.made or (bool(self.one.owner) and self.one.name == self.one.owner)
        if use.role == "read" and (constructor or self._is_definition(use, at)):
            return
        if use.role == "read" and self.grammar.uniform and self.one.kind == "function" and not self.one.parameters:
            use = replace(use, role="call", arguments=())
        judged = self._judged(use, at)
        if judged is None:
            self.ruled_out += use.role in ("call", "new")
            return
        tier, reason = judged
        role = {"call": "call", "new": "constructs"}.get(use.role, "hands on")
        if role == "hands on":
            if tier.rank > Tier.LIKELY.rank:
                return
            tier, reason = Tier.REGISTERED, f"handed on, to be called later: {reason}"
        yield site_at(use, at, tier, reason, role)

    def _is_definition(self, use: Use, at: Outline) -> bool:
        return use.on is None and any(d.line == use.line and d.name == use.name for d in at.defs)

    def _judged(self, use: Use, at: Outline) -> Judged:
        count = None if use.arguments is None else len(use.arguments)
        if self.grammar.overloads and count is not None and not fits(self.one, count):
            return None
        if self.one.kind == "class":
            return self._of_class(use, at)
        if use.role == "new":
            return self._of_constructor(use, at)
        judged = self.of_method(use, at) if self.one.owner and use.on is not None else self._of_function(use, at, count)
        return self._overload(judged, use, at)

    def _of_class(self, use: Use, at: Outline) -> Judged:
        if use.role not in ("new", "call"):
            return None
        found = self.typed.classes(self.one.name, at)
        return (Tier.CERTAIN, "makes one") if any(d is self.one for _, d in found) else None

    def _of_constructor(self, use: Use, at: Outline) -> Judged:
        if self.one.name != self.one.owner and not self.made:
            return None
        if self.grammar.prototypes:
            ours = any(d.name == self.one.owner for _, d in self.typed.classes(use.name, at))
            return (Tier.CERTAIN, "makes one") if ours else None
        ours = any(d.name == self.one.owner and path == self.path for path, d in self.typed.classes(use.name, at))
        return self._overload((Tier.CERTAIN, "makes one") if ours else None, use, at)

    def _of_function(self, use: Use, at: Outline, count: int | None) -> Judged:
        if use.on is not None:
            judged = self._through_module(use, at)
            namespace = judged is None and bool(self.grammar.prototypes) and use.on[0] == "name"
            if not namespace or self.typed.types(use.on, use, at):
                return judged
            use = replace(use, on=None)
        found = self.typed.functions(use.name, use, at, count if self.grammar.overloads else None)
        if any(self._is(d, path) for path, d in found):
            return Tier.CERTAIN, "the name leads to this definition"
        if self.one.owner and self._below(found):
            return Tier.VIRTUAL, f"an own method, which {self.one.owner} overrides"
        if not found and self.one.owner and self.grammar.implicit_this and use.role == "call":
            if any(up.name == use.owner for own in self.owners for _, up in self.typed.line(own)[1:]):
                return Tier.VIRTUAL, f"an own method of {use.owner}, which {self.one.owner} derives from"
            if self.grammar.scattered:
                return self._in_another_part(use)
        elsewhere = found or self.one.owner or self.one.within is not None or use.name != self.one.name
        return None if elsewhere else self._unresolved(use, at)

    def _is(self, found: Def, path: str) -> bool:
        """Whether it is our definition, or (C) another word for it."""
        if found is self.one or not self.grammar.prototypes:
            return found is self.one
        same = found.name == self.one.name and found.owner == self.one.owner and found.kind == self.one.kind
        return same and (path == self.path or not (found.local or self.one.local))

    def _in_another_part(self, use: Use) -> Judged:
        """A call without a receiver, in a class of which not every part is known."""
        if use.role != "call":
            return None
        if use.owner == self.one.owner:
            return Tier.LIKELY, f"another part of {self.one.owner}"
        return Tier.POSSIBLE, "no class around is known to have it"

    def _unresolved(self, use: Use, at: Outline) -> Judged:
        """A call by its name, of which nothing here says where it comes from."""
        if self.one.local and at is not self.home:
            return None
        if use.role != "call" or self._shadowed(use) or self._imports_from_elsewhere(use, at):
            return None
        if self.others:
            return Tier.POSSIBLE, "where the name comes from is not known"
        return Tier.LIKELY, "no other definition here has this name"

    def _shadowed(self, use: Use) -> bool:
        within = use.within
        while within is not None:
            if use.name in within.variables:
                return True
            within = within.within
        return self.grammar.by_folder

    def _imports_from_elsewhere(self, use: Use, at: Outline) -> bool:
        """Not imported at all, or from a library."""
        if self.grammar.everywhere:
            return False
        paths = [path for alias, path, _ in at.imports if alias == use.name]
        return all(not path.startswith(".") and not self.typed.modules(path, at) for path in paths)

    def _through_module(self, use: Use, at: Outline) -> Judged:
        """`pkg.Func()`."""
        for found in self.typed.types(use.on, use, at):
            if found[0] == "module" and self._gives(found[1], use.name):
                return (Tier.CERTAIN, "through its package") if not self.one.owner else None
            if found[0] == "class" and self.one.owner and found[1][1].name == self.one.owner:
                return Tier.CERTAIN, "through its class"
        return self._by_path(use) if self.grammar.by_path and use.role == "call" and not self.one.owner else None

    def _gives(self, module: tuple[str, Outline], name: str) -> bool:
        targets = self.typed.targets(module)
        return any(d is self.one for one in targets for _, d in exports.exported(self.typed, name, one))

    def _by_path(self, use: Use) -> Judged:
        """`a::go()`: by the last word of the path, which is a file or folder."""
        on = use.on or ("",)
        word = str(on[-1]) if on[0] in ("name", "field") and on[1] != THIS else ""
        if use.within is not None and word in use.within.variables:
            return None
        if word and word in self.path.rpartition(".")[0].split("/")[-2:]:
            return Tier.LIKELY, f"the path says {word}"
        return (Tier.POSSIBLE, "where the path leads is not known") if on[0] in ("name", "field", "path") else None

    def _below(self, found: list[Class]) -> bool:
        """Whether our class derives from the owner of what was found."""
        names = {d.owner for _, d in found}
        return any(up.name in names for own in self.owners for _, up in self.typed.line(own)[1:])

    def of_method(self, use: Use, at: Outline) -> Judged:
        """By the receiver's type, else by what the names say."""
        known = self.typed.types(use.on, use, at)
        judged = [self._on(one, use) for one in known]
        best = min((one for one in judged if one is not None), key=lambda one: one[0].rank, default=None)
        return best if best is not None or known else self._by_name(use)

    def _on(self, found: Found, use: Use) -> Judged:
        if found[0] == "outside":
            return self._outside(found[1])
        return self._of_object(found[1], use, static=found[0] == "class") if found[0] in ("object", "class") else None

    def _of_object(self, cls: Class, use: Use, *, static: bool) -> Judged:
        count = len(use.arguments) if use.arguments is not None and self.grammar.overloads else None
        member = self.typed.member(cls, self.one.name, count)
        if member is not None and (
            self._is(member[1], member[0][0]) or (member[0][0] == self.path and member[1].owner == self.one.owner)
        ):
            return Tier.CERTAIN, f"the object is a {cls[1].name}"
        if use.on == ABOVE or static:
            return None
        if any(cls[1] is up for own in self.owners for _, up in self.typed.line(own)):
            return Tier.VIRTUAL, f"the object is a {cls[1].name}, and {self.one.owner} overrides {self.one.name}"
        if self.grammar.structural and member is not None and self._satisfies(member[0]):
            return Tier.VIRTUAL, f"the object is a {member[0][1].name}, which {self.one.owner} satisfies"
        return None

    def _outside(self, name: str) -> Judged:
        """A type of a library, which ours may extend or satisfy."""
        extends = any(
            head_of(said) == name for own in self.owners for up in self.typed.line(own) for said in up[1].bases
        )
        if extends:
            return Tier.VIRTUAL, f"the object is a {name}, which {self.one.owner} extends"
        if self.grammar.structural and name[:1].isupper():
            return Tier.POSSIBLE, f"the object is a {name}, which may be an interface that {self.one.owner} satisfies"
        return None

    def _satisfies(self, cls: Class) -> bool:
        """Whether our type has every method of the interface, with as many parameters and such results."""
        if not cls[1].result.startswith("interface"):
            return False
        wanted = [
            d
            for path, up in self.typed.line(cls)
            if (at := self.typed.outline(path)) is not None
            for d in at.defs
            if d.owner == up.name and d.kind == "function"
        ]
        return bool(wanted) and all(self._has(d) for d in wanted)

    def _has(self, wanted: Def) -> bool:
        found = (self.typed.member(own, wanted.name) for own in self.owners)
        return any(member is not None and alike(member[1], wanted) for member in found)

    def _by_name(self, use: Use) -> Judged:
        on = use.on
        word = str(on[-1] if on and on[0] == "name" else on[2] if on and on[0] == "field" else "")
        if word and word.lower() == self.one.owner.lower():
            return Tier.LIKELY, f"the receiver's type is unknown, its name says {self.one.owner}"
        if not self.others and self.one.name not in COMMON:
            return Tier.LIKELY, "the receiver's type is unknown, no other definition here has this name"
        return Tier.POSSIBLE, "the receiver's type is unknown"

    def _overload(self, judged: Judged, use: Use, at: Outline) -> Judged:
        """What the arguments say about overloads."""
        if judged is None or not self.grammar.overloads or not self.rivals:
            return judged
        meant = is_meant(self.typed, self.one, self.rivals, use, at)
        if meant == "either":
            return Tier.POSSIBLE, f"one of {len(self.rivals) + 1} overloads, the arguments do not say which"
        return judged if meant == "yes" else None


def site_at(use: Use, at: Outline, tier: Tier, reason: str, role: str) -> Site:
    """The place of a use."""
    code = at.lines[use.line - 1].strip() if 0 < use.line <= len(at.lines) else ""
    around = use.within.qual if use.within is not None else use.owner or "<file>"
    return Site(at.path, use.line, use.column, tier, reason, role, around, code[:300])
