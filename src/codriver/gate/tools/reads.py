"""Programs that only look: at files, at the system, at the network. A few of them have an option that does more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.prints import decoded, from_hex, translated
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import deed
from codriver.gate.verdict import R1, R2, R3, Deed

_BINDING = re.compile(
    r"(?:execute|execute-silent|become|reload|preview|transform)(?:-\w+)*[(:\[{](.*?)(?:[)\]}]$|[)\]}]\+|$)"
)
"""A key of fzf's bound to a command."""


def rate(call: Call) -> Iterator[Deed]:
    """Nothing, save what stands in the tables below."""
    call.printed = _printed(call)
    special = _SPECIAL.get(call.name)
    if special:
        yield from special(call)
    for option in _RUNS.get(call.name, ()):
        for text in taken(call.args, (option,)).values(option):
            for command in _BINDING.findall(text) if option == "--bind" else (text,):
                call.shell(command)


def _printed(call: Call) -> str:
    name, fed = call.name, call.stdin if call.stdin is not None else UNKNOWN
    plain = [arg for arg in call.args if not arg.startswith("-")]
    if plain and name in ("cat", "base64"):
        texts = [call.file(path) for path in plain]
        fed = "".join(UNKNOWN if text is None else text for text in texts)
    makes = _MAKES.get(name)
    return makes(fed, call.args) if makes else {"true": "", "sleep": "", "clear": "", "dirname": "."}.get(name, UNKNOWN)


def _plain_of(fed: str, args: Sequence[str]) -> str:
    return decoded(fed) if {"-d", "-D", "--decode", "-di"} & set(args) else UNKNOWN


def _reversed(fed: str, _args: Sequence[str]) -> str:
    return "\n".join(line[::-1] for line in fed.split("\n"))


def _dumped(fed: str, args: Sequence[str]) -> str:
    return from_hex(fed) if any("r" in arg for arg in args if arg.startswith("-")) else UNKNOWN


_MAKES: dict[str, Callable[[str, Sequence[str]], str]] = {
    "cat": lambda fed, _args: fed,
    "base64": _plain_of,
    "rev": _reversed,
    "tr": translated,
    "xxd": _dumped,
}


def _saved(call: Call, path: str) -> Iterator[Deed]:
    if path and path != "-":
        yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, saved=True)


def _output(call: Call) -> Iterator[Deed]:
    for path in taken(call.args, ("-o", "--output", "-w", "-k", "-t", "-T", "-S")).values("-o", "--output"):
        yield from _saved(call, path)


def _capture(call: Call) -> Iterator[Deed]:
    for path in taken(call.args, ("-w", "-i", "-c", "-r", "-s", "-z", "-f")).values("-w"):
        yield from _saved(call, path)


def _uniq(call: Call) -> Iterator[Deed]:
    words = taken(call.args, ("-f", "-s", "-w")).words
    yield from _saved(call, words[1]) if len(words) > 1 else ()


def _in_place(call: Call) -> Iterator[Deed]:
    asked = taken([arg for arg in call.args if arg not in ("-i", "--inplace", "--in-place")])
    if len(asked.words) + 1 and any(arg in ("-i", "--inplace", "--in-place") for arg in call.args):
        for path in asked.words[1:]:
            yield from written(resolved(path, call.scope), remote=call.remote, tool=call.name, whole=False)


def _journal(call: Call) -> Iterator[Deed]:
    if any(arg.startswith("--vacuum") for arg in call.args):
        yield deed(R3, call.name, "--vacuum", why="removes logs for good")
    elif {"--rotate", "--flush", "--sync", "--relinquish-var", "--setup-keys"} & set(call.args):
        yield deed(R2, call.name, "--rotate")


def _sockets(call: Call) -> Iterator[Deed]:
    if call.name == "ss" and ("-K" in call.args or "--kill" in call.args):
        yield deed(R2, call.name, "--kill")


def _fuser(call: Call) -> Iterator[Deed]:
    if any(arg.startswith("-") and "k" in arg for arg in call.args):
        yield deed(R2, call.name, "-k", why="ends what uses the file")


def _date(call: Call) -> Iterator[Deed]:
    if any(re.match("-s|--set", arg) for arg in call.args) or re.fullmatch(
        r"\d{8,12}(\.\d\d)?", (call.args or ("",))[0]
    ):
        yield deed(R2, call.name, "--set", why="sets the clock")


def _wall(call: Call) -> Iterator[Deed]:
    yield deed(R1, call.name, "", why="writes to other people's terminals")


def _load(call: Call) -> Iterator[Deed]:
    yield deed(R2, call.name, "", why="puts load on a server")


