"""One entry of the record and its seal: a hash over everything in the row and over the seal of the row before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from codriver.model import Citation, plain


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: `number` counts from 1 within its incident; `hash` seals everything else and `previous`.

    `cites` are the digests of the quotes kept with it. `once` names what can be recorded one time only.
    """

    incident: str
    number: int
    kind: str
    at: datetime
    body: Mapping[str, Any]
    previous: str
    hash: str
    cites: tuple[str, ...] = ()
    once: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A row as its store holds it: text, byte for byte what was sealed."""

    incident: str
    number: int
    kind: str
    at: str
    body: str
    previous: str
    hash: str
    cites: str = ""
    once: str | None = None

    def sealed(self) -> str:
        """The hash that this row should have."""
        fields: list[object] = [self.incident, self.number, self.kind, self.at, self.body]
        if self.cites or self.once:  # rows of version 1 had neither
            fields += [self.cites, self.once or ""]
        return hashlib.sha256(f"{self.previous}\n{canonical(fields)}".encode()).hexdigest()

    def digests(self) -> tuple[str, ...]:
        """The digests of the quotes kept with it."""
        return tuple(self.cites.split())

    def opened(self) -> Row:
        """The row as values. Raises ValueError when a hand in the file has made it unreadable."""
        at, body = datetime.fromisoformat(self.at), json.loads(self.body)
        return Row(
            self.incident, self.number, self.kind, at, body, self.previous, self.hash, self.digests(), self.once or ""
        )


COLUMNS = "incident, number, kind, at, body, previous, hash, cites, once"


def written(columns: Sequence[Any]) -> Written:
    """A row from a store's columns, in the order of COLUMNS."""
    return Written(*columns)


def digest(cite: Citation) -> str:
    """Names a quote beyond doubt; an id is too short to hold for all incidents."""
    return hashlib.sha256(canonical(cite).encode()).hexdigest()


def digests(cites: Iterable[Citation]) -> str:
    """The digests of the quotes in their order, each once, as a row holds them."""
    return " ".join(dict.fromkeys(map(digest, cites)))


def canonical(value: object) -> str:
    """The one way to write a value down: JSON with sorted keys, ASCII, no spaces."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
