"""The rows of a file in its three shapes: fields as text, their names in one spelling, and what can be quoted."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from codriver.access.files import SAMPLE_BYTES, Reader, blocks, decoded, read_json, read_text
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from codriver.connectors import File

_LISTS = ("changes", "deploys", "deployments", "releases", "rollouts", "events", "items")
_FIRST = 3  # rows that a recognition looks at
_QUOTED = 400
_LONGEST = 2_000
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_DOCUMENT = re.compile(r'\s*(?:\{\s*"(\w+)"\s*:\s*)?\[\s*(?=\{)')


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `place` is where it stands, `fields` its values as text; `why` says that there is nothing to read.

    `quotes` hold (locator, quote) by field; under the empty name stands the line as a whole.
    """

    place: str
    fields: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    why: str = ""


def rows(file: File) -> Iterator[Row]:
    """The rows of the whole file, in order.

    Raises:
        SourceError: it cannot be read, or is a JSON document without a list of rows.
    """
    text = decoded(file.sample)
    if _DOCUMENT.match(text):
        yield from _of_document(file)
        return
    reader = blocks(file.path, name=file.name)
    yield from (_of_json if _is_json(text) else _of_csv)(file.name, _lines(reader))
    yield from (Row(problem.where, why=problem.why) for problem in reader.problems)


def first_rows(sample: bytes) -> list[Row]:
    """The first rows in the first bytes of a file, read in part; none when they are of no known shape."""
    text = decoded(sample)
    if found := _DOCUMENT.match(text):
        return _first_of_document(text, found.end())
    ends_whole = len(sample) < SAMPLE_BYTES or text.endswith("\n")
    lines = enumerate(text.splitlines()[: None if ends_whole else -1], 1)
    try:
        return list(islice(_of_json("", lines) if _is_json(text) else _of_csv("", lines), _FIRST))
    except csv.Error:
        return []


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _lines(reader: Reader) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, from 1."""
    number = 0
    for block in reader:
        for line in block.removesuffix(b"\n").split(b"\n"):
            number += 1
            yield number, decoded(line.rstrip(b"\r")) if number == 1 else line.rstrip(b"\r").decode("utf-8", "replace")


def _of_json(name: str, lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    for number, line in lines:
        place = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(place, why="no valid JSON")
            continue
        if isinstance(value, dict):
            yield Row(place, _fields(value), {"": (place, line.strip()[:_QUOTED])})
        else:
            yield Row(place, why="no JSON object")


def _of_csv(name: str, lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Rows by the header's names; a quoted field may go over several lines, then the first of them is quoted."""
    taken: list[tuple[int, str]] = []
    feed = _remembered(lines, taken)
    header = next(feed, "")
    reader = csv.reader(feed, delimiter=max(",;\t", key=header.count))
    names = next(csv.reader([header], delimiter=max(",;\t", key=header.count)), [])
    taken.clear()
    while True:
        try:
            cells = next(reader, None)
            why = "" if cells is None or len(cells) == len(names) else f"{len(cells)} columns instead of {len(names)}"
        except csv.Error as error:
            cells, why = [""], str(error)
        if cells is None:
            return
        if taken and any(cells) | bool(why):
            number, line = taken[0]
            place = f"{name}:{number}"
            yield Row(place, _fields(dict(zip(names, cells, strict=False))), {"": (place, line.strip()[:_QUOTED])}, why)
        taken.clear()


def _remembered(lines: Iterable[tuple[int, str]], taken: list[tuple[int, str]]) -> Iterator[str]:
    for number, line in lines:
        taken.append((number, line))
        yield line + "\n"


def _of_document(file: File) -> Iterator[Row]:
    text = read_text(file.path, name=file.name)
    value = read_json(file.path, name=file.name)
    key = next((key for key in _LISTS if isinstance(value, dict) and isinstance(value.get(key), list)), "")
    items = value[key] if key else value
    if not isinstance(items, list):
        raise SourceError(f"{file.name}: no list of changes", hint=f"put them under one of {', '.join(_LISTS)}")
    pointer = f"/{key}" if key else ""
    spelled = "\\u" in text, "\\/" in text
    for number, item in enumerate(items):
        place = f"{file.name}#{pointer}/{number}"
        yield _of_item(place, item, *spelled) if isinstance(item, dict) else Row(place, why="no JSON object")


def _of_item(place: str, item: dict[str, Any], escaped: bool, slashed: bool) -> Row:
    """`escaped` and `slashed` say that the document spells letters as codes: those values cannot be quoted."""
    quotes = {
        _spelling(key): (f"{place}/{key.replace('~', '~0').replace('/', '~1')}", value[:_QUOTED])
        for key, value in item.items()
        if isinstance(value, str)
        and json.dumps(value, ensure_ascii=escaped)[1:-1] == value
        and not (slashed and "/" in value)
    }
    return Row(place, _fields(item), quotes)


def _first_of_document(text: str, at: int) -> list[Row]:
    found: list[Row] = []
    reader = json.JSONDecoder()
    try:
        while len(found) < _FIRST and text[at : at + 1] == "{":
            value, end = reader.raw_decode(text, at)
            found.append(Row("", _fields(value)))
            at = end + len(text[end:]) - len(text[end:].lstrip(", \t\r\n"))
    except (ValueError, RecursionError):
        pass  # the sample ends within a row
    return found


def _fields(value: Mapping[str, Any]) -> dict[str, str]:
    return {_spelling(key): text for key, item in value.items() if (text := _text(item))}


def _text(item: Any) -> str:
    """One line of text; of an object its name, as `{"author": {"name": ...}}` is common; of a list its words."""
    if isinstance(item, dict):
        return next(
            (_text(item[key]) for key in ("name", "login", "id", "title") if isinstance(item.get(key), str)), ""
        )
    if isinstance(item, list):
        return ", ".join(one for one in item if isinstance(one, str))[:_LONGEST]
    return "" if item is None or isinstance(item, bool) else " ".join(str(item).split())[:_LONGEST]


def _spelling(key: str) -> str:
    """`deployedAt`, `Deployed-At` and `deployed at` are all `deployed_at`."""
    return _NO_LETTER.sub("_", _HUMP.sub("_", str(key).strip()).lower()).strip("_")
