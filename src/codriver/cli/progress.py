"""What the room says while it works: one line on stderr that rewrites itself, on a terminal only."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from codriver.room.request import Progress
from codriver.room.words import safe

_ERASE = "\r\x1b[K"


@contextmanager
def watched(stream: TextIO, *, timings: bool, width: int = 79) -> Iterator[Progress]:
    """A Progress that shows its latest line on a terminal; with `timings` each step's seconds follow at the end."""
    began, steps, live = time.monotonic(), [], stream.isatty()

    def hear(line: str) -> None:
        steps.append((time.monotonic() - began, line))
        if live:
            stream.write(_ERASE + safe(line, width=width))
            stream.flush()

    try:
        yield hear
    finally:
        if live:
            stream.write(_ERASE)
            stream.flush()
        if timings:
            _tell(stream, [*steps, (time.monotonic() - began, "done")])


def _tell(stream: TextIO, steps: list[tuple[float, str]]) -> None:
    stream.writelines(f"timing: {seconds:8.3f} s  {safe(line)}\n" for seconds, line in steps)
