"""A program's arguments taken apart: options with their values, and the other words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from codriver.gate.shell.tree import UNKNOWN


class Taken(NamedTuple):
    """`words` are what is no option; `options` maps each option to its values ("" for a flag); `rest` follows `--`."""

    words: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    rest: tuple[str, ...]

    def has(self, *names: str) -> bool:
        """Whether one of the options is there, and not switched off."""
        return any(value.lower() != "false" for name in names for value in self.options.get(name, ()))

    def values(self, *names: str) -> tuple[str, ...]:
        """The values of the options, as one list."""
        return tuple(value for name in names for value in self.options.get(name, ()))


def taken(
    args: Iterable[str], valued: Collection[str] = (), *, single: bool = False, until_word: bool = False
) -> Taken:
    """Take the arguments apart; `valued` names the options that have a value.

    `single`: one dash begins a whole name (`-auto-approve`). `until_word`: what follows the first word is not looked
    at; it stands, with that word, in `rest` (a command to run).
    """
    left = list(args)
    words: list[str] = []
    options: dict[str, tuple[str, ...]] = {}
    while left:
        arg = left.pop(0)
        if arg == "--":
            break
        if not arg.startswith("-") or arg == "-":
            if until_word:
                return Taken(tuple(words), options, (arg, *left))
            words.append(arg)
            continue
        for name, value in _option(arg, left, valued, single=single):
            options[name] = (*options.get(name, ()), value)
    return Taken(tuple(words), options, tuple(left))


def _option(arg: str, left: list[str], valued: Collection[str], *, single: bool) -> list[tuple[str, str]]:
    if arg.startswith("--") or single:
        name, equals, value = arg.partition("=")
        name = "-" + name.lstrip("-") if single else name
        if not equals and name in valued and left:
            value = left.pop(0)
        return [(name, value)]
    found: list[tuple[str, str]] = []
    for place, letter in enumerate(arg[1:], 1):
        name = "-" + letter
        if name in valued:
            value = arg[place + 1 :].removeprefix("=") or (left.pop(0) if left else "")
            return [*found, (name, value)]
        found.append((name, UNKNOWN if letter == UNKNOWN else ""))
    return found
