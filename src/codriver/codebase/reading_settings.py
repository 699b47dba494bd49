"""Which variables, keys and flags a definition reads, with their defaults; in it, and in what it calls directly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Answer, Site, Tier
from codriver.codebase.symbols import find, only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codriver.codebase.opened import Codebase
    from codriver.codebase.symbol import Symbol

MOST_CALLED = 40
_TEXT = r"[\"'`]([\w.\-/:${}]+)[\"'`]"
_DEFAULT = r"(?:\s*,\s*([^()]{1,60}?(?:\([^()]*\))?))?"
_HOLDERS = r"\b\w*(?:config|conf|cfg|settings|options|viper)\w*(?:\.\w+)?"
_FLAGS = r"\b(?:is_enabled|isEnabled|variation|bool_variation|feature|flag|has_feature|use_flag|enabled)\w*"
_READS = (
    ("env", re.compile(rf"(?:environ(?:\.get)?|getenv|env|Getenv|LookupEnv)\s*[\[(]\s*{_TEXT}{_DEFAULT}\s*[\])]")),
    ("env", re.compile(r"process\.env\.(\w+)()")),
    ("config", re.compile(rf"{_HOLDERS}\s*[\[(]\s*{_TEXT}{_DEFAULT}\s*[\])]", re.IGNORECASE)),
    ("config", re.compile(r"\b(?:settings|config|conf|cfg)\.([A-Za-z_]\w+)\b(?!\()()")),
    ("config", re.compile(r"@Value\(\"\$\{([\w.\-]+)(?::([^}]*))?\}\"\)")),
    ("flag", re.compile(rf"{_FLAGS}\(\s*{_TEXT}{_DEFAULT}\s*\)")),
)


def settings_of(base: Codebase, typed: str, callees: Callable[[Codebase, str], Answer]) -> Answer:
    """The keys that a definition reads, each with its default."""
    symbol = only(base, typed)
    sites = list(_read_in(base, symbol, Tier.CERTAIN, "read here"))
    for called in _called(base, symbol, callees):
        sites += _read_in(base, called, Tier.LIKELY, f"read in {called.target.qual}, which it calls")
    unparsed = tuple(sorted(base.program.unparsed))
    return Answer("config", symbol.target, tuple(dict.fromkeys(sites)), 0, len(base.paths), unparsed)


def _called(base: Codebase, symbol: Symbol, callees: Callable[[Codebase, str], Answer]) -> Iterator[Symbol]:
    known = {(symbol.target.file, symbol.target.line)}
    for site in callees(base, f"{symbol.target.file}:{symbol.target.line}").sites[:MOST_CALLED]:
        for file, line in re.findall(r"\(([^()\s]+):(\d+)\)", site.reason):
            if (file, int(line)) not in known:
                known.add((file, int(line)))
                yield from list(find(base, f"{file}:{line}"))[:1]


def _read_in(base: Codebase, symbol: Symbol, tier: Tier, where: str) -> Iterator[Site]:
    target = symbol.target
    lines = base.text(target.file).splitlines()
    for number in range(target.line, min(_end(symbol), len(lines)) + 1):
        code = lines[number - 1]
        for kind, pattern in _READS:
            for found in pattern.finditer(code):
                default = f", default {found[2].strip()}" if found[2] else ""
                reason = f"{kind} {found[1]}{default}: {where}"
                yield Site(target.file, number, found.start(), tier, reason, "read", target.qual, code.strip()[:300])


def _end(symbol: Symbol) -> int:
    if symbol.typed is not None:
        return symbol.typed[1].end
    node = symbol.scope.node if symbol.scope is not None else None
    return int(getattr(node, "end_lineno", 0) or symbol.target.line)
