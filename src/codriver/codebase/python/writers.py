"""Every place that can change a state: an attribute of a class, or a module's global; and every place that reads it."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from codriver.codebase.answers import Site, Tier
from codriver.codebase.python import classes, opening
from codriver.codebase.python.by_words import MANY, lines_with, shared
from codriver.codebase.python.callers import MOST_FILES, site_at, unrelated
from codriver.codebase.python.judging import Judge, Verdict
from codriver.codebase.python.names import home_of
from codriver.codebase.python.scopes import MUTATING
from codriver.codebase.python.spread import brought
from codriver.codebase.python.values import UNKNOWN, Class, Instance, ModuleOf, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.codebase.python.mind import Mind
    from codriver.codebase.python.scopes import Module, Scope

WRITING_CALLS = frozenset({"update", "values", "create", "get_or_create", "update_or_create"})


def touches(mind: Mind, owner: Scope, name: str, *, writes: bool) -> tuple[list[Site], int]:
    """Writers (or readers) of a class's attribute or a module's global, and how many were ruled out."""
    asked: _OfClass | _OfModule
    asked = _OfClass(mind, Class(owner), name) if owner.kind == "class" else _OfModule(mind, owner, name)
    sites: list[Site] = []
    paths = mind.program.mentioning(name)[:MOST_FILES]
    near = sorted(paths, key=lambda path: (-shared(path, owner.module.path), path))
    for at, path in enumerate(near):
        if mind.tired:
            mind.by_words += len(near) - at
            sites += [site for one in near[at:] for site in _by_words(mind, one, name, writes=writes)]
            break
        module = mind.program.module(path)
        if module is not None:
            found = asked.in_module(module, _mentions(module, name, writes=writes), writes=writes)
            sites += [site for site in found if (site.role == "read") != writes]
    if writes and isinstance(asked, _OfClass) and asked.by_keyword:
        sites += brought(mind, owner, name)
    return sites, asked.ruled_out


def _mentions(module: Module, name: str, *, writes: bool) -> list[ast.AST]:
    """Where the name stands; for writers only in pieces that look like writing, or that were parsed already."""
    if not writes:
        return [*module.mentions[name], *module.mentions[f"'{name}"]]
    opening.open_where(module, _writing(name))
    return sorted((*module.mentions.parsed(name), *module.mentions.parsed(f"'{name}")), key=_place)


def _place(node: ast.AST) -> tuple[int, int]:
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


@lru_cache(maxsize=200)
def _writing(name: str) -> re.Pattern[str]:
    """What writing looks like: assigned (also among others, and by keyword), deleted, changed in place, or by name."""
    one = re.escape(name)
    return re.compile(
        rf"(?<!\w){one}\b(?:[^=\n#()]*(?<![=!<>])=(?!=)|\s*\[|\s*:|\s*\.\s*(?:{'|'.join(sorted(MUTATING))})\s*\(|[\"'])"
        rf"|\b(?:del|for|as|global|nonlocal)\b[^\n#]*(?<!\w){one}\b"
    )


def _by_words(mind: Mind, path: str, name: str, *, writes: bool) -> Iterator[Site]:
    """In a file that is not parsed: what looks like writing, or reading."""
    one = re.escape(name)
    after = r"(?=\s*(?:[-+*/|&^%@]|//|\*\*|<<|>>)?=(?!=)|\[|\.\w+\()" if writes else r"\b(?!\s*=[^=])"
    by_name = rf"|\b{one}(?==)|setattr\([^()]{{1,80}}[\"']{one}[\"']" if writes else ""
    for number, line, at in lines_with(mind.program.text(path), rf"\.{one}\b{after}{by_name}"):
        role = "store" if writes else "read"
        yield Site(path, number, at, Tier.TEXT, MANY, role, "", line.strip()[:300])


def role_of(module: Module, node: ast.AST) -> str:
    """What happens to the state at this mention: store, aug, del, itemset, mutcall, or read."""
    context = getattr(node, "ctx", None)
    parent = module.parents.get(node)
    if isinstance(context, ast.Del):
        return "del"
    if isinstance(context, ast.Store):
        return "aug" if isinstance(parent, ast.AugAssign) else "store"
    return _inside(module, node, parent)


def _inside(module: Module, node: ast.AST, parent: ast.AST | None) -> str:
    """`state[k] = v`, `del state[k]`, `state.append(v)`; also through one more item (`state[k].append(v)`)."""
    if isinstance(parent, ast.Subscript) and parent.value is node:
        if isinstance(parent.ctx, (ast.Store, ast.Del)):
            return "itemset"
        return "mutcall" if _mutated(module, parent) else "read"
    return "mutcall" if _mutated(module, node) else "read"


def _mutated(module: Module, node: ast.AST) -> bool:
    """`node.append(v)` and its like."""
    attribute = module.parents.get(node)
    call = module.parents.get(attribute) if attribute is not None else None
    called = isinstance(attribute, ast.Attribute) and isinstance(call, ast.Call) and call.func is attribute
    return called and isinstance(attribute, ast.Attribute) and attribute.attr in MUTATING


class _OfClass:
    """Touches of `Class.name`."""

    def __init__(self, mind: Mind, owner: Class, name: str) -> None:
        self.mind = mind
        self.owner = owner
        self.name = name
        self.ruled_out = 0
        self.judge = _AttributeJudge(mind, owner, name, _holders(mind, owner, name))
        self.by_keyword = _is_field(mind, owner, name)

    def in_module(self, module: Module, nodes: list[ast.AST], *, writes: bool) -> Iterator[Site]:
        for node in nodes:
            if writes and isinstance(node, ast.Attribute) and role_of(module, node) == "read":
                continue
            if isinstance(node, ast.Attribute):
                yield from self._attribute(module, node)
            elif isinstance(node, ast.keyword):
                yield from self._keyword(module, node)
            elif isinstance(node, ast.Name):
                yield from self._name(module, node)
            elif isinstance(node, ast.Constant):
                yield from self._text(module, node)

    def _attribute(self, module: Module, node: ast.Attribute) -> Iterator[Site]:
        receivers = self.mind.values(node.value, module.scope_of(node))
        verdict = self.judge.of(receivers, node.value)
        if verdict is None:
            self.ruled_out += 1
            return
        yield site_at(module, node, verdict.tier, verdict.reason, role_of(module, node))

    def _name(self, module: Module, node: ast.Name) -> Iterator[Site]:
        """In the class's own body."""
        scope = module.scope_of(node)
        if scope is self.owner.scope:
            yield site_at(module, node, Tier.CERTAIN, f"in the body of {self.owner.name}", role_of(module, node))

    def _keyword(self, module: Module, node: ast.keyword) -> Iterator[Site]:
        """A constructor's keyword that becomes the attribute; `replace(obj, name=...)`; an ORM's `update(name=...)`."""
        call = module.parents.get(node)
        if not isinstance(call, ast.Call) or not self.by_keyword:
            return
        scope = module.scope_of(call)
        made = self.mind.values(call.func, scope)
        fits = any(isinstance(value, Class) and self._below(value) for value in made)
        if fits:
            yield _keyword_site(module, node, Tier.LIKELY, f"a keyword of {self.owner.name}'s constructor sets it")
        elif isinstance(call.func, ast.Attribute | ast.Name):
            yield from self._by_word(module, node, call, scope)

    def _by_word(self, module: Module, node: ast.keyword, call: ast.Call, scope: Scope) -> Iterator[Site]:
        word = call.func.id if isinstance(call.func, ast.Name) else call.func.attr  # type: ignore[attr-defined]  # one of the two
        if word in ("replace", "copy", "model_copy", "_replace", "evolve") and call.args:
            verdict = self.judge.of(self.mind.values(call.args[0], scope), call.args[0])
            if verdict is not None:
                yield _keyword_site(module, node, verdict.tier, f"{word}() makes a copy with it: {verdict.reason}")
        elif word in WRITING_CALLS and _names(call.func, self.owner.name):
            yield _keyword_site(module, node, Tier.LIKELY, f"{word}() of {self.owner.name} writes it")

    def _below(self, value: Class) -> bool:
        return self.owner in classes.order(self.mind, value)[0]

    def _text(self, module: Module, node: ast.Constant) -> Iterator[Site]:
        """`setattr(obj, "name", v)`, `obj.__dict__["name"] = v`."""
        call = module.parents.get(node)
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or len(call.args) < 2:  # noqa: PLR2004 - object and name
            return
        role = {"setattr": "store", "delattr": "del", "getattr": "read", "hasattr": "read"}.get(call.func.id)
        if role is None or call.args[1] is not node:
            return
        verdict = self.judge.of(self.mind.values(call.args[0], module.scope_of(call)), call.args[0])
        if verdict is not None:
            yield site_at(module, node, verdict.tier, f"{call.func.id}() by name: {verdict.reason}", role)


