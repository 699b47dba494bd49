"""`ssh` and its like: the command runs on another machine, where no path is one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import HIDDEN, UNKNOWN
from codriver.gate.verdict import R2, R3, Deed

_VALUED = tuple("-" + letter for letter in "BbcDEeFIiJLlmOoPpQRSWw")
_MANY = ("pdsh", "pssh", "clush", "dsh", "parallel-ssh")
_RUNS = ("proxycommand=", "localcommand=", "knownhostscommand=")


def rate(call: Call) -> Iterator[Deed]:
    """Follow the command after the host; without one, a shell is opened there."""
    args = list(call.args)
    if call.name == "sshpass":
        call.start(taken(args, ("-p", "-f", "-d", "-P"), until_word=True).rest)
        return
    if call.name == "tsh" and args[:1] == ["ssh"]:
        args = args[1:]
    asked = taken(args, (*_VALUED, "-w", "-g", "-H", "-h") if call.name in _MANY else _VALUED, until_word=True)
    for option in asked.values("-o"):
        if option.lower().startswith(_RUNS):
            call.shell(option.partition("=")[2])
    for path in asked.values("-F"):
        text = call.file(path)
        if path != "none" and (text is None or re.search(r"(?i)\b(proxycommand|localcommand|exec)\b", text)):
            yield Deed(R2, call.name, f"is told by {path} what else to start")
    if asked.has("-V", "-G", "-Q"):
        return
    rest = list(asked.rest)
    host = "" if call.name in _MANY else (rest.pop(0) if rest else "")
    _take_options(rest)
    before = len(call.follower.deeds)
    yield from _there(call, rest, asked.has("-N", "-W", "-O"))
    found = call.follower.deeds[before:]
    call.follower.deeds[before:] = [deed._replace(place=deed.place or f"host {host}") for deed in found]


def _take_options(rest: list[str]) -> None:
    """`ssh host -t command`: options may still follow; they are taken off."""
    while rest and rest[0].startswith("-") and rest[0] != "--":
        if rest.pop(0) in _VALUED and rest:
            rest.pop(0)
    if rest[:1] == ["--"]:
        rest.pop(0)


def _there(call: Call, rest: list[str], tunnel: bool) -> Iterator[Deed]:
    many = call.name in _MANY
    if rest:
        call.shell(" ".join(rest), remote=True, many=many)
    elif tunnel:
        return
    elif call.stdin is None:
        yield Deed(R2, call.name, "opens a shell on another machine: what is typed there cannot be seen")
    elif call.stdin == HIDDEN or UNKNOWN in call.stdin:
        yield Deed(R3 if call.stdin == HIDDEN else R2, call.name, "runs whatever it is fed on another machine")
    else:
        call.shell(call.stdin, remote=True, many=many)
