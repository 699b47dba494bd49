"""An incident as one file, whole or without its secrets; and such a file read into this journal."""

from pathlib import Path

from codriver.errors import ConfigError
from codriver.journal.exported import TakenIn, exported, imported
from codriver.redact.egress import redact
from codriver.room.incidents.act import Act, current, opened
from codriver.room.receivers import held
from codriver.room.request import Room

__all__ = ["TakenIn", "export", "take_in"]  # what doors see of the journal


def export(room: Room, act: Act, *, redacted: bool) -> tuple[str, ...]:
    """The incident that is meant as lines of text. `redacted`: without secrets and without paths of this machine."""
    known = tuple(held(room.outbox))
    home = str(Path.home())

    def clean(text: str) -> str:
        return redact(text, known).text.replace(home, "~")

    with opened(room) as journal:
        story = current(journal, act, ended=True)
        return tuple(exported(journal, story.id, clean if redacted else None))


def take_in(room: Room, file: Path) -> TakenIn:
    """Read an exported incident; it is verified first.

    Raises:
        ConfigError: the file cannot be read.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read as text", hint="is it the file that `export` wrote?") from error
    with opened(room) as journal:
        return imported(journal, lines)
