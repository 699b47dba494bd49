"""Programs whose first words say what they do: one look into their table, with what holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from codriver.gate.call import Call
from codriver.gate.options import Taken, taken
from codriver.gate.shell.tree import UNKNOWN
from codriver.gate.sql import rated
from codriver.gate.table import Table, listed, looked_up
from codriver.gate.verdict import R1, R2, R3, READ, Deed, Risk

_ASKS = ("--help", "-help", "--version", "-version")
_REHEARSES = ("--dry-run", "--dryrun", "--dry_run", "--noop", "--check", "--what-if", "--whatif", "--simulate")
_KILLS = frozenset(
    listed(
        "delete destroy remove purge drop wipe truncate erase rm del terminate revoke rotate uninstall "
        "unregister deregister reset failover promote restore format grant nuke flush-all reinit "
        "destroy-all"
    )
)
_LOOKS = frozenset(
    listed(
        "get list ls show describe status info version help logs log diff view inspect search query top "
        "history stat stats explain validate lint check whoami ping health tail watch events ps find cat "
        "print dump-config doctor preview plan export-config completion env lookup count audit test can-i "
        "metrics members leader peers read tree"
    )
)
_MEANINGS = {
    READ: "changes nothing",
    R1: "changes one thing, and can be taken back",
    R2: "changes a service or what several share",
    R3: "touches data, rights or what cannot be taken back",
}


_SPEAKS_SQL = re.compile(
    r"\s*(delete|update|insert|drop|truncate|alter|grant|create|call|merge|with|select)\s", re.IGNORECASE
)
_ACTS_ALONE = ("vercel", "now", "surge")
"""Programs that publish when they are given no verb at all."""


def deed(risk: Risk, tool: str, verb: str, *, local: bool = False, why: str = "") -> Deed:
    """A deed in the usual words."""
    return Deed(
        risk, tool, f"`{f'{tool} {verb}'.strip()}` {why or _MEANINGS[risk]}".replace(UNKNOWN, "..."), local=local
    )


def asks_help(args: Sequence[str]) -> bool:
    """Whether only help or the version is asked for; what follows `--` is not ours."""
    own = args[: args.index("--")] if "--" in args else args
    return any(arg in _ASKS for arg in own) or args[:1] in (("help",), ("version",)) or args in (("-h",), ("-V",))


def rehearses(asked: Taken, *names: str) -> bool:
    """Whether a rehearsal is asked for by an option, and not switched off by it."""
    values = [value.lower() for name in names or _REHEARSES for value in asked.options.get(name, ())]
    return bool(values) and all(value not in ("false", "none", "no", "0") and UNKNOWN not in value for value in values)


def by_table(call: Call, rows: Table, valued: Collection[str] = (), *, single: bool = False) -> Iterator[Deed]:
    """The deed that the table gives for the first words; a verb that is not in it is taken for R2."""
    if asks_help(call.args) or not call.args:
        yield deed(READ, call.name, "--help")
        return
    asked = taken(call.args, valued, single=single)
    found = looked_up(asked.words, rows) or (None if asked.words else looked_up(call.args[:1], rows))
    if found:
        yield deed(found[0], call.name, found[1])
    elif not asked.words:
        yield deed(R2, call.name, "", why="is started without a verb that is known")
    else:
        yield deed(R2, call.name, " ".join(asked.words[:2]), why="is a verb that is not known")


def by_meaning(call: Call, *, one: bool = False) -> Iterator[Deed]:
    """A program without a table, named as such tools are: the plain meaning of its words.

    `one`: setting is reversible and scoped, as with one flag in one environment.
    """
    asked = taken(call.args)
    words = [word.lower() for word in asked.words]
    parts = {part for word in words[:4] for part in (word, *word.split("-"))}
    if asks_help(call.args) or not (words or call.args or call.name in _ACTS_ALONE):
        yield deed(READ, call.name, "--help")
    elif not words:
        yield deed(R2, call.name, " ".join(call.args[:1]), why="is started without a verb that is known")
    elif said := [one for word in asked.words if _SPEAKS_SQL.match(word) for one in rated(word, call.name)]:
        yield from said
    elif rehearses(asked):
        yield deed(READ, call.name, " ".join(words[:2]), why="is rehearsed only")
    elif parts & _KILLS:
        yield deed(R3, call.name, " ".join(words[:2]))
    elif _only_looks(words):
        yield deed(READ, call.name, " ".join(words[:2]))
    elif one and not asked.has("--all", "--all-environments", "--everyone") and "all" not in asked.values("--env"):
        yield deed(R1, call.name, " ".join(words[:2]))
    else:
        yield deed(R2, call.name, " ".join(words[:2]))


def _only_looks(words: list[str]) -> bool:
    """`get x`, `get-flag x`, `flags list`, `compute droplet list`: a verb that looks, behind nouns at most."""
    for word in words[:4]:
        if _acts(word):
            return False
        if word.split("-")[0].split(":")[-1] in _LOOKS:
            return True
    return False


def _acts(word: str) -> bool:
    acting = "set enable disable toggle update create add apply put run start stop restart sync turn switch on off edit"
    return word.split("-", maxsplit=1)[0] in acting.split()
