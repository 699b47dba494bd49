"""What a shell script consists of: words with their parts, commands with their redirections."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

UNKNOWN = "\ue000"
"""Stands in a word for text that only the running shell would know."""
HIDDEN = UNKNOWN * 2
"""The same, where the text was written out and then scrambled: somebody hides something."""


class Lit(NamedTuple):
    """Text that stands there; unquoted text can still hold braces, globs and a tilde."""

    text: str
    quoted: bool = False


class Var(NamedTuple):
    """`$name` or `${name op arg}`."""

    name: str
    op: str = ""
    arg: Word = ()
    quoted: bool = False


class Sub(NamedTuple):
    """`$( )` or backticks: what the commands print."""

    body: Script
    quoted: bool = False


class Proc(NamedTuple):
    """`<( )` or `>( )`: a file that is the commands' output or input."""

    body: Script
    feeds: bool = False  # `>( )`: the commands read what is written


class Arith(NamedTuple):
    """`$(( ))`, kept for the substitutions inside."""

    inside: Word
    quoted: bool = False


Part: TypeAlias = Lit | Var | Sub | Proc | Arith
Word: TypeAlias = "tuple[Part, ...]"


class Assign(NamedTuple):
    """`name=value`, `name+=value` or `name=(values)`."""

    name: str
    values: tuple[Word, ...]
    append: bool = False
    array: bool = False


class Redirect(NamedTuple):
    """`fd op target`; the body of a here-document comes later in the text, hence the list."""

    fd: str
    op: str
    target: Word
    body: list[Word]


class Simple(NamedTuple):
    """One command with its words."""

    assigns: tuple[Assign, ...]
    words: tuple[Word, ...]
    redirects: tuple[Redirect, ...] = ()


class Group(NamedTuple):
    """`{ }` or, in a shell of its `own`, `( )`."""

    body: Script
    redirects: tuple[Redirect, ...] = ()
    own: bool = False


class Loop(NamedTuple):
    """`for`, `select`, `while`, `until`; `items` is None without a list."""

    name: str
    items: tuple[Word, ...] | None
    head: Script
    body: Script
    redirects: tuple[Redirect, ...] = ()


class Branch(NamedTuple):
    """`if` or `case`: words that are looked at, and scripts of which any may run."""

    words: tuple[Word, ...]
    scripts: tuple[Script, ...]
    redirects: tuple[Redirect, ...] = ()


class Function(NamedTuple):
    """`name() { }`."""

    name: str
    body: Command


Command: TypeAlias = Simple | Group | Loop | Branch | Function


class Item(NamedTuple):
    """A pipeline of a list; `sure` when nothing before it decides whether it runs."""

    commands: tuple[Command, ...]
    sure: bool = True


Script: TypeAlias = "tuple[Item, ...]"


class Unreadable(Exception):  # noqa: N818 - it is no fault of ours: the text is no script we can read
    """The text is no shell script, or one deeper or longer than is read."""
