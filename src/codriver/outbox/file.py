"""A file in a folder of the team's: for whatever else reads files. A letter never overwrites another."""

import os
from pathlib import Path

from codriver.errors import SourceError
from codriver.outbox.letter import Letter, Receiver

SETTINGS = ("folder",)
SECRETS: tuple[str, ...] = ()


def send(letter: Letter, receiver: Receiver) -> str:
    """Write the words under a name of their own; the receipt is that name.

    Raises:
        SourceError: it cannot be written, or is there already.
    """
    file = Path(receiver.settings.get("folder", ".")) / f"{letter.incident}-{letter.digest[:12]}.txt"
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(letter.text)
    except OSError as error:
        raise SourceError(
            f"{receiver.name}: {error.strerror}: {file.name}", hint="check the folder in [outbox]"
        ) from error
    return file.name
