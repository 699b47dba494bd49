"""Stack traces out of text: one file per language, found by its name. A language is a module with one function.

    def read(text: str) -> StackTrace | None: ...
    MARK = r"..."  # if it has one: a pattern (RE2, one line) by which log lines are known to hold such a trace

Every reader tries, on the text and on what is left of it when its transport is undone (`telemetry/transports`);
`best` takes the one that made most of it. Dropping a file in here adds a language.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from codriver.model import Frame
from codriver.telemetry.transports import views

LONGEST_LINE = 4_000  # characters of a line that are looked at
MOST_CHAINED = 50  # exceptions of one trace
MOST_FRAMES = 1_000  # of one exception that are kept: half from each end


@dataclass(frozen=True, slots=True)
class StackTrace:
    """One exception and where it was raised: `frames` from the outermost to the line that raised.

    `causes` are the exceptions that led to it or are grouped in it, the root cause first. `suppressed`
    were raised while it was on its way. `exception` is empty when the text was cut before it was named.
    """

    language: str
    exception: str
    message: str
    frames: tuple[Frame, ...]
    causes: tuple["StackTrace", ...] = ()
    suppressed: tuple["StackTrace", ...] = ()

    @property
    def root(self) -> "StackTrace":
        """The exception that began it: itself when it has no cause."""
        return self.causes[0] if self.causes else self

    @property
    def thrown_at(self) -> Frame | None:
        """The innermost frame, where it was raised: of its root cause when it has none of its own."""
        return next((one.frames[-1] for one in (self, *self.causes) if one.frames), None)

    @property
    def first_ours(self) -> Frame | None:
        """The innermost frame of the team's own code: of its root cause when it has none of its own."""
        chain = (self, *self.causes)
        return next((frame for one in chain for frame in reversed(one.frames) if frame.ours), None)


Reader = Callable[[str], StackTrace | None]


@cache
def readers() -> tuple[Reader, ...]:
    """The readers of all languages in this folder, in order of name."""
    return tuple(importlib.import_module(f"{__name__}.{name}").read for name in _languages())


@cache
def marks() -> tuple[str, ...]:
    """What each language says its traces are known by in a log, in order of the languages' names."""
    found = (getattr(importlib.import_module(f"{__name__}.{name}"), "MARK", "") for name in _languages())
    return tuple(mark for mark in found if mark)


def _languages() -> list[str]:
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))


def best(text: str, candidates: Iterable[Reader]) -> StackTrace | None:
    """What the reader that sees most makes of the text, its transport undone; None when nobody sees a trace."""
    tried = tuple(candidates)
    read = [trace for view in views(text) for candidate in tried if (trace := candidate(view))]
    return max(read, key=_worth, default=None)


def _worth(trace: StackTrace) -> tuple[int, bool]:
    """More frames tell more; a trace whose exception is named is worth two more."""
    every = (trace, *trace.causes)
    return sum(len(one.frames) + 2 * bool(one.exception) for one in every), bool(trace.message)


@lru_cache(maxsize=2)  # every language asks for the same text
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, each cut to a length that any pattern can be asked about."""
    return tuple(line[:LONGEST_LINE] for line in text.split("\n"))


def kept(frames: list[Frame]) -> tuple[Frame, ...]:
    """The frames, without the middle of an endless recursion."""
    half = MOST_FRAMES // 2
    return tuple(frames if len(frames) <= MOST_FRAMES else [*frames[:half], *frames[-half:]])


def chained(raised: list[StackTrace]) -> StackTrace | None:
    """One trace of a chain, the exception that reached the top first and each followed by its cause."""
    if not raised:
        return None
    top, *causes = raised[:MOST_CHAINED]
    return StackTrace(top.language, top.exception, top.message, top.frames, tuple(reversed(causes)))
