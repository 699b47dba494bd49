"""The index of all knowledge: SQLite FTS5, one row a piece of a document; a cache that may be deleted at any time.

It is asked for the places of single words, not for a rank: what a place is worth is decided by `ranker`.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from codriver.knowledge.chunks import called
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from codriver.knowledge.chunks import Page

FIELDS = ("title", "place", "heading", "body")
COMMON = 2_000  # pieces: a word that more of them have tells little
PIECES = 1 << 12  # the most of one document; a piece's id is its document's times this, plus its number
VERSION = 1  # an index of another version is built anew
_TOKENIZER = "tokenize='porter unicode61 remove_diacritics 2'"
_TABLES = f"""
create table documents(
  id integer primary key autoincrement, name text, title text, service text, length integer,
  title_slug text, name_slug text);
create index by_title on documents(title_slug);
create index by_name on documents(name_slug);
create virtual table pieces using fts5(title, place, heading, body, {_TOKENIZER});
create table files(document integer primary key, name text, size integer, changed integer);
pragma user_version = {VERSION};
"""
_BESIDE = f"""
create virtual table temp.occurrences using fts5vocab(main, pieces, instance);
create virtual table temp.frequencies using fts5vocab(main, pieces, row);
create virtual table temp.probe using fts5(said, {_TOKENIZER});
create virtual table temp.probed using fts5vocab(temp, probe, instance);
"""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NAME = re.compile(r"[^\W_]*[a-z][A-Z][^\W_]*")
_PARTED = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the index; `length` counts characters."""

    id: int
    name: str
    title: str
    service: str
    length: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands: by document, how often in each of `FIELDS`; and the pieces that have it.

    Of a word that is nearly everywhere the pieces are not told: None.
    """

    documents: Mapping[int, Sequence[int]]
    pieces: frozenset[int] | None


def spread(text: str) -> str:
    """The text with the parts of names such as `KafkaConsumerLag` beside the whole."""
    return text if text.islower() else _NAME.sub(lambda name: f"{name[0]} {_HUMP.sub(' ', name[0])}", text)


class Store:
    """An open index; `path` is a file of SQLite, in memory when empty."""

    def __init__(self, path: Path | None = None) -> None:
        self._db = sqlite3.connect(path or ":memory:")
        (version,) = self._db.execute("pragma user_version").fetchone()
        if version != VERSION:
            self._db.executescript(_TABLES)
        self._db.executescript(_BESIDE)
        self._places: dict[str, Places] = {}
        self._stems: dict[str, tuple[str, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add(self, pages: Iterable[Page]) -> None:
        """Put documents into the index."""
        for page in pages:
            self._add(page)
        self._places.clear()

    def _add(self, page: Page) -> int:
        length = sum(len(chunk.text) for chunk in page.chunks)
        row = (page.name, page.title, page.service, length, slug(page.title), slug(called(page.name)))
        asked = "insert into documents(name, title, service, length, title_slug, name_slug) values (?, ?, ?, ?, ?, ?)"
        number = self._db.execute(asked, row).lastrowid or 1
        rows = _rows(number, page)
        self._db.executemany("insert into pieces(rowid, title, place, heading, body) values (?, ?, ?, ?, ?)", rows)
        return number

    def files(self) -> dict[str, tuple[int, int]]:
        """The files that were read: size and time of the last change."""
        rows = self._db.execute("select name, size, changed from files")
        return {name: (size, changed) for name, size, changed in rows}

    def replace(self, gone: Iterable[str], new: Iterable[tuple[Page, int, int]]) -> None:
        """Take out the files of those names and put in others, all or nothing; each with its size and last change."""
        with self._db:
            for name in gone:
                for (number,) in self._db.execute("select document from files where name = ?", (name,)).fetchall():
                    span = (number * PIECES, number * PIECES + PIECES - 1)
                    self._db.execute("delete from pieces where rowid between ? and ?", span)
                    self._db.execute("delete from documents where id = ?", (number,))
                    self._db.execute("delete from files where document = ?", (number,))
            for page, size, changed in new:
                row = (self._add(page), page.name, size, changed)
                self._db.execute("insert into files values (?, ?, ?, ?)", row)
        self._places.clear()

    def count(self) -> tuple[int, float]:
        """How many documents there are, and the usual length of one."""
        many, usual = self._db.execute("select count(*), avg(length) from documents").fetchone()
        return many, usual or 1.0

    def entries(self, ids: Collection[int]) -> Iterator[Entry]:
        """The documents of those ids."""
        for number in ids:
            row = self._db.execute("select id, name, title, service, length from documents where id = ?", (number,))
            yield from (Entry(*values) for values in row)

    def all(self) -> Iterator[Entry]:
        """Every document."""
        return (Entry(*row) for row in self._db.execute("select id, name, title, service, length from documents"))

    def headed(self, document: int, name_slug: str) -> int:
        """The number of the document's first piece under a heading of that name; 0 when there is none."""
        asked = "select rowid, heading from pieces where rowid between ? and ? order by rowid"
        rows = self._db.execute(asked, (document * PIECES + 1, document * PIECES + PIECES - 1))
        return next((row % PIECES for row, heading in rows if name_slug in _spellings(heading)), 0)

    def bearing(self, name_slug: str) -> set[int]:
        """The documents of which the title or the file bears the name."""
        asked = "select id from documents where title_slug = ? union select id from documents where name_slug = ?"
        return {number for (number,) in self._db.execute(asked, (name_slug, name_slug))}

    def stems(self, text: str) -> tuple[str, ...]:
        """The text's words as the index knows them, in order."""
        return self.all_stems((text,))[0]

    def all_stems(self, texts: Collection[str]) -> list[tuple[str, ...]]:
        """`stems` of each."""
        missing = {text: number for number, text in enumerate(dict.fromkeys(texts)) if text not in self._stems}
        if missing:
            self._db.execute("delete from temp.probe")
            rows = ((number, text) for text, number in missing.items())
            self._db.executemany("insert into temp.probe(rowid, said) values (?, ?)", rows)
            found = defaultdict[int, list[str]](list)
            for term, number in self._db.execute("select term, doc from temp.probed order by doc, offset"):
                found[number].append(term)
            self._stems |= {text: tuple(found[number]) for text, number in missing.items()}
        return [self._stems[text] for text in texts]

    def places(self, stem: str) -> Places:
        """Where the word stands."""
        if stem not in self._places:
            row = self._db.execute("select doc from temp.frequencies where term = ?", (stem,)).fetchone()
            if row is None:
                self._places[stem] = Places({}, frozenset())
            elif row[0] > COMMON:
                self._places[stem] = Places(dict(self._roughly(stem)), None)
            else:
                asked = "select doc, col, count(*) from temp.occurrences where term = ? group by doc, col"
                self._places[stem] = _places(self._db.execute(asked, (stem,)))
        return self._places[stem]

    def _roughly(self, stem: str) -> Iterator[tuple[int, Sequence[int]]]:
        """By document only: counted where the index lies."""
        asked = (
            "select doc / 4096, sum(col = 'title'), sum(col = 'place'), sum(col = 'heading'), sum(col = 'body')"
            " from temp.occurrences where term = ? group by 1"
        )
        return ((document, counts) for document, *counts in self._db.execute(asked, (stem,)))

    def near(self, one: str, other: str) -> set[int]:
        """The documents in which two words stand next to each other, or with at most two between."""
        return {row // PIECES for row in self._matching(f'NEAR("{one}" "{other}", 2)')}

    def phrases(self, phrases: Collection[Sequence[str]]) -> Mapping[int, Sequence[int]]:
        """By document: in how many pieces any of the phrases stands, in each of `FIELDS` (never looked for: places)."""
        said = " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases if phrase)
        found = defaultdict[int, list[int]](lambda: [0] * len(FIELDS))
        asked = "select rowid / 4096, count(*) from pieces where pieces match ? group by 1"
        for at, field in enumerate(FIELDS):
            if field != "place":
                for document, count in self._db.execute(asked, (f"{{{field}}} : ({said})",)):
                    found[document][at] = count
        return found

    def piece(self, number: int) -> tuple[str, str]:
        """The heading and the text of a piece."""
        row = self._db.execute("select heading, body from pieces where rowid = ?", (number,)).fetchone()
        return row or ("", "")

    def _matching(self, match: str) -> Iterator[int]:
        return (row for (row,) in self._db.execute("select rowid from pieces where pieces match ?", (match,)))


def _spellings(heading: str) -> tuple[str, str]:
    """As a whole, and as its first word: a name stands before its parts."""
    return slug(heading), slug(heading.partition(" ")[0])


def _places(rows: Iterable[tuple[int, str, int]]) -> Places:
    documents = defaultdict[int, list[int]](lambda: [0] * len(FIELDS))
    pieces = set[int]()
    for piece, field, count in rows:
        documents[piece // PIECES][FIELDS.index(field)] += count
        pieces.add(piece)
    return Places(documents, frozenset(pieces))


def _rows(number: int, page: Page) -> Iterator[tuple[int, str, str, str, str]]:
    """Title and folders stand in the first piece only; a heading that is the title again says nothing."""
    title = f"{spread(page.title)} . {spread(called(page.name))} {page.service}"
    place = spread(_PARTED.sub(" ", page.name.rpartition("/")[0].replace("/", " ")))
    yield number * PIECES, title, place, "", ""
    for at, chunk in enumerate(page.chunks[: PIECES - 1], 1):
        last = chunk.heading.rpartition(" > ")[2]
        yield number * PIECES + at, "", "", spread(last) if last != page.title else "", chunk.text
