"""What well-known exceptions often mean: a markdown table that people extend <-> values. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from codriver.errors import KnowledgeError

COLUMNS = 4
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """One row: names of exceptions (`*` stands for anything), words of their message, what it means, where to look."""

    exceptions: tuple[str, ...]
    words: tuple[str, ...]
    means: str
    look_at: str


def read_table(text: str, file: str) -> tuple[LikelyCause, ...]:
    """The rows of the first table whose head begins with `exception`, in order.

    Raises:
        KnowledgeError: a row has not four cells, or names no exception.
    """
    rows = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("|")]
    return tuple(_row(line, file, number) for number, line in rows if not _is_head(line))


def fitting(table: Iterable[LikelyCause], exception: str, message: str) -> tuple[LikelyCause, ...]:
    """The rows that fit, those that also ask for words of the message first; at most three."""
    bare = exception.rpartition(".")[2].rpartition("\\")[2]
    fits = [row for row in table if _names(row, exception, bare) and _words(row, message)]
    return tuple(sorted(fits, key=lambda row: not row.words))[:MOST_SHOWN]  # stable: otherwise the table's order


def _names(row: LikelyCause, exception: str, bare: str) -> bool:
    return any(fnmatchcase(exception, name) or fnmatchcase(bare, name) for name in row.exceptions)


def _words(row: LikelyCause, message: str) -> bool:
    return not row.words or any(words.casefold() in message.casefold() for words in row.words)


def _is_head(line: str) -> bool:
    first = line.strip("|").partition("|")[0].strip()
    return first.casefold() == "exception" or (first != "" and not first.strip("-: "))


def _row(line: str, file: str, number: int) -> LikelyCause:
    cells = [cell.strip() for cell in line.strip("|").split("|")] if line.endswith("|") else []
    if len(cells) != COLUMNS or not cells[0] or not cells[2]:
        hint = "| exception | words | often means | look at |"
        raise KnowledgeError(
            "a row needs four cells, the first and the third filled", file=file, line=number, hint=hint
        )
    return LikelyCause(_listed(cells[0]), _listed(cells[1]), cells[2], cells[3])


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("`") for name in cell.split(",") if name.strip())
