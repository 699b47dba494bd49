"""What the shell itself does: variables, arguments, aliases, `eval`, `source`, `exec`, traps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from codriver.gate.shell.prints import echoed, formatted
from codriver.gate.shell.tree import HIDDEN, UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verdict import R2, R3, Deed

if TYPE_CHECKING:
    from codriver.gate.call import Call
    from codriver.gate.shell.follow import At

DECLARING = frozenset({"export", "declare", "local", "readonly", "typeset"})
KEEPING = DECLARING | {"alias"}
_RUN_BY_OTHERS = frozenset(
    listed(
        "PAGER MANPAGER GIT_PAGER EDITOR VISUAL GIT_EDITOR KUBE_EDITOR GIT_SEQUENCE_EDITOR "
        "GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS "
        "KUBECTL_EXTERNAL_DIFF PROMPT_COMMAND LESSOPEN LESSCLOSE RSYNC_RSH BROWSER PSQL_EDITOR PSQL_PAGER "
        "SHELLOPTS BASHOPTS GIT_PROXY_COMMAND TAR_OPTIONS PS4"
    )
)
_LOADED_BY_OTHERS = frozenset(
    listed(
        "LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT DYLD_INSERT_LIBRARIES BASH_ENV ENV PYTHONSTARTUP PERL5OPT "
        "PERL5LIB RUBYOPT NODE_OPTIONS JAVA_TOOL_OPTIONS GIT_EXEC_PATH GIT_CONFIG_GLOBAL "
        "GIT_CONFIG_SYSTEM GIT_CONFIG_COUNT ZDOTDIR"
    )
)
_SAFE_PATHS = re.compile(r"(/usr|/bin|/sbin|/opt|/snap|/nix|~|\.venv|venv|node_modules|\$?" + UNKNOWN + r")")
_SCRAMBLED = "runs a text that was scrambled before"


def environment(name: str, value: str, call: Call) -> Iterator[Deed]:
    """What setting a variable brings about: some name programs that others start."""
    if (name in _RUN_BY_OTHERS or name.endswith(("_PAGER", "_EDITOR"))) and value and UNKNOWN not in value:
        call.shell(value)
    elif name.startswith("CODRIVER_"):
        yield Deed(R2, name, "changes where codriver looks for its record and settings")
    elif name in _LOADED_BY_OTHERS and value:
        yield Deed(R2, name, f"{name} makes other programs load what it names")
    elif name == "PATH" and not all(_SAFE_PATHS.match(part) for part in value.split(":") if part != "."):
        yield Deed(R2, name, "programs are looked for in another folder first")


def _silent(_call: Call, _at: At) -> str:
    return ""


def _echo(call: Call, _at: At) -> str:
    return echoed(call.args)


def _printf(call: Call, at: At) -> str:
    if call.args[:1] == ("-v",) and len(call.args) > 1:
        call.scope.put(call.args[1], (formatted(call.args[2:]),), sure=at.sure)
        return ""
    return formatted(call.args[1:] if call.args[:1] == ("--",) else call.args)


def _cd(call: Call, at: At) -> str:
    from codriver.gate.shell.scope import resolved

    words = [arg for arg in call.args if not arg.startswith("-")]
    target = resolved(words[0] if words else "~", call.scope)
    call.scope.put("PWD", (target or UNKNOWN,), sure=at.sure)
    return ""


def _set(call: Call, _at: At) -> str:
    if "--" in call.args:
        call.scope.arguments = call.args[call.args.index("--") + 1 :]
    elif call.args and not call.args[0].startswith(("-", "+")):
        call.scope.arguments = call.args
    return ""


def _shift(call: Call, _at: At) -> str:
    count = int(call.args[0]) if call.args and call.args[0].isdigit() else 1
    if call.scope.arguments is not None:
        call.scope.arguments = call.scope.arguments[count:]
    return ""


def _read(call: Call, at: At) -> str:
    names = [arg for arg in call.args if re.fullmatch(r"[A-Za-z_]\w*", arg)] or ["REPLY"]
    lines = (at.stdin or UNKNOWN).splitlines() or [""]
    for place, name in enumerate(names):
        values = tuple(_field(line, place, last=name == names[-1]) for line in lines[:16])
        call.scope.put(name, values if len(lines) <= 16 else (UNKNOWN,), sure=at.sure)  # noqa: PLR2004 - as many as are followed
    return ""


def _field(line: str, place: int, *, last: bool) -> str:
    fields = line.split(None, place) if last else line.split()
    return fields[place] if place < len(fields) else (UNKNOWN if UNKNOWN in line else "")


def _mapfile(call: Call, at: At) -> str:
    from codriver.gate.options import taken

    asked = taken(call.args, ("-C", "-c", "-d", "-n", "-O", "-s", "-u"))
    for text in asked.values("-C"):
        call.shell(text)
    names = [arg for arg in asked.words if re.fullmatch(r"[A-Za-z_]\w*", arg)] or ["MAPFILE"]
    call.scope.arrays[names[-1]] = tuple((at.stdin or UNKNOWN).splitlines())
    return ""


def _eval(call: Call, at: At) -> str:
    text = " ".join(call.args)
    if HIDDEN in text:
        call.follower.deeds.append(Deed(R3, "eval", _SCRAMBLED))
    elif UNKNOWN in text:
        call.follower.deeds.append(Deed(R2, "eval", "evaluates a text that is not known"))
    return call.follower.here(text, call.scope, at)


def _source(call: Call, at: At) -> str:
    text = call.file(call.args[0]) if call.args else ""
    if call.args and call.args[0] == "/dev/stdin":
        text = at.stdin
    if text is None or text in (UNKNOWN, HIDDEN):
        if not re.search(r"(bin/activate|\.(bash|zsh)rc|\.profile|/completion|/nvm\.sh)$", call.args[0]):
            call.follower.deeds.append(Deed(R2, "source", f"runs {call.args[0]}, which cannot be seen"))
        return UNKNOWN
    before = call.scope.arguments
    call.scope.arguments = call.args[1:] or before
    printed = call.follower.here(text, call.scope, at)
    call.scope.arguments = before
    return printed


def _rest(call: Call, _at: At) -> str:
    """`exec`, `command`, `builtin`: the command that follows."""
    args = list(call.args)
    while args and args[0].startswith("-"):
        option = args.pop(0)
        if call.argv[0] == "command" and set(option) & set("vV"):
            return UNKNOWN
        if option == "-a" and args:
            args.pop(0)
    call.start(args)
    return call.printed


def _trap(call: Call, at: At) -> str:
    words = [arg for arg in call.args if not arg.startswith("-")]
    return call.follower.here(words[0], call.scope, at._replace(sure=False)) if len(words) > 1 else ""


def _alias(call: Call, _at: At) -> str:
    for arg in call.args:
        name, equals, value = arg.partition("=")
        if equals:
            call.scope.aliases[name] = value
    return ""


def _unset(call: Call, at: At) -> str:
    for name in call.args:
        call.scope.put(name, ("",), sure=at.sure)
    return ""


def _hash(call: Call, _at: At) -> str:
    if "-p" in call.args:
        call.follower.deeds.append(Deed(R2, "hash", "makes a name stand for another program"))
    return ""


def _pwd(_call: Call, _at: At) -> str:
    return "."


_QUIET = (
    "export declare local readonly typeset true false : test [ return exit break continue let getopts "
    "type hash jobs wait bg fg disown ulimit umask shopt times history help bind complete compgen "
    "compopt caller dirs logout suspend unalias setopt unsetopt autoload zmodload popd"
)
BUILTINS: dict[str, Callable[[Call, At], str]] = {
    **dict.fromkeys(_QUIET.split(), _silent),
    **dict.fromkeys(("cd", "pushd", "chdir"), _cd),
    **dict.fromkeys(("mapfile", "readarray"), _mapfile),
    **dict.fromkeys(("source", "."), _source),
    **dict.fromkeys(("exec", "command", "builtin", "nocorrect", "noglob", "-"), _rest),
    "echo": _echo,
    "print": _echo,
    "printf": _printf,
    "set": _set,
    "shift": _shift,
    "read": _read,
    "eval": _eval,
    "trap": _trap,
    "alias": _alias,
    "unset": _unset,
    "pwd": _pwd,
    "hash": _hash,
}
