"""`xargs` and `parallel`: a command for each word that is fed in."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell.prints import quoted
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import R2, Deed

_XARGS = (
    "-I -i -n -L -l -P -d -a -s -E -e -J -R -S --replace --max-args --max-lines --max-procs "
    "--delimiter --arg-file --max-chars"
)
_PARALLEL = (
    "-j -S -a -C -n -N -L -d -D --jobs --sshlogin --arg-file --colsep --delay --timeout --retries "
    "--joblog --tmpdir --results"
)
_MOST = 12


def rate(call: Call) -> Iterator[Deed]:
    """Follow the command with the words that would be put behind or into it."""
    is_xargs = call.name == "xargs"
    asked = taken(call.args, (_XARGS if is_xargs else _PARALLEL).split(), until_word=True)
    command = list(asked.rest) or (["echo"] if is_xargs else [])
    given: list[str] | None = None
    if not is_xargs:
        for mark in (":::", ":::+", "::::"):
            if mark in command:
                place = command.index(mark)
                given = command[place + 1 :] if mark != "::::" else [UNKNOWN]
                command = command[:place]
                break
    words = given if given is not None else _words(call, asked.has("-a", "--arg-file"))
    mark = next(iter(asked.values("-I", "-J", "--replace")), "") or (
        "{}" if not is_xargs or asked.has("-i", "--replace") else ""
    )
    yield from _each(call, command, words, mark, in_shell=not is_xargs)


def _words(call: Call, from_file: bool) -> list[str]:
    if from_file or call.stdin is None:
        return [UNKNOWN]
    return call.stdin.split()


def _each(call: Call, command: list[str], words: list[str], mark: str, *, in_shell: bool) -> Iterator[Deed]:
    many = len(words) > 1 or any(UNKNOWN in word for word in words)
    if not command:
        if any(UNKNOWN in word for word in words):
            yield Deed(R2, call.name, "runs each line that it is fed")
        for word in words[:_MOST]:
            call.shell(word, many=many)
        return
    put_in = mark and any(mark in arg for arg in command)
    for word in words[:_MOST] if put_in else ([""] if not words else [" ".join(words)]):
        argv = [arg.replace(mark, word) for arg in command] if put_in else [*command, *words]
        if in_shell:
            call.shell(" ".join((argv[0], *map(quoted, argv[1:]))) if len(argv) > 1 else argv[0], many=many)
        else:
            call.start(argv, stdin="", many=many)
        if not put_in:
            return
