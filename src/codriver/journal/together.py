"""Group commit: writes of many threads reach the disk in one commit. Whoever comes first writes for all who wait.

Each write stands or falls alone (a savepoint); nobody hears "written" before the commit is on the disk.
"""

from __future__ import annotations

from collections import deque
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from codriver.errors import CodriverError

if TYPE_CHECKING:
    from collections.abc import Callable

    from codriver.journal.store import Answer, Store, Write

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Together:
    """The store as many threads may use it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = RLock()
        self._waiting: deque[_Work[object]] = deque()

    def asked(self, query: str, *values: object) -> Answer:
        """All rows of the answer; never of a transaction that another thread is in."""
        with self._turn:
            return self._store.asked(query, *values)

    def write(self, work: Callable[[Write], _T]) -> _T:
        """What `work` gives, once it is on the disk. An error in it undoes this work only."""
        mine = _Work(work)
        self._waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._commit(mine)
        return mine.told()

    def _commit(self, mine: object) -> None:
        batch: list[_Work[object]] = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            with self._store.writing() as db:
                for one in batch:
                    one.run(db)
        except CodriverError as error:
            for one in batch:
                one.error = one.error or error
        except BaseException:  # an interrupt: the others' work is still to be done
            self._waiting.extendleft(one for one in reversed(batch) if one is not mine)
            raise
        for one in batch:
            one.done = True


class _Work(Generic[_T_co]):
    def __init__(self, work: Callable[[Write], _T_co]) -> None:
        self._work = work
        self._results: list[_T_co] = []
        self.done = False
        self.error: CodriverError | None = None

    def run(self, db: Write) -> None:
        db.changed("savepoint one")
        try:
            self._results = [self._work(db)]
        except CodriverError as error:
            db.changed("rollback to savepoint one")
            self.error = error
        db.changed("release savepoint one")

    def told(self) -> _T_co:
        if self.error:
            raise self.error
        return self._results[0]
