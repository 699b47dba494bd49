"""az (Azure): groups of nouns, then a verb."""

from __future__ import annotations

from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import listed
from codriver.gate.verbs import asks_help, deed, rehearses
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_READS = listed(
    "list show get exists query check version find what-if validate download tail wait login logout "
    "browse summarize diff help view test display describe stats export-template"
)
_KILLS = listed(
    "delete purge remove failover regenerate reset revoke restore role ad set-policy deallocate-all "
    "destroy clear keyvault lock promote rotate renew undelete swap-delete batch-delete delete-batch"
)
_SCOPED = (
    ("vm", "restart"),
    ("vm", "start"),
    ("vm", "stop"),
    ("vm", "deallocate"),
    ("vm", "redeploy"),
    ("container", "restart"),
)


def rate(call: Call) -> Iterator[Deed]:
    """By the verb, which is the last of the words."""
    asked = taken(call.args, _Valued())
    words = list(asked.words)
    if asks_help(call.args) or not words:
        yield deed(READ, call.name, "--help")
    elif rehearses(asked, "--what-if", "--dry-run", "--dryrun") or "-h" in call.args:
        yield deed(READ, call.name, " ".join(words[:3]), why="is rehearsed only")
    else:
        yield from _verb(
            call, words, asked.values("--command", "--scripts", "--command-to-execute"), wide=asked.has("--ids")
        )


class _Valued(frozenset[str]):
    """Every option has a value, save the flags."""

    def __contains__(self, name: object) -> bool:
        return name not in listed(
            "--yes -y --no-wait --verbose --debug --only-show-errors --help -h --what-if --dryrun"
        )


def _verb(call: Call, words: list[str], texts: tuple[str, ...], *, wide: bool) -> Iterator[Deed]:
    for text in texts:
        call.shell(text, remote=True)
    if words[-2:] == ["command", "invoke"] and texts:
        return
    yield deed(_risk(words, wide=wide), call.name, " ".join(words[:4]))


def _risk(words: list[str], *, wide: bool) -> Risk:
    last = words[-1]
    if (
        last.split("-")[0] in _READS
        or last in _READS
        or words[0] in ("login", "logout", "version", "find", "account", "configure", "rest-get")
    ):
        return (
            READ if (last not in ("download", "clear") and "get-credentials" not in words) or last == "download" else R1
        )
    if any(part in _KILLS for word in words for part in (word, word.split("-")[0])):
        return R3
    if tuple(words[-2:]) in _SCOPED:
        return R2 if wide else R1
    return R2
