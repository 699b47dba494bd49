"""Colour as decoration: it repeats what the words already say, and nothing depends on it."""

import re
from collections.abc import Mapping

_BOLD, _RED, _GREEN, _YELLOW, _OFF = (f"\x1b[{code}m" for code in ("1", "31", "32", "33", "0"))
_HEADING = re.compile(r"^[A-Z][A-Z ]{3,}(?=$|[:(])")
_MARKED = ((re.compile(r"^ +\+ "), _GREEN), (re.compile(r"^ +- "), _RED))
_ALARMS = ("FAILING", "NOT SEEN", "UNDETERMINED", "NOTHING")


def wants_colour(terminal: bool, environ: Mapping[str, str]) -> bool:
    """Whether to colour: a terminal that is not dumb, and no NO_COLOR (https://no-color.org)."""
    return terminal and not environ.get("NO_COLOR") and environ.get("TERM", "") not in ("", "dumb")


def painted(line: str) -> str:
    """The line with colour around it; taking the colour out gives the line back."""
    if heading := _HEADING.match(line):
        tone = _YELLOW if heading[0].startswith(_ALARMS) else ""
        return f"{_BOLD}{tone}{heading[0]}{_OFF}{line[heading.end() :]}"
    colour = next((colour for pattern, colour in _MARKED if pattern.match(line)), "")
    return f"{colour}{line}{_OFF}" if colour else line
