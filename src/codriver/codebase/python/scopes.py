"""One Python file as scopes and bindings: where each name gets its value. Parsed with `ast`; nothing is imported."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class, function, lambda or comprehension, and the names that it binds."""

    kind: str
    node: ast.AST
    module: Module
    parent: Scope | None
    name: str
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    items: dict[str, list[tuple[ast.expr | None, ast.expr, Scope]]] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)  # names said to be global or nonlocal
    stars: list[Binding] = field(default_factory=list)
    returns: list[ast.expr] = field(default_factory=list)
    yields: list[ast.expr] = field(default_factory=list)
    self_writes: dict[str, list[Binding]] = field(default_factory=dict)  # of a class: by its own methods
    self_items: dict[str, list[tuple[ast.expr | None, ast.expr, Scope]]] = field(default_factory=dict)

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


@dataclass(slots=True, eq=False)
class Module:
    """One parsed file. `parents` and `scopes` know every node that a question can be about."""

    path: str
    package: str  # its own dotted name, for relative imports
    is_package: bool
    tree: ast.Module
    lines: list[str]
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    scopes: dict[ast.AST, Scope] = field(default_factory=dict)  # by the node that opens it
    within: dict[ast.AST, Scope] = field(default_factory=dict)  # by Name, Attribute, Call, keyword and string
    mentions: dict[str, list[ast.AST]] = field(default_factory=dict)
    calls: list[ast.Call] = field(default_factory=list)
    root: Scope = field(init=False)

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


def parse(path: str, package: str, text: str, *, is_package: bool) -> Module | None:
    """The file, or None when this Python cannot parse it (whatever it is: too new, too old, too deep, no Python)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        module = Module(path, package, is_package, tree, text.splitlines())
        from codriver.codebase.python.reading import read  # both build on each other's types

        read(module)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return module
