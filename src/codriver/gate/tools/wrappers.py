"""Programs that start another one: `sudo`, `env`, `timeout`, `nohup`, `watch` and their like. That one counts."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.shell import builtins
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.verdict import R2, READ, Deed

_VALUED = {
    "sudo": (
        "-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir --chroot --close-from --role --type"
    ),
    "doas": "-u -C",
    "env": "-u --unset -C --chdir -S --split-string",
    "timeout": "-k -s --kill-after --signal",
    "nice": "-n --adjustment",
    "ionice": "-c -n -p -P -u --class --classdata",
    "stdbuf": "-i -o -e --input --output --error",
    "time": "-f -o --format --output",
    "watch": "-n -q --interval --equexit",
    "chroot": "--userspec --groups",
    "nsenter": "-t --target -S -G -r -w --setuid --setgid --root --wd",
    "unshare": "-S -G -R -w --setuid --setgid --root --wd",
    "script": "-c -a -t -T -I -O -B -m -E -o --command --log-out",
    "strace": "-e -o -p -s -u -E -P -a -I -O -S -b -X",
    "ltrace": "-e -o -p -s -u -n -a -l",
    "flock": "-w -E -c --timeout --wait --conflict-exit-code --command",
    "systemd-run": (
        "-p -u -H -M -E -d --unit --property --slice --description --uid --gid --nice --working-directory "
        "--setenv --host --machine --on-calendar --on-active --on-boot --timer-property"
    ),
    "taskset": "-p --pid",
    "numactl": "-m -N -C -i -p -l --membind --cpunodebind --physcpubind --interleave --preferred",
    "setpriv": "--reuid --regid --groups --inh-caps --bounding-set --ambient-caps --securebits",
    "op": "--env-file --account",
    "aws-vault": "-d -b --duration --backend --region",
    "xvfb-run": "-e -f -n -p -s -w --server-args --server-num",
    "retry": "-t -d -b -m --times --delay --backoff",
    "direnv": "",
}
_TAKES_WORDS = {
    "timeout": 1,
    "chroot": 1,
    "taskset": 1,
    "flock": 1,
    "faketime": 1,
    "gosu": 1,
    "ionice": 0,
    "chronic": 0,
}
_TEXT = ("script", "flock")  # `-c TEXT`
_VERBS = {"op": ("run",), "aws-vault": ("exec",), "chamber": ("exec",), "saml2aws": ("exec",), "direnv": ("exec",)}


def rate(call: Call) -> Iterator[Deed]:
    """Step over the wrapper's own options and follow what it starts."""
    if call.name == "sudo" and call.args[:1] in (
        ("-l",),
        ("-v",),
        ("-k",),
        ("-K",),
        ("--list",),
        ("--version",),
        ("-V",),
    ):
        return
    asked = taken(call.args, _VALUED.get(call.name, "").split(), until_word=True)
    rest = list(asked.rest)
    yield from _own(call, asked.options)
    for text in asked.values("-c", "--command") if call.name in _TEXT else ():
        call.shell(text)
    for text in asked.values("-S", "--split-string") if call.name == "env" else ():
        call.shell(" ".join((text, *rest)))
        return
    if call.name == "script" and asked.values("-c", "--command"):
        return
    yield from _verb(call, rest)
    rest = yield from _assigned(call, rest)
    rest = rest[_TAKES_WORDS.get(call.name, 0) :]
    if rest[:1] in (["-c"], ["--command"]) and len(rest) > 1:
        call.shell(rest[1])
    elif rest and call.name == "watch" and not asked.options.keys() & {"-x", "--exec"}:
        call.shell(" ".join(rest), many=False)
    elif rest[:1] == ["--"]:
        call.start(rest[1:])
    elif rest:
        call.start(rest)


def _own(call: Call, options: object) -> Iterator[Deed]:
    names = set(options) if isinstance(options, dict) else set()
    if call.name in ("sudo", "doas") and names & {"-e", "--edit"}:
        yield Deed(R2, call.name, "edits a file of the system")
    elif call.name in ("sudo", "doas") and names & {"-i", "-s", "--login", "--shell"} and call.args[-1].startswith("-"):
        yield Deed(R2, call.name, "opens a shell: what is typed there cannot be seen")
    elif call.name in ("strace", "ltrace") and "-p" in names:
        yield Deed(READ, call.name, "looks into a running program, and slows it")
    elif call.name in ("taskset", "ionice") and names & {"-p", "--pid"}:
        yield Deed(R2, call.name, "changes how a running program is scheduled")


def _verb(call: Call, rest: list[str]) -> Iterator[Deed]:
    verbs = _VERBS.get(call.name)
    if verbs is None:
        return
    if rest[:1] == [*verbs]:
        del rest[:1]
        while rest and rest[0] != "--" and call.name != "direnv":
            del rest[:1]
        del rest[:1]
    else:
        looks = rest[:1] in (["list"], ["read"], ["status"], ["get"], ["item"], ["whoami"])
        yield Deed(READ if looks else R2, call.name, f"`{call.name} {' '.join(rest[:1])}`".replace(UNKNOWN, "..."))
        rest.clear()


def _assigned(call: Call, rest: list[str]) -> Generator[Deed, None, list[str]]:
    left = list(rest)
    while left and re.match(r"[A-Za-z_]\w*=", left[0]) and call.name in ("env", "sudo", "doas"):
        name, _, value = left.pop(0).partition("=")
        yield from builtins.environment(name, value, call)
        call.scope = call.scope.child(call.scope.arguments)
        call.scope.put(name, (value,), sure=True)
    return left
