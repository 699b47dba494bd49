"""Values out of recorded JSON, never trusted to have the type that they should: what does not fit counts as absent."""

from collections.abc import Mapping

Table = Mapping[str, object]


def text(table: Table, key: str) -> str:
    """The text, or an empty one."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def number(table: Table, key: str) -> float | None:
    """The number, or None."""
    value = table.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def texts(table: Table, key: str) -> tuple[str, ...]:
    """The texts of a list."""
    value = table.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def table(outer: Table, key: str) -> Table:
    """The table, or an empty one."""
    value = outer.get(key)
    return value if isinstance(value, dict) else {}


def tables(outer: Table, key: str) -> tuple[Table, ...]:
    """The tables of a list."""
    value = outer.get(key)
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list | tuple) else ()
