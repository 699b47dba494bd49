"""What came in by stdin, spooled to a temporary file that is gone afterwards."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from codriver.errors import CodriverError, ConfigError

MOST_BYTES = 1 << 30
_BLOCK = 1 << 20


@contextmanager
def pasted(stream: BinaryIO, *, asked: bool, named: bool, most: int = MOST_BYTES) -> Iterator[Path | None]:
    """The spooled stream; None when it was not `asked` for, or when nothing came and it was not `named` (`-`).

    Raises ConfigError for more than `most` bytes: half of a paste would look like the whole.
    """
    if not asked:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="codriver-") as folder:
        file = Path(folder) / "stdin"
        size = _spool(stream, file, most)
        yield file if size or named else None


def feeds(stream: BinaryIO) -> bool:
    """Whether a pipe or a file feeds the stream: a terminal, /dev/null or a closed stream does not."""
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _spool(stream: BinaryIO, file: Path, most: int) -> int:
    size = 0
    try:
        with file.open("wb") as spool:
            while block := stream.read(_BLOCK):
                size += len(block)
                if size > most:
                    raise ConfigError(
                        f"stdin: more than {most >> 20} MiB", hint="save it to a file, and give codriver its path"
                    )
                spool.write(block)
    except OSError as error:
        raise CodriverError(f"stdin: {error.strerror}", hint=f"is there room in {file.parent.parent}?") from error
    return size
