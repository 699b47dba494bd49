"""A room's answer as a model may read it: outside words marked as such, and no longer than a budget. Pure.

What came from logs, alerts, code or documents can hold instructions to whoever reads it. Such words stand under the key
`untrusted` of their part, and nowhere else; what stands beside it are our own words, numbers, times, ids and names of
one word, which are too short to say anything.
"""

import copy
import json
import re
from collections.abc import Iterator

Shape = dict[str, object]

UNTRUSTED = "untrusted"
LONGEST = 20_000  # characters of JSON: about five thousand tokens, which leaves a conversation room for a hundred calls
PAGE = 25  # rows of a list that has pages
SHORTEST = 160  # characters that are left of a text that had to be cut
ONE_WORD = re.compile(r"[\w.:@/+*#~-]{1,100}")
OURS = frozenset(
    (
        "at",
        "audience",
        "calibration",
        "callee",
        "caller",
        "cites",
        "cost",
        "criticality",
        "dependants",
        "detector",
        "exception",
        "failing",
        "feature",
        "file",
        "fingerprint",
        "from",
        "function",
        "id",
        "ids",
        "incident",
        "kind",
        "lang",
        "level",
        "locator",
        "matters",
        "mechanism",
        "merged_at",
        "name",
        "onset",
        "outcome",
        "owner",
        "page",
        "peer",
        "previous",
        "risk",
        "role",
        "schema",
        "service",
        "services",
        "severity",
        "signal",
        "since",
        "source",
        "sources",
        "splits",
        "stage",
        "stance",
        "standing",
        "state",
        "status",
        "suspect",
        "suspects",
        "tier",
        "to",
        "trend",
        "until",
        "verdict",
        "version",
    )
)
"""Keys whose values are ours, or names. A value of them that is more than one word is moved all the same."""


def marked(value: object) -> object:
    """The value with all outside words under `untrusted` of the object that they belong to."""
    if isinstance(value, list | tuple):
        return [marked(item) for item in value]
    if not isinstance(value, dict):
        return value
    ours: Shape = {}
    outside: Shape = {}
    for key, item in value.items():
        if item in (None, "", {}):
            continue  # what is not there costs no tokens
        if not ONE_WORD.fullmatch(str(key)) or (_has_text(item) and not (key in OURS and _is_ours(item))):
            outside[key] = item
        else:
            ours[key] = marked(item)
    return {**ours, UNTRUSTED: outside} if outside else ours


def paged(rows: list[object], page: int) -> Shape:
    """One page of the rows, the first is page 1: `rows`, `total`, and `next_page` while there is one."""
    first = (max(page, 1) - 1) * PAGE
    more = {"next_page": max(page, 1) + 1} if len(rows) > first + PAGE else {}
    return {"rows": rows[first : first + PAGE], "total": len(rows), **more}


def cited(part: Shape, told: Shape) -> Shape:
    """Of the answer's citations those that the part rests on, by id."""
    wanted = set(_ids(part))
    cites = told.get("citations")
    return {key: item for key, item in cites.items() if key in wanted} if isinstance(cites, dict) else {}


def fitted(shape: Shape, most: int = LONGEST) -> Shape:
    """The shape in at most about `most` characters: long lists lose their tails, then texts; `left_out` says what."""
    shape, left_out = copy.deepcopy(shape), dict[str, int]()
    while _length(shape) > most:
        lists = [(size, path, rows) for size, path, rows in _lists(shape) if len(rows) > 1]
        if not lists:
            return {**_with_short_texts(shape, most), "left_out": left_out, "texts_cut": True}
        _, path, rows = max(lists, key=lambda one: (one[0], one[1]))
        kept = len(rows) // 2
        left_out[path] = left_out.get(path, 0) + len(rows) - kept
        del rows[kept:]
    return {**shape, "left_out": left_out} if left_out else shape


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from map(str, item) if key == "cites" and isinstance(item, list) else _ids(item)
    elif isinstance(value, list):
        for item in value:
            yield from _ids(item)


def _has_text(item: object) -> bool:
    return isinstance(item, str) or (isinstance(item, list | tuple) and any(map(_has_text, item)))


def _is_ours(item: object) -> bool:
    texts = [item] if isinstance(item, str) else item
    return isinstance(texts, list | tuple) and all(isinstance(one, str) and ONE_WORD.fullmatch(one) for one in texts)


def _length(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False))


def _lists(value: object, path: str = "") -> list[tuple[int, str, list[object]]]:
    """Every list in the value: its length as JSON, its path, itself."""
    if isinstance(value, dict):
        return [one for key, item in value.items() for one in _lists(item, f"{path}.{key}".lstrip("."))]
    if isinstance(value, list):
        inner = [one for item in value for one in _lists(item, f"{path}[]")]
        return [(_length(value), path, value), *inner]
    return []


def _with_short_texts(shape: Shape, most: int) -> Shape:
    """The shape with every text cut to the same length, the longest at which it fits, but not below SHORTEST."""
    limit = most
    cut = shape
    while _length(cut) > most and limit > SHORTEST:
        limit = max(limit // 2, SHORTEST)
        found = _cut(shape, limit)
        assert isinstance(found, dict)
        cut = found
    return cut


def _cut(value: object, limit: int) -> object:
    if isinstance(value, dict):
        return {key: _cut(item, limit) for key, item in value.items()}
    if isinstance(value, list):
        return [_cut(item, limit) for item in value]
    if isinstance(value, str) and len(value) > limit:
        return f"{value[:limit]}… ({len(value) - limit} characters left out)"
    return value