def _grpc(call: Call) -> Iterator[Deed]:
    words = taken(
        call.args, ("-d", "-H", "-proto", "-import-path", "-max-time", "-format", "-authority"), single=True
    ).words
    method = words[1].rpartition("/")[2].rpartition(".")[2] if len(words) > 1 else "list"
    if not re.match(r"(?i)(list|describe|get|check|watch|read|query|search|stat)", method):
        yield deed(R3 if re.match(r"(?i)(delete|drop|purge|remove)", method) else R2, call.name, method)


def _traced(call: Call) -> Iterator[Deed]:
    if "-e" in call.args and re.search(r"system\(|kill|signal\(|override", " ".join(call.args)):
        yield deed(R2, call.name, "-e")
    if call.name == "perf" and call.args[:1] in (("record",), ("stat",), ("trace",)):
        rest = taken(call.args[1:], listed("-e -p -g -o -F -C -t --call-graph -a"), until_word=True).rest
        call.start(rest)


def _pager(call: Call) -> Iterator[Deed]:
    for arg in call.args:
        if arg.startswith("+!"):
            call.shell(arg[2:])
    yield from ()


def _timed(call: Call) -> Iterator[Deed]:
    for text in taken(call.args, ("-w", "-r", "-m", "-M", "-p", "-s", "-n", "-L", "--warmup", "--runs")).words:
        call.shell(text)
    yield from ()


def _smart(call: Call) -> Iterator[Deed]:
    if {"-t", "-s", "--test", "--smart"} & set(call.args):
        yield deed(R1, call.name, "-t")


def _core(call: Call) -> Iterator[Deed]:
    if call.name == "top" and "-k" in call.args:
        yield deed(R2, call.name, "-k")


def _setting(call: Call) -> Iterator[Deed]:
    if {"set", "set-default", "log-level", "set-log-level"} & set(call.args[:1]) or call.args[:1] == ("call",):
        yield deed(R2, call.name, " ".join(call.args[:1]))


def _started(call: Call) -> Iterator[Deed]:
    """What follows `--` is a command."""
    call.start(taken(call.args).rest)
    yield from ()


def _scanned(call: Call) -> Iterator[Deed]:
    if any(
        arg.startswith("--script") and not arg.startswith(("--script-help", "--script-updatedb")) for arg in call.args
    ):
        yield deed(R2, call.name, "--script", why="runs scripts against a host")


def _logged(call: Call) -> Iterator[Deed]:
    if {"-n", "--server", "-u", "--socket"} & set(call.args):
        yield deed(R1, call.name, "-n", why="writes into another machine's log")


def _calculated(call: Call) -> Iterator[Deed]:
    for line in (call.stdin or "").splitlines():
        if line.lstrip().startswith("!"):
            call.shell(line.lstrip()[1:])
    yield from ()


def _undumped(call: Call) -> Iterator[Deed]:
    words = taken(call.args, ("-s", "-l", "-c", "-g", "-o")).words
    yield from _saved(call, words[1]) if len(words) > 1 else ()


def _told(call: Call) -> Iterator[Deed]:
    """It passes on whatever it is fed."""
    if call.stdin is not None:
        yield deed(R2, call.name, "", why="sends what it is fed to a server")


_SPECIAL: dict[str, Callable[[Call], Iterator[Deed]]] = {
    **dict.fromkeys(("sort", "tree", "pygmentize", "xmllint", "shuf", "csvtk"), _output),
    **dict.fromkeys(("tcpdump", "tshark"), _capture),
    **dict.fromkeys(("yq", "dos2unix", "unix2dos"), _in_place),
    **dict.fromkeys(("wall", "write", "mesg"), _wall),
    **dict.fromkeys(("ab", "wrk", "hey", "vegeta"), _load),
    **dict.fromkeys(("perf", "bpftrace"), _traced),
    **dict.fromkeys(("less", "more", "man"), _pager),
    **dict.fromkeys(("systemd-analyze", "busctl"), _setting),
    "uniq": _uniq,
    "gum": _started,
    "nmap": _scanned,
    "logger": _logged,
    "dc": _calculated,
    "xxd": _undumped,
    "websocat": _told,
    "journalctl": _journal,
    "ss": _sockets,
    "fuser": _fuser,
    "date": _date,
    "grpcurl": _grpc,
    "hyperfine": _timed,
    "smartctl": _smart,
    "top": _core,
}
_RUNS: dict[str, tuple[str, ...]] = {
    "rg": ("--pre",),
    "sort": ("--compress-program",),
    "tcpdump": ("-z",),
    "man": ("-P", "--pager", "-H"),
    "fzf": ("--preview", "--bind"),
    "bat": ("--pager",),
    "batcat": ("--pager",),
    "bpftrace": ("-c",),
    "multitail": ("-l", "-L"),
}
