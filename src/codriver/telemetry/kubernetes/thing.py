"""One object of a cluster, shaped as its API shapes it, whatever it was read from; and where each part of it stands.

A description, a table row and a dump of the same pod become things with the same paths (`spec`, `containers`, 0,
`image`), so that whoever looks for trouble need not know how the object was handed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from codriver.model import Citation, Ref

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Path: TypeAlias = "tuple[str | int, ...]"
_PLAIN = re.compile(r"[\w .:-]{1,400}", re.ASCII)
DIGITS = 12  # of a whole number
LONGEST_QUOTE = 400  # characters: an event's message may hold a whole specification


class Place(Protocol):
    """Where an object stands: gives the citation of any part of it."""

    def cite(self, *path: str | int) -> Citation:
        """The citation of the part, or of the nearest thing above it that can be pointed at."""
        ...


@dataclass(frozen=True, slots=True)
class Lined:
    """An object in lines of text; `at` says in which line (from 1) each part of it stands."""

    source: str
    name: str
    lines: Sequence[str]
    at: Mapping[Path, int]

    def cite(self, *path: str | int) -> Citation:
        """The line of the part, or of the nearest part above it."""
        while path and path not in self.at:
            path = path[:-1]
        line = self.at.get(path, 1)
        quote = self.lines[line - 1].strip() if line <= len(self.lines) else ""
        return Citation(Ref(self.source, f"{self.name}:{line}"), quote[:LONGEST_QUOTE].strip() or self.name)


@dataclass(frozen=True, slots=True)
class Pointed:
    """An object in a JSON document, at the pointer that ends `locator`; `text` is the document as it is spelt."""

    source: str
    locator: str
    text: str
    body: Json

    def cite(self, *path: str | int) -> Citation:
        """The value by its JSON pointer, quoted as the document spells it; of an object, its own name."""
        value = found(self.body, *path)
        while path and (value is None or isinstance(value, dict | list)):
            path = path[:-1]
            value = found(self.body, *path)
        if not path or not isinstance(value, str | int | float):
            path, value = ("metadata", "name"), found(self.body, "metadata", "name")
        pointer = "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in path)
        return Citation(Ref(self.source, f"{self.locator}/{pointer}"), self._spelt(value))

    def _spelt(self, value: Json) -> str:
        if isinstance(value, str) and _PLAIN.fullmatch(value):
            return value  # spelt alike in every document
        spellings = [json.dumps(value), json.dumps(value, ensure_ascii=False)]
        for spelling in spellings:
            bare = spelling[1:-1] if isinstance(value, str) else spelling
            if bare and bare in self.text:
                return bare[:LONGEST_QUOTE]
        return "metadata"


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """One object: `kind` as the API spells it, `namespace` empty for what has none, `body` shaped like the API's."""

    source: str
    kind: str
    namespace: str
    name: str
    body: dict[str, Json]
    place: Place
    applied: bool = False
    """It was only written down (a manifest): what is asked for, not what is there."""

    @property
    def key(self) -> str:
        """`Kind/namespace/name`, as hypotheses name what is broken."""
        return "/".join(part for part in (self.kind, self.namespace, self.name) if part)

    def cite(self, *path: str | int) -> Citation:
        """Where this part of the object stands."""
        return self.place.cite(*path)

    def text(self, *path: str | int) -> str:
        """The value there as text; empty when there is none."""
        return text(self.body, *path)

    def table(self, *path: str | int) -> dict[str, Json]:
        """The mapping there; empty when there is none."""
        return table(self.body, *path)

    def rows(self, *path: str | int) -> list[Json]:
        """The list there; empty when there is none."""
        return rows(self.body, *path)

    def has(self, *path: str | int) -> bool:
        """Whether something was said of it at all: absent and empty are not the same."""
        return found(self.body, *path) is not None


def found(value: Json, *path: str | int) -> Json:
    """What stands at the path, None when nothing does."""
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return None
    return value


def text(value: Json, *path: str | int) -> str:
    """The text or number at the path, as text; empty when there is none."""
    there = found(value, *path)
    if isinstance(there, bool):
        return "true" if there else "false"
    return str(there) if isinstance(there, str | int | float) else ""


def table(value: Json, *path: str | int) -> dict[str, Json]:
    """The mapping at the path; empty when there is none."""
    there = found(value, *path)
    return there if isinstance(there, dict) else {}


def rows(value: Json, *path: str | int) -> list[Json]:
    """The list at the path; empty when there is none."""
    there = found(value, *path)
    return there if isinstance(there, list) else []


def number(value: Json, *path: str | int, otherwise: int = 0) -> int:
    """The whole number at the path."""
    there = found(value, *path)
    if isinstance(there, bool) or there is None:
        return otherwise
    if isinstance(there, int | float):
        return int(there) if there == there and abs(there) < 10**DIGITS else otherwise  # noqa: PLR0124 - NaN
    return whole(there) if isinstance(there, str) else otherwise


def whole(written: str, otherwise: int = 0) -> int:
    """The whole number that is written there; a number of hundreds of digits is none."""
    return int(written) if len(written) <= DIGITS and written.isascii() and written.isdigit() else otherwise


def words(value: Json, *path: str | int) -> dict[str, str]:
    """The mapping at the path with its values as text: labels, selectors."""
    return {key: text(item) for key, item in table(value, *path).items()}
