"""What a text may have been before containers, loggers and syslog carried it. Pure; knows no language.

A layer is a function from a text to the texts that it may have wrapped: none when it does not recognise its own.
`views` peels layer after layer and keeps every stage, so that whoever reads can take the one that reads best.
It does not guess which one is right, and it parses no log for its own sake: `telemetry/logs` does.
"""

from collections.abc import Callable

from codriver.telemetry.transports.containers import cri, named_lines
from codriver.telemetry.transports.escapes import escaped, octal
from codriver.telemetry.transports.json_records import json_records
from codriver.telemetry.transports.plain import dedented, plain, uncoloured
from codriver.telemetry.transports.stamps import stamped
from codriver.telemetry.transports.syslog import syslog

Layer = Callable[[str], list[str]]
CERTAIN: tuple[Layer, ...] = (json_records, cri, named_lines, syslog, octal)  # the first that knows its own is right
DEEPEST = 5  # layers around one text
MOST = 24  # views of one text


def views(text: str) -> tuple[str, ...]:
    """The text without its transports, the likeliest first: bounded in number and length.

    What a layer peeled comes before what it peeled it from, except where escapes were only guessed.
    """
    found: dict[str, None] = {}
    _unfold(plain(text), DEEPEST, found)
    return tuple(found)


def _unfold(carried: str, deeper: int, found: dict[str, None]) -> None:
    text = uncoloured(carried)
    if text in found or len(found) >= MOST:
        return
    sure, guessed = _peeled(text) if deeper else ([], [])
    for inner in sure:
        _unfold(inner, deeper - 1, found)
    if len(found) < MOST:
        found[text] = None
    for inner in guessed:
        _unfold(inner, deeper - 1, found)


def _peeled(text: str) -> tuple[list[str], list[str]]:
    """What comes before the text, and what after it."""
    certain = next((inner for layer in CERTAIN if (inner := layer(text))), None)
    return (certain, []) if certain else ([*dedented(text), *stamped(text)], escaped(text))
