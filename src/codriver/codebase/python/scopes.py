"""One Python file as scopes and bindings: where each name gets its value. Parsed with `ast`; nothing is imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from codriver.codebase.python.chunks import Chunk, Cut, cut

if TYPE_CHECKING:
    from collections.abc import Callable as Function
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
Def = ast.FunctionDef | ast.AsyncFunctionDef
Callable = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
MUTATING = frozenset(
    [
        "append",
        "appendleft",
        "extend",
        "extendleft",
        "insert",
        "add",
        "update",
        "setdefault",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "discard",
        "clear",
        "sort",
        "reverse",
        "intersection_update",
        "difference_update",
        "symmetric_difference_update",
        "rotate",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One place that gives a name its value.

    `kind` is assign, aug, annotated, each (of a loop), enter (of a with), caught, def, class, param, import or other;
    `path` leads into an unpacked value; `scope` is where the value's expression stands.
    """

    kind: str
    name: str
    node: ast.AST
    scope: Scope
    value: ast.expr | None = None
    annotation: ast.expr | None = None
    path: tuple[int, ...] = ()
    module: str = ""
    level: int = 0

    @property
    def line(self) -> int:
        """Where it stands."""
        return getattr(self.node, "lineno", 0)


Item = tuple[ast.expr | None, ast.expr, "Scope"]  # key, value, where the value stands


class Names(Generic[T]):
    """Lists by name. Before a name is looked up for the first time, `ask` has what may hold it parsed."""

    __slots__ = ("_asked", "_by_name", "ask", "declared")

    def __init__(self) -> None:
        self._by_name: dict[str, list[T]] = {}
        self._asked: set[str] = set()
        self.ask: Function[[str], None] | None = None
        self.declared: frozenset[str] = frozenset()  # names that it will hold for sure, also before they are parsed

    def add(self, name: str, one: T) -> None:
        """One more."""
        self._by_name.setdefault(name, []).append(one)

    def parsed(self, name: str) -> list[T]:
        """What is known so far: for whoever is parsing."""
        return self._by_name.get(name, [])

    def get(self, name: str, default: Sequence[T] = ()) -> Sequence[T]:
        """All of this name."""
        return self[name] or default

    def __getitem__(self, name: str) -> list[T]:
        """All of this name; none when there is none."""
        if self.ask is not None and name not in self._asked:
            self._asked.add(name)
            self.ask(name)
            self._by_name.get(name, []).sort(key=_place)
        return self._by_name.get(name, [])

    def __contains__(self, name: str) -> bool:
        """Whether there is one."""
        return name in self.declared or bool(self[name])


def _place(one: object) -> tuple[int, int]:
    node = getattr(one, "node", one)
    node = getattr(node, "context_expr", node)  # of a `with`
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class, function, lambda or comprehension, and the names that it binds."""

    kind: str
    node: ast.AST
    module: Module
    parent: Scope | None
    name: str
    bindings: Names[Binding] = field(default_factory=Names)
    items: Names[Item] = field(default_factory=Names)
    outside: dict[str, str] = field(default_factory=dict)  # names said to be global or nonlocal
    stars: list[Binding] = field(default_factory=list)
    returns: list[ast.expr] = field(default_factory=list)
    yields: list[ast.expr] = field(default_factory=list)
    self_writes: Names[Binding] = field(default_factory=Names)  # of a class: by its own methods
    self_items: Names[Item] = field(default_factory=Names)

    marks: frozenset[str] | None = None  # of a function: the decorators that matter, once they were looked at

    @property
    def qual(self) -> str:
        """The dotted name inside the file; `<module>` for the file itself."""
        names: list[str] = []
        at: Scope | None = self
        while at is not None and at.kind != "module":
            names += [at.name] if at.kind in ("class", "function") else []
            at = at.parent
        return ".".join(reversed(names)) or "<module>"

    @property
    def function(self) -> Scope | None:
        """The innermost function (or lambda) around, itself included."""
        at: Scope | None = self
        while at is not None and at.kind not in ("function", "lambda"):
            at = at.parent
        return at

    @property
    def of_class(self) -> Scope | None:
        """The class whose method this is, or lies in."""
        at: Scope | None = self
        while at is not None and at.kind != "class":
            at = at.parent
        return at


@dataclass(slots=True)
class Meter:
    """How many characters were parsed so far."""

    parsed: int = 0


@dataclass(slots=True, eq=False)
class Module:
    """One file, parsed piece by piece (`opening`). `parents` and `scopes` know every node of what is parsed."""

    path: str
    package: str  # its own dotted name, for relative imports
    is_package: bool
    text: str
    chunks: Cut = field(init=False)
    tree: ast.Module = field(default_factory=lambda: ast.Module([], []))
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    scopes: dict[ast.AST, Scope] = field(default_factory=dict)  # by the node that opens it
    within: dict[ast.AST, Scope] = field(default_factory=dict)  # by Name, Attribute, Call, keyword and string
    mentions: Names[ast.AST] = field(default_factory=Names)
    calls: list[ast.Call] = field(default_factory=list)
    of_chunk: dict[Chunk, ast.ClassDef] = field(default_factory=dict)  # classes whose bodies are parsed on demand
    broken: list[tuple[int, int]] = field(default_factory=list)  # lines that could not be parsed
    meter: Meter = field(default_factory=Meter)
    whole: ast.Module | None = None
    root: Scope = field(init=False)

    def __post_init__(self) -> None:
        """Cut it; nothing is parsed yet."""
        self.chunks = cut(self.text)
        self.root = Scope("module", self.tree, self, None, "<module>")
        self.scopes[self.tree] = self.root

    def line(self, number: int) -> str:
        """A line of the file; empty when there is none."""
        at = next((one for one in reversed(self.chunks.every) if one.line <= number), None)
        start, first = (at.start, at.line) if at is not None else (0, 1)
        for _ in range(number - first):
            start = self.text.find("\n", start) + 1
            if not start:
                return ""
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """From the parent outwards."""
        at = self.parents.get(node)
        while at is not None:
            yield at
            at = self.parents.get(at)

    def scope_of(self, node: ast.AST) -> Scope:
        """The scope in which the node stands."""
        found = self.within.get(node)
        if found is not None:
            return found
        for above in self.ancestors(node):
            if above in self.scopes and not _decorates(self.scopes[above].node, node):
                return self.scopes[above]
        return self.root


def _decorates(owner: ast.AST, node: ast.AST) -> bool:
    return node in getattr(owner, "decorator_list", ())


def parse(path: str, package: str, text: str, *, is_package: bool, meter: Meter | None = None) -> Module:
    """The file, cut; every piece of it is parsed when somebody asks for what stands there."""
    from codriver.codebase.python.opening import on_demand  # both build on each other's types

    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    module = Module(path, package, is_package, plain, meter=meter or Meter())
    on_demand(module)
    return module
