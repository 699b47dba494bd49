"""What a running script would remember: variables, functions, aliases, files that it wrote itself."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codriver.gate.shell.tree import UNKNOWN, Unreadable

if TYPE_CHECKING:
    from codriver.gate.shell.tree import Command

MOST = 16  # alternatives of one value that are followed; more are taken for unknown
LONGEST = 200_000  # characters of one text that are followed: values that double at each step grow without end
BLANKS = " \t\n"
GIVEN = {"HOME": "~", "PWD": ".", "OLDPWD": "..", "TMPDIR": "/tmp", "IFS": BLANKS, "0": "bash"}  # noqa: S108 - as text


@dataclass
class Scope:
    """Mutable, as a shell's memory is. A value is a tuple of alternatives: which one holds may depend on the run."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arrays: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arguments: tuple[str, ...] | None = None
    functions: dict[str, tuple[Command, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    own: str = ""  # the caller's project folder, when it is known

    def known(self, name: str) -> tuple[str, ...] | None:
        """The alternatives of a variable; None when this script did not set it."""
        if name in self.values:
            return self.values[name]
        if name in self.arrays:
            return (self.arrays[name] or ("",))[:1]
        if name.isdigit() and name != "0" and self.arguments is not None:
            place = int(name)
            return (self.arguments[place - 1] if place <= len(self.arguments) else "",)
        return (GIVEN[name],) if name in GIVEN else None

    def put(self, name: str, values: tuple[str, ...], *, sure: bool) -> None:
        """Set a variable; beside what it was when it is not sure that this runs."""
        self.arrays.pop(name, None) if sure else None
        before = () if sure else self.values.get(name, (UNKNOWN,))
        merged = tuple(dict.fromkeys((*before, *values)))
        self.values[name] = merged if len(merged) <= MOST else (UNKNOWN,)

    def define(self, name: str, body: Command) -> None:
        """A function; earlier ones of the name may still be the one that runs."""
        self.functions[name] = (*self.functions.get(name, ()), body)[-4:]

    def child(self, arguments: tuple[str, ...] | None) -> Scope:
        """What a shell started from here knows."""
        return Scope(
            dict(self.values),
            dict(self.arrays),
            arguments,
            dict(self.functions),
            dict(self.aliases),
            self.files,
            self.own,
        )


def bounded(text: str) -> str:
    """The text itself.

    Raises:
        Unreadable: it grew too long to be followed.
    """
    if len(text) > LONGEST:
        raise Unreadable("a text grows too long to follow")
    return text


def resolved(path: str, scope: Scope) -> str:
    """The path as seen from where the script has gone by now; within the project folder it is relative."""
    bases = [base for base in scope.known("PWD") or () if base not in (".", "")]
    if bases and not path.startswith(("/", "~", UNKNOWN)):
        path = posixpath.normpath(posixpath.join(bases[-1], path)) if path else bases[-1]
    elif path.startswith("./"):
        path = posixpath.normpath(path)
    if scope.own and (path + "/").startswith(scope.own.rstrip("/") + "/"):
        return path[len(scope.own.rstrip("/")) + 1 :] or "."
    return path
