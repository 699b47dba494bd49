"""What a text may have been before containers, loggers and syslog carried it. Pure; knows no language.

A layer is a function from a text to the texts that it may have wrapped: none when it does not recognise its own.
`views` peels layer after layer and keeps every stage, so that whoever reads can take the one that reads best.
It does not guess which one is right, and it parses no log for its own sake: `telemetry/logs` does.
"""

from collections.abc import Callable

from codriver.telemetry.transports.containers import cri, named_lines
from codriver.telemetry.transports.escapes import escaped, octal
from codriver.telemetry.transports.json_records import json_records
from codriver.telemetry.transports.plain import plain
from codriver.telemetry.transports.stamps import stamped
from codriver.telemetry.transports.syslog import syslog

Layer = Callable[[str], list[str]]
CERTAIN: tuple[Layer, ...] = (json_records, cri, named_lines, syslog, octal)  # the first that knows its own is right
GUESSES: tuple[Layer, ...] = (escaped, stamped)
DEEPEST = 5  # layers around one text
MOST = 24  # views of one text


def views(text: str) -> tuple[str, ...]:
    """The text without its transports, the most unwrapped first, itself last: bounded in number and length."""
    found = [plain(text)]
    outer = found
    for _ in range(DEEPEST):
        peeled = [inner for one in outer for inner in _peeled(one)]
        outer = [one for one in dict.fromkeys(peeled) if one not in found][: MOST - len(found)]
        found = [*found, *outer]
    return tuple(reversed(found))


def _peeled(text: str) -> list[str]:
    certain = next((inner for layer in CERTAIN if (inner := layer(text))), None)
    return certain or [inner for layer in GUESSES for inner in layer(text)]
