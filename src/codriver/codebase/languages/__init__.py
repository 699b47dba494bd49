"""The languages that are read: one file each, found by its name. A new language is one new file.

A file says `GRAMMAR`: its endings, its tree-sitter grammar, and what the grammar calls classes, functions, calls.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Imported:
    """A name that a file imports: what it is called here, from where, and as what it is known there."""

    alias: str
    path: str
    name: str = ""  # empty: the whole module


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a grammar calls things; the values of the tables are names of its fields.

    `classes`: node -> field of the name. `functions`: node -> (name, parameters, result). `calls`: node -> (function,
    arguments), or (object, name, arguments). `members`: node -> (object, name). `makes`: node -> field of the type.
    `variables`: node -> (name, type, value). `parameters`: node -> (name, type). `casts`: node -> field of the type.
    """

    name: str
    endings: tuple[str, ...]
    load: Callable[[], object]
    classes: Mapping[str, str]
    functions: Mapping[str, tuple[str, str, str]]
    calls: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, str]]
    makes: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    parameters: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    casts: Mapping[str, str] = field(default_factory=dict)
    loops: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # node -> (variable, what it runs over)
    bases: frozenset[str] = frozenset()  # nodes and fields that hold the classes above
    receiver: str = ""  # field of a function that holds its receiver (Go)
    this: frozenset[str] = frozenset({"this", "self"})
    above: frozenset[str] = frozenset({"super", "base", "parent"})
    transparent: frozenset[str] = frozenset({"parenthesized_expression", "await_expression", "non_null_expression"})
    imports: Callable[[Node], Iterator[Imported]] | None = None
    package: Callable[[Node], str] | None = None
    by_folder: bool = False  # a package is a folder: its files see each other's names
    implicit_this: bool = False  # `f()` in a class can be its own method
    structural: bool = False  # whoever has an interface's methods is one
    overloads: bool = False  # several functions of one name, told apart by their arguments
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # more of a class: node -> (its name, above)
    above_inside: Callable[[Node], list[Node]] | None = None  # classes above that are named in the body
    promoted: frozenset[str] = frozenset()  # parameters that are fields too
    own: frozenset[str] = frozenset()  # nodes that are fields of this object by their look (Ruby)
    binders: frozenset[str] = frozenset()  # nodes that hold names of new variables
    boxes: frozenset[str] = frozenset()  # types that are used as what they hold
    constructor: str = ""  # the method that runs when one is made, when it is not called as the class
    maker: str = ""  # the method of a class that makes one (Ruby)
    scattered: bool = False  # a class can have parts in several files
    bare_calls: bool = False  # a name that is no variable is a call (Ruby)
    everywhere: bool = False  # functions of any file can be called without naming them in an import
    by_path: bool = False  # functions are called through the path of their module (Rust)
    qualified: bool = False  # a type is of this package, or its package is named before it (Go)
    one_namespace: bool = False  # a variable hides a function of its name
    namespaces: Mapping[str, str] = field(default_factory=dict)  # node -> field of the name; inside, names stand alone
    objects: frozenset[str] = frozenset()  # values that have methods of their own, as a class has
    bodies: frozenset[str] = frozenset()  # bodies of classes without a name
    delegates: Mapping[str, str] = field(
        default_factory=dict
    )  # calls of another constructor: node -> field that says whose
    switches: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # case -> (field of its type, of the variable around)
    prototypes: frozenset[str] = frozenset()  # declarations that can be of a function defined elsewhere (C)
    templated: frozenset[str] = frozenset()  # functions that give the type between their angle brackets (C++)
    result: Callable[[Node], str] | None = None  # the type that a function gives, where no field says it
    extended: Callable[[Node], str] | None = None  # the class that a function extends (Kotlin)
    implicit: str = ""  # the parameter of a lambda that names none
    uniform: bool = False  # a method without parameters is called by its name alone (Scala)
    silent: frozenset[str] = frozenset()  # nodes that use nothing: imports, the ends of elements
    known: Mapping[str, str] = field(default_factory=dict)  # what methods of the language's own library give


@cache
def grammars() -> Mapping[str, Grammar]:
    """Ending -> grammar, of every file in this folder."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_"))
    found = (import_module(f"{__name__}.{name}").GRAMMAR for name in names)
    return {ending: grammar for grammar in found for ending in grammar.endings}


def language_of(path: str) -> str:
    """`python`, the name of a grammar, or what a file of settings is called by its ending."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    if ending in ("py", "pyi", "pyw"):
        return "python"
    grammar = grammars().get(f".{ending}")
    return grammar.name if grammar is not None else {"yml": "yaml"}.get(ending, ending)


def text_of(node: Node | None) -> str:
    """The source of a node; empty for none."""
    return node.text.decode("utf-8", "replace") if node is not None and node.text else ""
