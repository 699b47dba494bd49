"""What a model said, as JSON's own types; bounded, and empty when it said nothing of the kind."""

import json

from codriver.advice.facts import Table

MOST = 64 * 1024  # characters of a reply that are looked at


def table_in(reply: str) -> Table:
    """The first JSON object in the reply, whatever stands around it; empty when there is none."""
    start = reply[:MOST].find("{")
    if start < 0:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(reply[start:MOST])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def ids(row: Table, key: str) -> tuple[str, ...]:
    """The ids of a list in the row, without the brackets that models like to add."""
    found = row.get(key)
    return tuple(str(one).strip("[] ") for one in found) if isinstance(found, list) else ()
