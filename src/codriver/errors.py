"""Every error that codriver raises on purpose. Each says what is wrong and who can mend it, and how.

CodriverError
├── ConfigError       codriver.toml, an option or a path is wrong; a door prints it and exits with 2
├── SourceError       one source could not be read; the room turns it into a Gap
├── ProviderError     one language model did not answer, or none is set; a Gap where others are asked too
├── KnowledgeError    a runbook or failure mode cannot be understood; names the file and the line
├── NotConfirmed      the gate refuses; a door exits with 2: nothing is broken, and the hint says what is missing
├── AlreadyRecorded   what counts one time only is in the record already
└── JournalError      the incident's record cannot be read or written
"""


class CodriverError(Exception):
    """The root: `message` for the eye, `hint` for the hand. `hint` may be empty."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(CodriverError):
    """A setting, an option or a path that the user gave is wrong."""

    exit_code = 2


class SourceError(CodriverError):
    """A source could not be read whole: missing, broken, too slow or of an unknown version."""


class ProviderError(CodriverError):
    """A language model did not answer, or answered with something that is no answer."""

    exit_code = 2


class KnowledgeError(CodriverError):
    """A runbook or failure mode that cannot be understood, with the file and the line (from 1)."""

    def __init__(self, message: str, *, file: str, line: int, hint: str = "") -> None:
        super().__init__(f"{file}:{line}: {message}", hint=hint)
        self.file = file
        self.line = line


class NotConfirmed(CodriverError):  # noqa: N818 - it is a refusal in the glossary's words
    """The gate refuses: no live confirmation covers exactly this."""

    exit_code = 2


class AlreadyRecorded(CodriverError):  # noqa: N818 - a refusal: what it would record is there
    """Something that counts one time only (a confirmation used, a draft sent) is in the record already."""

    exit_code = 2


class JournalError(CodriverError):
    """The incident's record cannot be read or written; nothing acknowledged is lost."""
