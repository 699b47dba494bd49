"""Stack traces out of text: one file per language, found by its name. A language is a module with one function.

    def read(text: str) -> StackTrace | None: ...

Every reader tries; `best` takes the one that made most frames of it. Dropping a file in here adds a language.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from codriver.model import Frame


@dataclass(frozen=True, slots=True)
class StackTrace:
    """One exception and where it was raised: `frames` from the outermost to the line that raised.

    `causes` are the exceptions that led to it or are grouped in it, the root cause first.
    """

    language: str
    exception: str
    message: str
    frames: tuple[Frame, ...]
    causes: tuple["StackTrace", ...] = ()

    @property
    def root(self) -> "StackTrace":
        """The exception that began it: itself when it has no cause."""
        return self.causes[0] if self.causes else self


Reader = Callable[[str], StackTrace | None]


@cache
def readers() -> tuple[Reader, ...]:
    """The readers of all languages in this folder, in order of name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").read for name in names)


def best(text: str, candidates: Iterable[Reader]) -> StackTrace | None:
    """What the reader that sees most frames makes of the text; None when nobody sees a trace."""
    read = [trace for candidate in candidates if (trace := candidate(text))]
    return max(read, key=lambda trace: sum(len(one.frames) for one in (trace, *trace.causes)), default=None)
