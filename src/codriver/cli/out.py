"""Answers to stdout, everything else to stderr; a reader that walks away (`| head`) is no error."""

import json
import os
import re
import sys
from collections.abc import Iterable

from codriver.cli.screen.paint import painted, wants_colour
from codriver.errors import CodriverError

# JSON itself escapes only what is below space; these too would act on a terminal.
_ACTS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")
_ASTRAL = 0xFFFF


def say_lines(lines: Iterable[str]) -> None:
    """Screen lines to stdout, in colour where stdout is a terminal that wants it."""
    colour = wants_colour(sys.stdout.isatty(), os.environ)
    say("".join(f"{painted(line) if colour else line}\n" for line in lines))


def say_json(shape: object) -> None:
    """One JSON document to stdout: readable letters as they are, anything that acts on a terminal escaped."""
    say(_ACTS.sub(_escaped, json.dumps(shape, ensure_ascii=False, indent=2)) + "\n")


def say(text: str) -> None:
    """Text to stdout; quiet when nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at exit, which would complain again.
        _to_nowhere()
    except OSError as error:
        _to_nowhere()
        raise CodriverError(f"stdout cannot be written: {error.strerror}", hint="is the disk full?") from error


def _to_nowhere() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """One line to stderr: something was assumed that the person should know."""
    sys.stderr.write(f"note: {text}\n")


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if ord(char) <= _ASTRAL:
        return f"\\u{ord(char):04x}"
    pair = char.encode("utf-16-be").hex()
    return f"\\u{pair[:4]}\\u{pair[4:]}"
