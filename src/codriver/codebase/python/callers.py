"""Every place that can run a function, method, property or class: judged one by one where its name stands."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier
from codriver.codebase.python import calls, classes, indirect, opening
from codriver.codebase.python.by_words import MANY, UNPARSED, called_by_words, shared
from codriver.codebase.python.judging import Judge, Verdict
from codriver.codebase.python.values import UNKNOWN, Bound, Class, Function, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Module, Scope

MOST_FILES = 3_000
CLOSELY = 500  # files of one question that are parsed; in the rest the words decide, and it is said
QUEUES = frozenset(
    [
        "delay",
        "apply_async",
        "s",
        "si",
        "apply",
        "signature",
        "subtask",
        "starmap",
        "chunks",
        "map",
        "connect",
        "submit",
        "send",
        "enqueue",
    ]
)


def callers(mind: Mind, target: Scope) -> tuple[list[Site], int]:
    """The sites, and how many mentions were ruled out by their types."""
    asked = _Asked(mind, target)
    sites = asked.direct()
    placed = [*asked.indirect(), *indirect.wrapped(mind, target, lambda scope: _placed(mind, scope))]
    sites += [site_at(*place) for place in placed]
    return sites, asked.ruled_out


def _placed(mind: Mind, target: Scope) -> Iterator[tuple[Module, ast.AST, Tier, str, str]]:
    """The direct sites of a function, by their nodes."""
    asked = _Asked(mind, target)
    asked.direct()
    yield from asked.placed


def definers(mind: Mind, name: str) -> Iterator[Class]:
    """The classes that define the name."""
    for path in mind.program.mentioning(name):
        module = mind.program.module(path)
        scopes = opening.classes_of(module, name) if module and _defines(mind.program.text(path), name) else ()
        yield from (Class(scope) for scope in scopes if name in scope.bindings)


def _defines(text: str, name: str) -> bool:
    return f"def {name}" in text or f"{name} =" in text or f"{name}:" in text


def unrelated(mind: Mind, owner: Class, name: str) -> bool:
    """Whether a class defines the name that is neither above nor below the owner, nor beside it under one base."""
    above = set(classes.order(mind, owner)[0])
    tops = [one for one in above if name in one.scope.bindings]
    return any(not any(top in classes.order(mind, one)[0] for top in tops) for one in definers(mind, name))


class _Asked:
    """One question about one definition."""

    def __init__(self, mind: Mind, target: Scope) -> None:
        self.mind = mind
        self.target = target
        self.name = target.name
        self.ruled_out = 0
        self.placed: list[tuple[Module, ast.AST, Tier, str, str]] = []
        self.aliases: list[tuple[Module, str, bool, Tier]] = []
        marks = calls.marks(target)
        self.is_property = calls.is_property(marks)
        self.is_class = target.kind == "class"
        self.constructs = target.name in ("__init__", "__new__", "__post_init__")
        owner = target.parent if target.parent and target.parent.kind == "class" else None
        self.owner = Class(owner) if owner and not self.is_class else None
        if self.constructs and owner:
            self.name = owner.name
        others = bool(self.owner) and not self.constructs and unrelated(mind, Class(owner), target.name)  # type: ignore[arg-type]  # it has one
        self.judge = Judge(mind, self.owner, target.name, others) if self.owner else None

    def direct(self) -> list[Site]:
        """Where its name stands."""
        sites: list[Site] = []
        paths = self.mind.program.mentioning(self.name)[:MOST_FILES]
        near = sorted(paths, key=lambda path: (-shared(path, self.target.module.path), path))
        for at, path in enumerate(near):
            if at >= CLOSELY or self.mind.tired:
                sites += self._by_words(near[at:])
                break
            module = self.mind.program.module(path)
            sites += self.in_module(module) if module else self._unparsed(path)
            if module is not None and module.broken:
                sites += [site for site in self._unparsed(path) if _is_broken(module, site.line)]
        return sites

    def _unparsed(self, path: str) -> Iterator[Site]:
        return called_by_words(self.mind, path, self.name, UNPARSED, tier=Tier.POSSIBLE)

    def _by_words(self, paths: list[str]) -> Iterator[Site]:
        """In files that are too many to be looked into."""
        self.mind.by_words += len(paths)
        for path in paths:
            yield from called_by_words(self.mind, path, self.name, MANY, called=not self.is_property)

    def indirect(self) -> Iterator[tuple[Module, ast.AST, Tier, str, str]]:
        """Where it does not."""
        yield from indirect.through_alias(self.mind, self.target, self.aliases)
        handing = [module for module, _, _, _, role in self.placed if role == "hands on"]
        nested = self.target.parent is not None and self.target.parent.kind == "function"
        if handing or nested:
            yield from indirect.handed_on(self.mind, self.target, handing)
        if self.judge is not None and self.target.name in indirect.PROTOCOL and self.owner is not None:
            names = [self.owner.name, *(below.name for below in classes.subclasses(self.mind, self.owner))]
            yield from indirect.by_protocol(self.mind, self.judge, names)

    def in_module(self, module: Module) -> Iterator[Site]:
        for node in module.mentions.get(self.name, ()):
            yield from self._at(module, node)
        if self.constructs:
            for node in module.mentions.get(self.target.name, ()):
                yield from self._at(module, node)

    def _at(self, module: Module, node: ast.AST) -> Iterator[Site]:
        if isinstance(node, ast.Attribute):
            yield from self._attribute(module, node)
        elif isinstance(node, ast.Name):
            yield from self._name(module, node)
        elif isinstance(node, ast.alias):
            yield from self._alias(module, node)
        elif isinstance(node, ast.Constant):
            yield from self._text(module, node)

    def _attribute(self, module: Module, node: ast.Attribute) -> Iterator[Site]:
        scope = module.scope_of(node)
        receivers = self.mind.values(node.value, scope)
        if self.judge is None or (self.constructs and node.attr != self.target.name):
            verdict = self._same(self.mind.values(node, scope), node)
        else:
            verdict = self.judge.of(receivers, node.value)
        yield from self._site(module, node, verdict)

    def _name(self, module: Module, node: ast.Name) -> Iterator[Site]:
        if isinstance(node.ctx, ast.Load):
            scope = module.scope_of(node)
            yield from self._site(module, node, self._same(self.mind.values(node, scope), node))

    def _same(self, values: Values, node: ast.expr) -> Verdict | None:
        """Whether the values hold the target itself."""
        if any(self._is(value) for value in values):
            return Verdict(Tier.CERTAIN, "the name leads to this definition")
        unknown = UNKNOWN in values and isinstance(node, ast.Name) and self.owner is None
        return Verdict(Tier.POSSIBLE, "what the name stands for is not known") if unknown else None

    def _is(self, value: object) -> bool:
        if isinstance(value, Class):
            return self._constructed(value)
        if isinstance(value, Bound):
            return value.function.scope is self.target
        return isinstance(value, Function) and value.scope is self.target

    def _constructed(self, value: Class) -> bool:
        if self.is_class:
            return value.scope is self.target
        if not self.constructs or self.owner is None:
            return False
        line, _ = classes.order(self.mind, value)
        first = next((one for one in line if self.target.name in one.scope.bindings), None)
        return first == self.owner

    def _site(self, module: Module, node: ast.expr, verdict: Verdict | None) -> Iterator[Site]:
        role = self._role(module, node)
        if verdict is None:
            self.ruled_out += role != "mention"
            return
        if role == "mention":
            if not self.is_class:
                self.aliases += [(module, name, local, verdict.tier) for name, local in indirect.aliases(module, node)]
            if verdict.tier.rank <= Tier.LIKELY.rank:
                yield from self._handed_on(module, node, verdict)
            return
        yield self._place(module, node, verdict.tier, verdict.reason, role)

    def _place(self, module: Module, node: ast.expr, tier: Tier, reason: str, role: str) -> Site:
        self.placed.append((module, node, tier, reason, role))
        return site_at(module, node, tier, reason, role)

    def _role(self, module: Module, node: ast.expr) -> str:
        """call, constructs, decorates, read (of a property); or a mere mention."""
        outer, parent = indirect.above_choices(module, node)
        if isinstance(parent, ast.Call) and parent.func is outer:
            return "constructs" if self.is_class or self.constructs else "call"
        if node in getattr(parent, "decorator_list", ()):
            return "decorates"
        if self.is_property and isinstance(node, ast.Attribute):
            stored = not isinstance(node.ctx, ast.Load)
            return "mention" if stored and not self._settable() else "write" if stored else "read"
        if self.is_class and isinstance(parent, (ast.Raise, ast.ExceptHandler)) and isinstance(parent, ast.Raise):
            return "constructs"
        return "mention"

    def _settable(self) -> bool:
        assert self.target.parent is not None
        bound = self.target.parent.bindings.get(self.target.name, ())
        return any("setter" in calls.marks(one.scope.module.scopes[one.node]) for one in bound if one.kind == "def")

    def _handed_on(self, module: Module, node: ast.expr, verdict: Verdict) -> Iterator[Site]:
        """Not called here: queued, passed, stored or returned, to be called by somebody else."""
        parent = module.parents.get(node)
        if isinstance(parent, ast.Attribute):
            call = module.parents.get(parent)
            if parent.attr in QUEUES and isinstance(call, ast.Call) and call.func is parent:
                yield self._place(module, node, Tier.REGISTERED, f"queued by .{parent.attr}()", "queues")
            return
        if self.is_class or isinstance(parent, (ast.arg, ast.ClassDef, ast.Subscript, ast.BinOp, ast.Compare)):
            return
        reason = _handing(module, node, parent)
        if reason and not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            yield self._place(module, node, Tier.REGISTERED, reason, "hands on")
        del verdict

    def _alias(self, module: Module, alias: ast.alias) -> Iterator[Site]:
        """Imported under another name: its mentions are judged too."""
        if alias.asname and alias.asname != self.name:
            for node in module.mentions.get(alias.asname, ()):
                if isinstance(node, (ast.Name, ast.Attribute)):
                    yield from self._at(module, node)

    def _text(self, module: Module, node: ast.Constant) -> Iterator[Site]:
        del module, node
        yield from ()


def _handing(module: Module, node: ast.expr, parent: ast.AST | None) -> str:
    if isinstance(parent, ast.keyword) or (isinstance(parent, ast.Call) and node in parent.args):
        call = parent if isinstance(parent, ast.Call) else module.parents.get(parent)
        to = ast.unparse(call.func)[:60] if isinstance(call, ast.Call) else "a call"
        return f"passed to {to}()"
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        return "stored, to be called later"
    if isinstance(parent, (ast.List, ast.Tuple, ast.Dict, ast.Set)):
        return "kept in a container, to be called later"
    return "returned, to be called by the caller" if isinstance(parent, ast.Return) else ""


def site_at(module: Module, node: ast.AST, tier: Tier, reason: str, role: str) -> Site:
    """The place of a node; of an attribute, where its own name stands."""
    line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
    if isinstance(node, ast.Attribute):
        line = node.end_lineno or line
        column = (node.end_col_offset or 0) - len(node.attr)
    code = module.line(line).strip()
    return Site(module.path, line, column, tier, reason, role, around(module, node), code[:300])


def around(module: Module, node: ast.AST) -> str:
    """The function around a node, or the class whose body it stands in; `<module>` for the file itself."""
    scope = module.scope_of(node)
    while scope.kind not in ("function", "class") and scope.parent is not None:
        scope = scope.parent
    return scope.qual


def _is_broken(module: Module, line: int) -> bool:
    return any(first <= line <= last for first, last in module.broken)
