"""Words -> their stems, by the Porter stemmer that SQLite ships with FTS5; each word is asked for once."""

from __future__ import annotations

import sqlite3
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_AT_ONCE = 10_000
_TABLES = """
create virtual table probe using fts5(said, tokenize='porter ascii');
create virtual table probed using fts5vocab(probe, instance);
"""


class Stemmer:
    """Knows the stems of the words that it was asked for."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.executescript(_TABLES)
        self._known: dict[str, str] = {}

    def close(self) -> None:
        """Let go of its memory."""
        self._db.close()

    def of(self, words: Iterable[str]) -> Mapping[str, str]:
        """All stems known by now, those of these words among them; words come in small letters, without punctuation."""
        missing = iter({word for word in words if word not in self._known})
        while some := list(islice(missing, _AT_ONCE)):
            self._known |= dict(zip(some, self._stems(some), strict=True))
        return self._known

    def _stems(self, words: list[str]) -> list[str]:
        self._db.execute("delete from probe")
        self._db.execute("insert into probe(said) values (?)", (" ".join(words),))
        found = dict(self._db.execute("select offset, term from probed"))
        return [found[at] for at in range(len(words))]
