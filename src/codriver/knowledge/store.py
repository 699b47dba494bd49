"""The index of all knowledge: SQLite FTS5; a cache that may be deleted at any time.

For each word the documents that have it, for each document its words in order: the first to choose candidates, the
second to look at those few closely. What a place is worth is decided by `ranker`.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Self

from codriver.knowledge.chunks import called
from codriver.knowledge.spelt import spelt, spread, unmarked
from codriver.knowledge.stemming import Stemmer
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from codriver.knowledge.chunks import Page

FIELDS = ("title", "place", "heading", "body")
MARKS = {"\x02": 1, "\x03": 2, "\x04": 3}
"""What opens a field in a document's words; they begin with its title, and each heading begins a new piece."""

PIECES = 1 << 12  # the most of one document; a piece's id is its document's times this, plus its number
VERSION = 3  # an index of another version is built anew
_TABLES = """
create table documents(
  id integer primary key, name text, title text, service text, length integer, title_slug text, name_slug text,
  spelt text);
create index by_title on documents(title_slug);
create index by_name on documents(name_slug);
create virtual table anywhere using fts5(
  words, detail=none, content='', columnsize=0, tokenize='porter ascii');
create virtual table fields using fts5(
  title, place, heading, detail=column, content='', columnsize=0, tokenize='porter ascii');
insert into anywhere(anywhere, rank) values ('hashsize', 67108864);
create table files(document integer primary key, name text, size integer, changed integer);
create table vectors(key text primary key, vector blob);
pragma user_version = 3;
"""  # the texts come in spelt, and are kept once
_BESIDE = """
create virtual table temp.said using fts5vocab(main, anywhere, instance);
create virtual table temp.placed using fts5vocab(main, fields, instance);
"""
_PARTED = re.compile(r"[-_.]+")
_AT_ONCE = 500  # documents


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the index; `length` counts characters."""

    id: int
    name: str
    title: str
    service: str
    length: int


class Having(NamedTuple):
    """The documents that have a word at all, and those that have it in a field."""

    anywhere: list[int]
    title: list[int]
    place: list[int]
    heading: list[int]


_AT = {"title": 1, "place": 2, "heading": 3}


class Store:
    """An open index; `path` is a file of SQLite, in memory when empty."""

    def __init__(self, path: Path | None = None) -> None:
        self._db = sqlite3.connect(path or ":memory:")
        (version,) = self._db.execute("pragma user_version").fetchone()
        if version != VERSION:
            self._db.executescript(_TABLES)
        self._db.executescript(_BESIDE)
        self.stemmer = Stemmer()
        self._having: dict[str, Having] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()
        self.stemmer.close()

    def add(self, pages: Iterable[Page]) -> None:
        """Put documents into the index."""
        self.replace((), ((page, 0, 0) for page in pages))

    def files(self) -> dict[str, tuple[int, int]]:
        """The files that were read: size and time of the last change."""
        rows = self._db.execute("select name, size, changed from files")
        return {name: (size, changed) for name, size, changed in rows}

    def replace(self, gone: Iterable[str], new: Iterable[tuple[Page, int, int]]) -> None:
        """Take out the files of those names and put in others, all or nothing; each with its size and last change."""
        with self._db:
            for name in gone:
                self._take_out(name)
            (last,) = self._db.execute("select coalesce(max(id), 0) from documents").fetchone()
            numbered = enumerate(new, last + 1)
            while some := list(islice(numbered, _AT_ONCE)):
                self._put(some)
        self._having.clear()

    def _take_out(self, name: str) -> None:
        asked = "select document, spelt from files join documents on id = document where files.name = ?"
        for number, text in self._db.execute(asked, (name,)).fetchall():
            self._db.execute("insert into anywhere(anywhere, rowid, words) values ('delete', ?, ?)", (number, text))
            row = (number, *_fields(text))
            told = "insert into fields(fields, rowid, title, place, heading) values ('delete', ?, ?, ?, ?)"
            self._db.execute(told, row)
            self._db.execute("delete from documents where id = ?", (number,))
            self._db.execute("delete from files where document = ?", (number,))

    def _put(self, numbered: Sequence[tuple[int, tuple[Page, int, int]]]) -> None:
        many = self._db.executemany
        texts = [(number, _spelt(page)) for number, (page, *_) in numbered]
        rows = (_row(*one, page) for one, (_, (page, *_)) in zip(texts, numbered, strict=True))
        many("insert into documents values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        many("insert into files values (?, ?, ?, ?)", ((n, page.name, *how) for n, (page, *how) in numbered))
        many("insert into anywhere(rowid, words) values (?, ?)", texts)
        fields = ((number, *_fields(text)) for number, text in texts)
        many("insert into fields(rowid, title, place, heading) values (?, ?, ?, ?)", fields)

    def lengths(self) -> dict[int, int]:
        """How many characters each document has."""
        return dict(self._db.execute("select id, length from documents"))

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
        headings = (piece.partition("\x04")[0].split() for piece in self.text(document).split("\x03")[1:])
        return next((at for at, words in enumerate(headings, 1) if name_slug in ("".join(words), *words[:1])), 0)

    def bearing(self, name_slug: str) -> set[int]:
        """The documents of which the title or the file bears the name."""
        asked = "select id from documents where title_slug = ? union select id from documents where name_slug = ?"
        return {number for (number,) in self._db.execute(asked, (name_slug, name_slug))}

    def stems(self, text: str) -> tuple[str, ...]:
        """The text's words as the index knows them, in order."""
        words = spelt(unmarked(text)).split()
        known = self.stemmer.of(words)
        return tuple(known[word] for word in words)

    def learn(self, texts: Iterable[str]) -> None:
        """Ask for the stems of many texts at once."""
        self.stemmer.of(word for text in texts for word in spelt(unmarked(spread(text))).split())

    def all_stems(self, texts: Collection[str]) -> list[tuple[str, ...]]:
        """`stems` of each."""
        self.learn(texts)
        return [self.stems(text) for text in texts]

    def having(self, stem: str) -> Having:
        """The documents that have a word."""
        found = self._having.get(stem)
        if found is None:
            said = [number for (number,) in self._db.execute("select doc from temp.said where term = ?", (stem,))]
            found = Having(said, [], [], [])
            for number, field in self._db.execute("select doc, col from temp.placed where term = ?", (stem,)):
                found[_AT[field]].append(number)
            self._having[stem] = found
        return found

    def kept(self, key: str) -> bytes:
        """What was kept under the key; empty when nothing was."""
        row = self._db.execute("select vector from vectors where key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def keep(self, key: str, vector: bytes) -> None:
        """Keep something that is slow to make."""
        with self._db:
            self._db.execute("insert or replace into vectors values (?, ?)", (key, vector))

    def text(self, document: int) -> str:
        """A document's words in order, with `MARKS` between its fields."""
        row = self._db.execute("select spelt from documents where id = ?", (document,)).fetchone()
        return row[0] if row else ""

    def piece(self, number: int) -> str:
        """The words of a piece; a document's first is its title."""
        pieces = self.text(number // PIECES).split("\x03")
        at = number % PIECES
        return pieces[at].partition("\x04")[2] if 0 < at < len(pieces) else ""


def _row(number: int, text: str, page: Page) -> tuple[int, str, str, str, int, str, str, str]:
    length = sum(len(chunk.text) for chunk in page.chunks)
    return number, page.name, page.title, page.service, length, slug(page.title), slug(called(page.name)), text


def _spelt(page: Page) -> str:
    """Its words in order: title, folders, and each piece; a heading that is the title again says nothing."""
    place = spread(_PARTED.sub(" ", page.name.rpartition("/")[0].replace("/", " ")))
    parts = [unmarked(f"{spread(page.title)} {spread(called(page.name))} {page.service}"), " \x02 ", unmarked(place)]
    for chunk in page.chunks[: PIECES - 1]:
        last = chunk.heading.rpartition(" > ")[2]
        parts += (" \x03 ", "" if last == page.title else spread(last), " \x04 ", chunk.text)
    return spelt("".join(parts))


def _fields(text: str) -> tuple[str, str, str]:
    """The words of the title, of the folders and of all headings."""
    top, *pieces = text.split("\x03")
    title, _, place = top.partition("\x02")
    return title, place, " ".join(piece.partition("\x04")[0] for piece in pieces)