class _AttributeJudge(Judge):
    """An attribute is shared by the whole line of classes: a write on any of them can be to this state."""

    def _on(self, cls: Class, *, exact: bool, what: str) -> Verdict | None:
        line, _ = classes.order(self.mind, cls)
        if self.owner in line:
            return self._unless_hidden(cls, line, what)
        above, _ = classes.order(self.mind, self.owner)
        if cls in above and not exact:
            return Verdict(Tier.VIRTUAL, f"the {what} is a {cls.name}, which can be a {self.owner.name}")
        return None if exact else self._beside(cls, what)

    def _unless_hidden(self, cls: Class, line: list[Class], what: str) -> Verdict | None:
        del line
        return Verdict(Tier.CERTAIN, f"the {what} is a {cls.name}")

    def _beside(self, cls: Class, what: str) -> Verdict | None:
        for below in classes.subclasses(self.mind, self.owner):
            if cls in classes.order(self.mind, below)[0]:
                return Verdict(
                    Tier.VIRTUAL, f"the {what} can be a {below.name}, which is {cls.name} and {self.owner.name}"
                )
        return None


def _holders(mind: Mind, owner: Class, name: str) -> bool:
    """Whether unrelated classes have the attribute: by their body, or by what their methods write."""
    if unrelated(mind, owner, name):
        return True
    above = set(classes.order(mind, owner)[0])
    for path in mind.program.mentioning(name):
        module = mind.program.module(path)
        for scope in opening.classes_of(module, name) if module and f".{name}" in module.text else ():
            kin = Class(scope) in above or owner in classes.order(mind, Class(scope))[0]
            if not kin and name in scope.self_writes:
                return True
    return False


