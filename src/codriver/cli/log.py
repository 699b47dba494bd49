"""What codriver's own log says, to stderr with `--verbose`, else nowhere: a broken plug-in already shows as a Gap."""

import logging
import sys

from codriver.room.words import safe


class _Safe(logging.Formatter):
    """A traceback may quote what it was reading."""

    def format(self, record: logging.LogRecord) -> str:
        return safe(super().format(record), multiline=True)


def listen(*, verbose: bool) -> None:
    """Send the log of everything named `codriver` to stderr, or silence it."""
    handler = logging.StreamHandler(sys.stderr) if verbose else logging.NullHandler()
    handler.setFormatter(_Safe("log: %(name)s: %(message)s"))
    logging.getLogger("codriver").handlers[:] = [handler]
