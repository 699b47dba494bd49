"""Tokens: read from the environment or from a file of their own, never shown, and taken out of every word.

What it is not: a place to write one down. A token in codriver.toml is an error.
"""

import base64
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_BYTES = 64 * 1024
SHORTEST = 4  # a shorter secret would blank half of every sentence
HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that does not print itself. `missing` says why there is none, `doubt` what is unwise about it."""

    value: str = field(default="", repr=False)
    missing: str = ""
    doubt: str = ""

    def __str__(self) -> str:
        return HIDDEN


def secret(variable: str, file: Path | None, environ: Mapping[str, str]) -> Secret:
    """From the environment variable when it is set, else from the file; empty when neither was asked for."""
    if variable and environ.get(variable, "").strip():
        return Secret(environ[variable].strip())
    if file is not None:
        return _read(file)
    return Secret(missing=f"the environment variable {variable} is not set" if variable else "")


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """The text without any of the secrets, in any spelling that a header or an error may carry."""
    for value in sorted(secrets, key=len, reverse=True):
        if len(value) >= SHORTEST:
            for spelling in (value, base64.b64encode(value.encode()).decode()):
                text = text.replace(spelling, HIDDEN)
    return text


def _read(file: Path) -> Secret:
    try:
        with file.open("rb") as stream:
            found = os.fstat(stream.fileno())
            value = stream.read(MOST_BYTES).decode("utf-8", "replace").strip()
    except OSError as error:
        return Secret(missing=f"{file} cannot be read: {error.strerror}")
    if not value:
        return Secret(missing=f"{file} is empty")
    open_to_others = stat.S_IMODE(found.st_mode) & (stat.S_IRGRP | stat.S_IROTH)
    return Secret(value, doubt=f"{file} can be read by others" if open_to_others else "")
