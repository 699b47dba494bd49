"""One request at the door: run it, and say in two lines what went wrong, if anything did."""

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path

import typer

from codriver.cli.app import app
from codriver.errors import CodriverError

FAILED, USAGE, INTERRUPTED = 1, 2, 130


def answer(arguments: list[str]) -> int:
    """The exit code of the command that `arguments` name."""
    _never_fail_to_encode()
    try:
        code = app(arguments or ["--help"], prog_name="codriver", standalone_mode=False)
    except typer.TyperException as error:
        return _refused(error)
    except CodriverError as error:
        return complain(error.message, error.hint, error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one door: a bug of ours must not end in a traceback at 2am
        return _bug(error)
    return code if isinstance(code, int) else 0


def complain(message: str, hint: str, code: int) -> int:
    """`error:` and `hint:` on stderr; the code comes back."""
    from codriver.room.words import safe  # inside: help and errors of usage need nothing of the room

    sys.stderr.write(f"error: {safe(message)}\n")
    if hint:
        sys.stderr.write(f"hint: {safe(hint)}\n")
    return code


def _refused(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "codriver"
    message = error.format_message().rstrip(".")
    return complain(message[:1].lower() + message[1:], f"see `{command} --help`", USAGE)


def _bug(error: Exception) -> int:
    text = "".join(traceback.format_exception(error))
    name = type(error).__name__
    return complain(f"codriver has a bug: {name}: {error}", _kept(text, os.environ), FAILED)


def _kept(text: str, environ: Mapping[str, str]) -> str:
    from codriver.config import state_folder  # inside: only a bug needs it

    try:
        folder = state_folder(environ)
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, CodriverError):
        folder = Path(tempfile.gettempdir())
    return _written(folder / "bug.log", text)


def _written(file: Path, text: str) -> str:
    try:
        # Ours alone, and never through a link that somebody else laid in a shared folder.
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write(text)
    except OSError as error:
        return f"the traceback could not be written to {file}: {error.strerror}"
    return f"please report it with the traceback in {file}"


def _never_fail_to_encode() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
