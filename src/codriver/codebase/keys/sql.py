"""SQL wherever it stands: statements in strings and files, which tables and columns they write, read and define.

By their words, not by a dialect's grammar. When it is wrong: statements put together from pieces, columns of views.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codriver.codebase.answers import Tier
from codriver.codebase.keys import HOLE, Touch

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 6_000  # characters of one statement
_NAME = r"(?P<table>[\"`\[]?[\w*]+[\"`\]]?(?:\.[\"`\[]?[\w*]+[\"`\]]?)*)"
_STARTS = re.compile(
    rf"""\b(?:(?P<insert>(?:INSERT|REPLACE)\s+(?:OR\s+\w+\s+|IGNORE\s+)?INTO|MERGE\s+INTO)\s+{_NAME}
    |(?P<delete>DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?P<of_delete>[\w."`*]+)
    |(?P<update>UPDATE)\s+(?:ONLY\s+)?(?P<of_update>[\w."`*]+)(?:\s+(?:AS\s+)?\w+)?\s+SET\b
    |(?P<create>CREATE\s+(?:TEMP\w*\s+|UNLOGGED\s+)?TABLE)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<of_create>[\w."`*]+)\s*\(
    |(?P<alter>ALTER\s+TABLE)\s+(?:IF\s+EXISTS\s+|ONLY\s+)*(?P<of_alter>[\w."`*]+)
    |(?P<drop>DROP\s+TABLE)\s+(?:IF\s+EXISTS\s+)?(?P<of_drop>[\w."`*]+)
    |(?P<select>SELECT)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(r";|\n\s*\n")
_UPDATED = re.compile(r"\b(?:DO\s+UPDATE\s+SET|ON\s+DUPLICATE\s+KEY\s+UPDATE)\b", re.IGNORECASE)
_AFTER_SET = re.compile(r"\b(?:WHERE|RETURNING|FROM|ORDER\s+BY|LIMIT|ON\s+CONFLICT)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:FROM|JOIN)\s+(?P<table>[\w.\"`*]+)", re.IGNORECASE)
_COLUMN = re.compile(
    r"\b(?:ADD|DROP|ALTER|MODIFY|CHANGE|RENAME)\s+(?:COLUMN\s+)?(?:IF\s+(?:NOT\s+)?EXISTS\s+)?[\"`]?(\w+)",
    re.IGNORECASE,
)
_NO_COLUMNS = frozenset(
    ["primary", "foreign", "unique", "constraint", "check", "key", "index", "exclude", "like", "column", "table", "to"]
)
_WORDS = frozenset(
    {"select", "insert", "update", "delete", "from", "into", "set", "where", "and", "or", "on", "as", "values"}
)


def touches(text: str, line: int = 1) -> Iterator[Touch]:
    """Every table and column that the text's statements touch; `line` is where the text begins."""
    for found in _STARTS.finditer(text):
        end = _ENDS.search(text, found.end())
        rest = text[found.end() : min(end.start() if end else len(text), found.end() + LONGEST)]
        number = line + text.count("\n", 0, found.start())
        yield from _statement(found, rest, number, found.start() - text.rfind("\n", 0, found.start()) - 1)


def _statement(found: re.Match[str], rest: str, number: int, column: int) -> Iterator[Touch]:
    if found["select"]:
        yield from _selected(rest, number, column)
        return
    said = next(name for name in ("insert", "delete", "update", "create", "alter", "drop") if found[name])
    table = plain(found["table"] if said == "insert" else found[f"of_{said}"])
    words = re.sub(r"\s+", " ", found[said].upper())
    if table in _WORDS:
        return
    columns = _COLUMNS_OF[said](rest)
    role = {"delete": "del", "drop": "del", "create": "schema", "alter": "schema"}.get(said, "store")
    for name in columns or ([HOLE] if said in ("insert", "delete", "drop") else []):
        every = " (every column)" if name == HOLE else ""
        yield Touch("table", f"{table}.{name}", number, column, role, Tier.CERTAIN, f"{words} {table}{every}")
    if said in ("delete", "update"):
        yield from _conditions(rest, table, number, column)


def _conditions(rest: str, table: str, number: int, column: int) -> Iterator[Touch]:
    where = re.search(r"\bWHERE\b(.*)", rest, re.IGNORECASE | re.DOTALL)
    for name in _names(where[1]) if where else ():
        yield Touch("table", f"{table}.{name}", number, column, "read", Tier.LIKELY, f"a condition on {table}")


def _selected(rest: str, number: int, column: int) -> Iterator[Touch]:
    tables = [plain(one["table"]) for one in _FROM.finditer(rest)][:8]
    stars = bool(re.match(r"\s*(?:\w+\.)?\*", rest))
    names = sorted(_names(rest) - set(tables))
    tier = Tier.CERTAIN if len(tables) == 1 else Tier.LIKELY
    for table in (one for one in tables if one not in _WORDS):
        yield from (
            Touch("table", f"{table}.{name}", number, column, "read", tier, f"SELECT of {table}") for name in names
        )
        if stars or not names:
            yield Touch("table", f"{table}.{HOLE}", number, column, "read", Tier.LIKELY, f"SELECT * of {table}")


def _names(text: str) -> set[str]:
    plain_text = re.sub(r"'[^']*'", "", text)
    return {word.lower() for word in re.findall(r"(?<![:%@$\w])[A-Za-z_]\w*", plain_text)} - _WORDS


def _inserted(rest: str) -> list[str]:
    inside = re.match(r"\s*(?:AS\s+\w+\s*)?\(([^()]*)\)", rest, re.IGNORECASE)
    found = [plain(one) for one in inside[1].split(",")] if inside else []
    updated = _UPDATED.search(rest)
    return [*found, *(_set(rest[updated.end() :]) if updated else ())]


def _set(rest: str) -> list[str]:
    """The columns left of `=`, at the top."""
    end = _AFTER_SET.search(rest)
    found, depth, start = [], 0, 0
    text = rest[: end.start() if end else None]
    for at, letter in enumerate(f"{text},"):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth <= 0:
            name, equals, _ = text[start:at].partition("=")
            found += [plain(name.rpartition(".")[2])] if equals and re.fullmatch(r"[\s\w.\"`*]+", name) else []
            start = at + 1
    return found


def _created(rest: str) -> list[str]:
    words, depth, fresh = [], 0, True
    for found in re.finditer(r"[(),]|[\"`]?\w+[\"`]?", rest):
        one = found[0]
        depth += (one == "(") - (one == ")")
        if depth < 0:
            break
        if fresh and depth == 0 and one not in "(),":
            words.append(plain(one))
            fresh = False
        fresh = fresh or (one == "," and depth == 0)
    return [one for one in words if one not in _NO_COLUMNS]


def _all(rest: str) -> list[str]:
    """Whole rows."""
    del rest
    return []


def _altered(rest: str) -> list[str]:
    return [plain(one) for one in _COLUMN.findall(rest) if one.lower() not in _NO_COLUMNS]


_COLUMNS_OF = {
    "insert": _inserted,
    "update": _set,
    "create": _created,
    "alter": _altered,
    "delete": _all,
    "drop": _all,
}


def plain(name: str) -> str:
    """A name without its schema and quotes, in small letters."""
    return name.rpartition(".")[2].strip(' \t\n"`[]').lower()
