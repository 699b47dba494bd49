"""The small protocol behind the journal: what SQLite and PostgreSQL both give. The same SQL runs on either.

A store knows nothing of rows that seal each other; it asks and writes, all or nothing. Placeholders are `?`.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Answer = Sequence[Sequence[Any]]


class Write(Protocol):
    """Inside one transaction."""

    def asked(self, query: str, *values: object) -> Answer:
        """All rows of the answer."""

    def changed(self, query: str, *values: object) -> int:
        """How many rows the statement added."""


class Store(Protocol):
    """One connection. Its complaints are JournalErrors with a hint."""

    @property
    def place(self) -> str:
        """Where the journal lies, as a person names it; never with a password in it."""

    def asked(self, query: str, *values: object) -> Answer:
        """All rows of the answer, outside a transaction."""

    def writing(self) -> AbstractContextManager[Write]:
        """A transaction that takes the writer's place at once: nobody reads the last hash and then comes too late.

        It is on the disk when the block ends; an error in the block leaves nothing behind.
        """

    def close(self) -> None:
        """Give the connection back."""