def _is_field(mind: Mind, owner: Class, name: str) -> bool:
    """Whether the constructor takes it by name: a dataclass's or model's field, or a parameter of `__init__`."""
    for one in classes.order(mind, owner)[0]:
        made = one.scope.bindings.get("__init__")
        if made and made[0].kind == "def":
            args = made[0].node.args  # type: ignore[attr-defined]  # it is a function
            return name in {arg.arg for arg in (*args.args, *args.kwonlyargs)}
    bindings = owner.scope.bindings.get(name, ())
    return any(binding.kind in ("annotated", "assign") for binding in bindings)


def _names(expr: ast.expr, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(expr))


def _keyword_site(module: Module, node: ast.keyword, tier: Tier, reason: str) -> Site:
    return site_at(module, node, tier, reason, "kwarg")


class _OfModule:
    """Touches of a module's global."""

    def __init__(self, mind: Mind, owner: Scope, name: str) -> None:
        self.mind = mind
        self.owner = owner
        self.name = name
        self.ruled_out = 0

    def in_module(self, module: Module, nodes: list[ast.AST], *, writes: bool) -> Iterator[Site]:
        del writes
        for node in nodes:
            if isinstance(node, ast.Name):
                yield from self._name(module, node)
            elif isinstance(node, ast.Attribute):
                yield from self._attribute(module, node)

    def _name(self, module: Module, node: ast.Name) -> Iterator[Site]:
        scope = module.scope_of(node)
        role = role_of(module, node)
        home = home_of(self.name, scope)
        if home is self.owner:
            yield site_at(module, node, Tier.CERTAIN, "the module's own name", role)
        elif (
            home is not None and home.kind == "module" and self._imports(module) and role not in ("store", "aug", "del")
        ):
            yield site_at(module, node, Tier.CERTAIN, "imported from there", role)

    def _imports(self, module: Module) -> bool:
        for binding in module.root.bindings.get(self.name, ()):
            if binding.kind == "import":
                base = binding.module.rpartition(".")[2] or self.owner.module.package.rpartition(".")[2]
                return base == self.owner.module.package.rpartition(".")[2]
        return False

    def _attribute(self, module: Module, node: ast.Attribute) -> Iterator[Site]:
        values: Values = self.mind.values(node.value, module.scope_of(node))
        if any(isinstance(value, ModuleOf) and value.path == self.owner.module.path for value in values):
            yield site_at(module, node, Tier.CERTAIN, "through the module", role_of(module, node))
        elif any(isinstance(value, Instance) for value in values) or (
            UNKNOWN in values and isinstance(node.ctx, ast.Store)
        ):
            self.ruled_out += 1
