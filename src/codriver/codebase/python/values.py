"""What an expression can be, as far as the code tells: functions, classes, instances, boxes, modules, or unknown."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codriver.codebase.python.scopes import Module, Scope


@dataclass(frozen=True, slots=True)
class Function:
    """A function, method or lambda, by its node."""

    scope: Scope

    @property
    def module(self) -> Module:
        """The file."""
        return self.scope.module

    @property
    def line(self) -> int:
        """Where its `def` stands."""
        return getattr(self.scope.node, "lineno", 0)


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the code base."""

    scope: Scope

    @property
    def node(self) -> ast.ClassDef:
        """Its statement."""
        assert isinstance(self.scope.node, ast.ClassDef)
        return self.scope.node

    @property
    def name(self) -> str:
        """Its short name."""
        return self.node.name


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the code base, by its dotted name: a library's class or function, a builtin."""

    name: str


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class. `exact`: it was made here, so it is no subclass; `me`: it is `self`."""

    of: Class | External
    exact: bool = False
    me: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A method with its receiver."""

    function: Function
    receiver: Instance | Class


@dataclass(frozen=True, slots=True)
class Super:
    """`super()` in a method of `above`, for the receiver."""

    above: Class
    receiver: Instance | Class


@dataclass(frozen=True, slots=True)
class ModuleOf:
    """A file of the code base, as a module."""

    path: str


@dataclass(frozen=True, slots=True)
class Box:
    """A container or an iterator: what it holds by constant key, and what it holds somewhere."""

    kind: str
    held: frozenset[tuple[str, Value]] = frozenset()  # key "" is: somewhere

    def items(self) -> Values:
        """All that it holds."""
        return frozenset(value for key, value in self.held if key != KEY)

    def at(self, key: str) -> Values:
        """What it holds at a constant key; all, when that key was never named."""
        found = frozenset(value for name, value in self.held if name == key)
        somewhere = frozenset(value for name, value in self.held if name == "")
        return (found | somewhere) or (NOTHING if self.kind == "tuple" else self.items())


@dataclass(frozen=True, slots=True)
class Constant:
    """A text or a number that is written in the code; only where the whole program is at hand."""

    key: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a box or of something external, not called yet."""

    receiver: Box | Constant | External | Instance | Bound | Function
    name: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known: it may be anything."""


Value = Function | Class | External | Instance | Bound | Super | ModuleOf | Box | Constant | Method | Unknown
Values = frozenset[Value]
UNKNOWN = Unknown()
NOTHING: Values = frozenset()
ANYTHING: Values = frozenset({UNKNOWN})
KEY = "<key>"  # the keys of a dict, held apart


def boxed(kind: str, values: Values, key: str = "") -> Box:
    """A container that holds these; boxes in boxes in boxes are cut."""
    return Box(kind, frozenset((key, value) for value in values if _depth(value) < 3))  # noqa: PLR2004 - see above


def _depth(value: Value) -> int:
    return 1 + max((_depth(inner) for _, inner in value.held), default=0) if isinstance(value, Box) else 0


def key_for(value: object) -> str:
    """A constant as the key of a box: a text and a number never meet."""
    return f"'{value}" if isinstance(value, str) else str(value)


def builtin(name: str) -> Instance:
    """An object of a builtin class."""
    return Instance(External(f"builtins.{name}"), exact=True)
