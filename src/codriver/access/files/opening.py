"""Opens one file so that nothing can hang or surprise: regular files only, no waiting on a pipe."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from codriver.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

_CALM = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK  # opening a fifo would otherwise wait for its writer


def open_regular(path: Path, *, name: str = "", follow: bool = True) -> BinaryIO:
    """The file, open for reading without a buffer; the caller closes it.

    `name` stands in messages. With `follow=False` a symlink is refused.

    Raises:
        SourceError: it is missing, unreadable, or no regular file.
    """
    shown = name or path.name
    try:
        number = os.open(path, _CALM if follow else _CALM | os.O_NOFOLLOW)
    except (OSError, ValueError) as error:
        raise unreadable(shown, error) from error
    if stat.S_ISREG(os.fstat(number).st_mode):
        return os.fdopen(number, "rb", buffering=0)
    os.close(number)
    raise SourceError(
        f"{shown}: not a regular file", hint="give a file or folder, or pipe it in: `... | codriver triage -`"
    )


def read_small(path: Path, limit: int, *, name: str = "") -> bytes:
    """The whole of a small file that is no symlink.

    Raises:
        SourceError: as `open_regular`, or it holds more than `limit` bytes.
    """
    shown = name or path.name
    with open_regular(path, name=shown, follow=False) as file:
        content = _at_most(file, limit + 1, shown)
    if len(content) > limit:
        raise SourceError(f"{shown}: larger than {limit} bytes", hint="this is not what the file should look like")
    return content


def unreadable(name: str, error: OSError | ValueError) -> SourceError:
    """The error for a path that the system refused, with the way to mend it."""
    if isinstance(error, FileNotFoundError):
        return SourceError(f"{name}: no such file or folder", hint="check the path")
    if isinstance(error, PermissionError):
        return SourceError(
            f"{name}: no permission to read it", hint="run as a user who may read it, or change its mode"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SourceError(f"{name}: cannot be read: {reason}", hint="open it by hand to see what is wrong")


def _at_most(file: BinaryIO, size: int, name: str) -> bytes:
    content = b""
    try:
        while len(content) < size and (piece := file.read(size - len(content))):
            content += piece
    except OSError as error:
        raise unreadable(name, error) from error
    return content
