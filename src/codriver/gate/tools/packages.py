"""Packages of the operating system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codriver.gate.call import Call
from codriver.gate.options import taken
from codriver.gate.table import looked_up, table
from codriver.gate.verbs import asks_help, deed
from codriver.gate.verdict import R1, R2, READ, Deed

VERBS = table(
    read=(
        "list, show, search, policy, info, depends, rdepends, showpkg, changelog, check, madison, "
        "provides, whatprovides, repolist, history, query, find, outdated, deps, uses, leaves, doctor, "
        "config, home, desc, cat, -l, -L, -s, -S, -q, -qa, -qi, -ql, -qf, -Q, -Qi, -Si, -Ss, -qv, stats, "
        "versions, list-upgrades, changes, connections, known, remote-ls, --list, --listfiles, --status, "
        "--search"
    ),
    r1="update, download, refresh, makecache",
)


def rate(call: Call) -> Iterator[Deed]:
    """Looking is read; installing changes a system."""
    words = [arg for arg in call.args if not arg.startswith("-")] or list(call.args)
    asked = taken(call.args)
    rehearsed = asked.has("-s", "--simulate", "--dry-run", "--assumeno", "--test") and call.name not in (
        "dpkg",
        "rpm",
        "pacman",
    )
    queries = call.name in ("rpm", "pacman", "dpkg") and any(
        re.match("-(q|Q|Ss|Si|l|L|s|S$)", arg) for arg in call.args
    )
    if call.name == "brew" and words[:1] == ["services"]:
        yield deed(READ if words[1:2] in (["list"], ["info"], []) else R2, call.name, " ".join(words[:2]))
    elif asks_help(call.args) or rehearsed or queries:
        yield deed(READ, call.name, "")
    else:
        risk = (looked_up(words, VERBS) or (R2, ""))[0]
        yield deed(risk, call.name, " ".join(words[:2]), local=call.name in ("brew", "port", "choco") or risk == R1)
