"""The kinds of receivers by name, and the one way to send. Adding one is one file beside this, and one line here."""

from collections.abc import Mapping
from types import ModuleType

from codriver.outbox import file, mail, slack, statuspage
from codriver.outbox.letter import Letter, Receiver

KINDS: Mapping[str, ModuleType] = {"slack": slack, "statuspage": statuspage, "smtp": mail, "file": file}


def send(letter: Letter, receiver: Receiver) -> str:
    """Send the letter; the receipt.

    Raises:
        SourceError: it did not go, or it is not known whether it went.
    """
    return str(KINDS[receiver.kind].send(letter, receiver))
