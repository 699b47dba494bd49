"""Shells, and changing to another user: what they are given is followed, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.tree import HIDDEN, UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R2, R3, Deed

_VALUED = ("-o", "-O", "+o", "+O", "--rcfile", "--init-file")


def rate(call: Call) -> Iterator[Deed]:
    """`sh -c TEXT`, `sh SCRIPT`, or whatever is fed in."""
    if call.name in ("su", "runuser"):
        yield from _other_user(call)
    elif call.name == "busybox":
        call.start(call.args)
    elif any(arg in ("--version", "--help") for arg in call.args[:1]):
        return
    else:
        yield from _shell(call)


def _shell(call: Call) -> Iterator[Deed]:
    args = list(call.args)
    inline = False
    while args and args[0][:1] in ("-", "+") and len(args[0]) > 1:
        option = args.pop(0)
        if option == "--":
            break
        if option in ("--rcfile", "--init-file") and args:
            call.start((".", args.pop(0)))
        elif not option.startswith("--") and "c" in option:
            inline = True
        elif not option.startswith("--") and option[-1] in "oO" and args:
            args.pop(0)
        elif option[:2] == "-s":
            args = ["/dev/stdin", *args]
            break
    if any(arg == "-n" for arg in call.args[:1]):
        return  # reads it only
    if inline:
        yield from _text(call, args[0] if args else UNKNOWN, args[1:])
    else:
        yield from _file(call, args)


def _file(call: Call, args: list[str]) -> Iterator[Deed]:
    if not args or args[0] in ("/dev/stdin", "-", "/proc/self/fd/0"):
        yield from _fed(call, args[1:])
        return
    text = call.file(args[0])
    if text is None or not text.strip(UNKNOWN):
        hidden = text == HIDDEN
        yield Deed(R3 if hidden else R2, call.name, f"runs {args[0]}, which cannot be seen".replace(UNKNOWN, "..."))
    else:
        yield from _text(call, text, args[1:])


def _fed(call: Call, arguments: list[str]) -> Iterator[Deed]:
    if call.stdin is None:
        yield Deed(R2, call.name, "opens a shell: what is typed there cannot be seen")
    elif call.stdin == HIDDEN:
        yield Deed(R3, call.name, "runs a text that was scrambled before")
    elif UNKNOWN in call.stdin:
        yield Deed(R2, call.name, "runs whatever it is fed")
        yield from _text(call, call.stdin, arguments)
    else:
        yield from _text(call, call.stdin, arguments)


def _text(call: Call, text: str, arguments: list[str]) -> Iterator[Deed]:
    if text.strip() == HIDDEN:
        yield Deed(R3, call.name, "runs a text that was scrambled before")
    elif not text.strip(UNKNOWN + " \n"):
        yield from (Deed(R2, call.name, "runs a text that is not known"),) if text.strip() else ()
    else:
        call.shell(text, arguments)


def _other_user(call: Call) -> Iterator[Deed]:
    asked = taken(call.args, listed("-c --command -s --shell -g -G -u --user -w"))
    texts = asked.values("-c", "--command")
    for text in texts:
        yield from _text(call, text, [])
    if asked.rest and call.name == "runuser":
        call.start(asked.rest)
    elif not texts and call.stdin:
        yield from _fed(call, [])
    elif not texts:
        yield Deed(R2, call.name, "opens a shell: what is typed there cannot be seen")
