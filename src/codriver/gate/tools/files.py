"""cp, mv, tee, chmod and their like: by where the target lies."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import is_scratch, is_stored, is_tree, removed, written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, R3, READ, Deed

_VALUED = listed(
    "-t --target-directory -m --mode -o -g --owner --group -S --suffix -s --size -r --reference -d "
    "--date -i -p --strip -n -l -b -C"
)


def rate(call: Call) -> Iterator[Deed]:
    """What is written, moved away or put under other rights."""
    if asks_help(call.args) or (call.name == "patch" and "--dry-run" in call.args):
        return
    asked = taken(
        call.args,
        _VALUED
        if call.name not in ("cp", "mv", "tee", "ln", "chmod", "chown", "touch", "mkdir")
        else ("-t", "-m", "-S", "--mode"),
    )
    paths = [resolved(path, call.scope) for path in (*asked.words, *asked.rest)]
    targets = [resolved(path, call.scope) for path in asked.values("-t", "--target-directory")]
    by_name = {
        "cp": _copied,
        "install": _copied,
        "ln": _copied,
        "mv": _moved,
        "rename": _moved,
        "tee": _fed,
        "truncate": _cut,
    }
    by_name |= {
        "chmod": _ruled,
        "chown": _ruled,
        "chgrp": _ruled,
        "setfacl": _ruled,
        "chattr": _ruled,
        "setfattr": _ruled,
    }
    if call.name == "split":
        for text in taken(call.args, ("--filter",)).values("--filter"):
            call.shell(text)
    if call.name == "mktemp":
        call.printed = "/tmp/made-" + UNKNOWN  # noqa: S108 - as text
        return
    yield from by_name.get(call.name, _made)(call, paths, targets)


def _made(call: Call, paths: list[str], _targets: list[str]) -> Iterator[Deed]:
    for path in paths:
        for one in written(path, remote=call.remote, whole=call.name == "patch", tool=call.name):
            yield one._replace(risk=min(one.risk, R2))


def _copied(call: Call, paths: list[str], targets: list[str]) -> Iterator[Deed]:
    target = targets or paths[-1:]
    sources = paths if targets else paths[:-1]
    for path in target:
        emptied = any(source == "/dev/null" for source in sources)
        found = list(written(path, remote=call.remote, tool=call.name, whole=call.name != "ln"))
        yield from (
            one._replace(risk=R3, why=f"empties {path}") if emptied and not one.local and one.risk else one
            for one in found
        )
        if call.file(sources[0]) if sources else None:
            call.scope.files[path] = call.file(sources[0]) or ""


def _moved(call: Call, paths: list[str], targets: list[str]) -> Iterator[Deed]:
    target = targets or paths[-1:]
    sources = paths if targets else paths[:-1]
    for path in target:
        data = is_stored(path) and not is_tree(path)
        for one in written(path, remote=call.remote, tool=call.name):
            yield (
                one._replace(risk=R3, why=f"moves over {path}, where data is kept")
                if data and one.risk and not is_scratch(path)
                else one
            )
    for path in sources:
        found = removed(path, remote=call.remote, tool=call.name)
        yield found._replace(
            risk=R3 if is_stored(path) and not found.local else min(found.risk, R2), why=f"moves {path} away"
        )


def _fed(call: Call, paths: list[str], _targets: list[str]) -> Iterator[Deed]:
    appends = "-a" in call.args or "--append" in call.args
    saved = call.stdin is None or UNKNOWN in call.stdin
    for path in paths:
        yield from written(path, remote=call.remote, whole=not appends, saved=saved, tool=call.name)
        if call.scope.files.get(path) == UNKNOWN and path.startswith("/dev/fd/"):
            continue
        call.scope.files[path] = (call.scope.files.get(path, "") if appends else "") + (call.stdin or "")
    call.printed = call.stdin or UNKNOWN


def _cut(call: Call, paths: list[str], _targets: list[str]) -> Iterator[Deed]:
    for path in paths:
        for one in written(path, remote=call.remote, tool=call.name):
            yield (
                one
                if one.local
                else one._replace(risk=max(one.risk, R3 if is_stored(path) or path.startswith("/var/log") else R2))
            )


def _ruled(call: Call, paths: list[str], _targets: list[str]) -> Iterator[Deed]:
    if call.name in ("setfacl", "setfattr") or any(arg.startswith("--reference") for arg in call.args):
        paths = ["", *paths]  # the first word is no mode
    outside = [path for path in paths[1:] if not (is_tree(path) or is_scratch(path)) or call.remote]
    if not outside:
        yield deed(R1 if any(is_tree(path) for path in paths[1:]) else READ, call.name, " ".join(paths[:2]), local=True)
        return
    deep = any(arg.startswith("-") and "R" in arg for arg in call.args) or "--recursive" in call.args
    rights = deep or any(path.startswith(("/etc", "/root", "~", "/usr", "/bin")) or path == "/" for path in outside)
    yield deed(R3 if rights else R2, call.name, " ".join(paths[:2]), why="changes who may read or write")
