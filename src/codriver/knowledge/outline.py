"""A YAML block in a document, walked with its line at hand, so that every wrong word is an error that says where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from codriver.access import bounded_yaml
from codriver.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codriver.access.bounded_yaml import Document, Place


@dataclass(frozen=True, slots=True)
class Outline:
    """One place in a YAML block: its value, and the way down to it. `before` is how many lines of the file precede."""

    file: str
    before: int
    document: Document
    value: Any
    place: Place = ()

    def line(self, *below: str | int) -> int:
        """The line in the file of this place, or of one below it."""
        return self.before + self.document.line(*self.place, *below)

    def wrong(self, message: str, *below: str | int, hint: str = "") -> KnowledgeError:
        """The error for this place, or for one below it."""
        return KnowledgeError(message, file=self.file, line=self.line(*below), hint=hint)

    def only(self, known: Collection[str]) -> None:
        """Nothing.

        Raises:
            KnowledgeError: the value is no mapping, or holds a key that is not `known`.
        """
        if not isinstance(self.value, dict):
            raise self.wrong(f"expected {_listed(known)}", hint="write `key: value` lines")
        for key in map(str, self.value):
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean `{near[0]}`?" if near else f"known here: {_listed(known)}"
                raise self.wrong(f"unknown key `{key}`", key, hint=hint)

    def text(self, key: str, *, default: str = "") -> str:
        """The value under `key` as text without blanks around it.

        Raises:
            KnowledgeError: it is a list or a mapping.
        """
        value = self.value.get(key)
        if isinstance(value, list | dict):
            raise self.wrong(f"`{key}` is to be one text", key, hint="put it in quotes, or below `|`")
        return default if value is None else str(value).strip()

    def needed(self, key: str) -> str:
        """As `text`.

        Raises:
            KnowledgeError: there is none.
        """
        value = self.text(key)
        if not value:
            raise self.wrong(f"`{key}` is missing", *([key] if key in self.value else []), hint=f"write `{key}: ...`")
        return value

    def one_of(self, key: str, words: Collection[str], *, default: str = "") -> str:
        """As `text`, one of `words`.

        Raises:
            KnowledgeError: it is another word, or missing without a default.
        """
        word = self.text(key) or default or self.needed(key)
        if word not in words:
            raise self.wrong(f"`{key}: {word}` is not known", key, hint=f"known: {_listed(words)}")
        return word

    def number(self, key: str, *, default: float, low: float, high: float) -> float:
        """The number under `key`, between `low` and `high`.

        Raises:
            KnowledgeError: it is no number, or out of bounds.
        """
        value = self.value.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(f"`{key}` is to be a number from {low:g} to {high:g}", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`; one text counts as a list of one.

        Raises:
            KnowledgeError: it holds anything but texts.
        """
        value = self.value.get(key)
        every = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(one, list | dict) for one in every):
            raise self.wrong(f"`{key}` is to be a list of texts", key, hint="begin each with `- `")
        return tuple(str(one).strip() for one in every if one is not None)

    def each(self, key: str) -> Iterator[Outline]:
        """The entries of the list under `key`; none when it is missing.

        Raises:
            KnowledgeError: it is no list.
        """
        value = self.value.get(key)
        if not isinstance(value, list | None):
            raise self.wrong(f"`{key}` is to be a list", key, hint="begin each entry with `- `")
        for number, entry in enumerate(value or ()):
            yield replace(self, value=entry, place=(*self.place, key, number))


def read(file: str, line: int, text: str) -> Outline:
    """The YAML in `text`, which begins at `line` (from 1) of `file`.

    Raises:
        KnowledgeError: it is no YAML.
    """
    try:
        document = bounded_yaml.read(text)
    except bounded_yaml.BrokenYaml as error:
        raise KnowledgeError(error.message, file=file, line=line + error.line - 1, hint=error.hint) from error
    return Outline(file, line - 1, document, document.value)


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
