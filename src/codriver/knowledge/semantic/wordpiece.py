"""Text -> the pieces of words that a sentence model knows, as BERT's own tokenizer parts them (uncased)."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, Self

from codriver.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PART = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 100  # letters of one word: beyond that it is unknown
_HINT = "take the tokenizer.json of the same model"


class WordPiece(NamedTuple):
    """A vocabulary and the numbers of its marks."""

    numbers: Mapping[str, int]
    begin: int
    end: int
    unknown: int

    @classmethod
    def read(cls, file: Path) -> Self:
        """The vocabulary in a `tokenizer.json`.

        Raises:
            KnowledgeError: it holds none.
        """
        try:
            numbers = {str(word): int(number) for word, number in _vocabulary(file).items()}
            return cls(numbers, numbers["[CLS]"], numbers["[SEP]"], numbers["[UNK]"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"no vocabulary: {error}", file=file.name, line=1, hint=_HINT) from error

    def parts(self, text: str, most: int) -> list[int]:
        """The numbers of the text's pieces between the marks, at most so many in all."""
        found = [self.begin]
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= most - 1:
                break
        return [*found[: most - 1], self.end]

    def _pieces(self, word: str) -> list[int]:
        """The longest beginning that is known, then the longest of the rest."""
        found: list[int] = []
        at = 0
        while at < len(word):
            mark = "##" if at else ""
            end = next((end for end in range(len(word), at, -1) if mark + word[at:end] in self.numbers), 0)
            if not end or len(word) > _LONGEST:
                return [self.unknown]
            found.append(self.numbers[mark + word[at:end]])
            at = end
        return found


def _vocabulary(file: Path) -> Mapping[str, int]:
    vocabulary: Mapping[str, int] = json.loads(file.read_text("utf-8"))["model"]["vocab"]
    return vocabulary


def _words(text: str) -> Iterator[str]:
    """Words and signs in small letters without accents."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(char) != "Mn")
    return (match[0] for match in _PART.finditer(bare))
