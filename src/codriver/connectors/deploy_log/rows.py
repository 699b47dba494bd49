"""The rows of a file in its several shapes: field names in one spelling, and where each row stands."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from codriver.access.files import blocks, read_json, read_text
from codriver.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from codriver.connectors import File

_LISTS = ("changes", "deploys", "deployments", "releases", "events", "items")
_FIRST = 3  # rows that a recognition looks at
_QUOTED = 400
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its fields as text, what is to be quoted of it, and where that stands.

    `quotes` are (field, text) candidates by locator suffix: one line as a whole, or single values below a pointer.
    `why` says that it could not be read.
    """

    place: str
    fields: Mapping[str, str]
    quote: str = ""
    quotable: Mapping[str, tuple[str, str]] | None = None
    why: str = ""


def rows(file: File) -> Iterator[Row]:
    """The rows of the whole file, in order.

    Raises:
        SourceError: it cannot be read, or is a JSON document without a list of rows.
    """
    shape = _shape(file.sample)
    if shape == "array":
        yield from _of_document(file)
    else:
        lines = _lines(file)
        yield from _of_json_lines(file.name, lines) if shape == "lines" else _of_csv(file.name, lines)
