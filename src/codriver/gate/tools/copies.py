"""rsync, scp, rclone: by where the copy goes."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.paths import written
from codriver.gate.shell.scope import resolved
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.table import listed, table
from codriver.gate.verbs import asks_help, by_table, deed
from codriver.gate.verdict import R2, R3, READ, Deed

_VALUED = listed(
    "-e --rsh -i -P -o -F -l -c -S -J --exclude --include --exclude-from --files-from --rsync-path "
    "--bwlimit --port --timeout --log-file --backup-dir --filter -f --chmod --chown -B"
)
_RCLONE = table(
    read=(
        "ls, lsl, lsd, lsf, lsjson, size, check, cat, tree, about, version, listremotes, md5sum, ncdu, "
        "config show, help, cryptcheck"
    ),
    r2="copy, copyto, mkdir, touch, mount, link, rcat, serve, config",
    r3="delete, deletefile, purge, sync, move, moveto, cleanup, rmdir, rmdirs, dedupe, bisync, settier",
)


def rate(call: Call) -> Iterator[Deed]:
    """A copy from elsewhere to here is local; a copy to elsewhere changes that place."""
    if call.name == "rclone":
        rehearsed = "--dry-run" in call.args or "-n" in call.args
        yield from (deed(READ, call.name, "--dry-run"),) if rehearsed else by_table(call, _RCLONE)
        return
    valued = [
        word for word in _VALUED if call.name != "rsync" or word not in ("-P", "-i", "-c", "-l", "-S", "-o", "-F", "-J")
    ]
    asked = taken(call.args, valued)
    for text in asked.values("-e", "--rsh", "-S"):
        call.shell(text)
    if asks_help(call.args) or (call.name == "rsync" and asked.has("-n", "--dry-run", "--list-only")):
        return
    if call.name not in ("rsync", "scp"):
        yield deed(R2, call.name, "", why="copies files, and what is asked of it cannot be seen")
        return
    yield from _target(
        call, asked.words[-1] if len(asked.words) > 1 else "", deletes=any("del" in name for name in asked.options)
    )


def _target(call: Call, path: str, *, deletes: bool) -> Iterator[Deed]:
    if ":" in path.partition("/")[0] or path.startswith((UNKNOWN, "rsync://")):
        yield deed(R3 if deletes else R2, call.name, path, why="changes files on another machine")
        return
    for one in written(resolved(path, call.scope), remote=call.remote, tool=call.name, whole=False):
        yield one._replace(risk=R3, local=False) if deletes and not one.local else one
