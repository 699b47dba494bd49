"""Answers kept for a while on this machine, so that asking again about one incident does not ask everybody again."""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DAY = 24 * 3600.0
MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers; each is fresh for `seconds`, and gone after a day. It holds no header and no token."""

    folder: Path
    seconds: float = 60.0
    clock: Callable[[], float] = time.time

    def get(self, question: str) -> bytes | None:
        """The body that was kept for the question; None when there is none, or it is too old."""
        path = self.path(question)
        try:
            return path.read_bytes() if self.clock() - path.stat().st_mtime < self.seconds else None
        except OSError:
            return None

    def put(self, question: str, body: bytes) -> Path:
        """Keep the body, readable by this user alone; the file that holds it.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.path(question)
        beside = path.with_suffix(f".{os.getpid()}")
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(number, "wb") as stream:
            stream.write(body)
        beside.replace(path)
        return path

    def path(self, question: str) -> Path:
        """Where the answer to the question lies, or would lie."""
        return self.folder / hashlib.sha256(question.encode()).hexdigest()[:32]

    def tidy(self) -> None:
        """Forget what is older than a day, and the oldest of too many."""
        with contextlib.suppress(OSError):
            files = sorted(((one.stat().st_mtime, one) for one in self.folder.iterdir()), reverse=True)
            for number, (at, file) in enumerate(files):
                if number >= MOST_FILES or self.clock() - at > DAY:
                    file.unlink(missing_ok=True)
