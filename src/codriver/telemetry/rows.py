"""Many rows, as connectors hand them over: in blocks and columns, never one object per log line.

Whoever reads a file or a store fills these; telemetry folds them into a few Observations. Every row can be cited.
"""

from dataclasses import dataclass

from codriver.model import Citation, Ref
from codriver.telemetry.kubernetes.thing import Thing


@dataclass(frozen=True, slots=True)
class LogBlock:
    """Whole lines of one file or stream, as bytes, in order. `first_line` counts from 1.

    `service` is set when the source knows whose lines they are; otherwise the lines or the file's name tell. `places`
    are the file's line numbers of these lines, where one line of the file holds several records; all blocks of a file
    have them then, or none.
    """

    source: str
    name: str
    first_line: int
    data: bytes
    service: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One metric series: `times` in epoch seconds, ascending; `values` beside them, NaN where the source has none.

    `tokens` are the values as the source spells them. `locator` holds `{row}`, filled from `rows` to cite one point.
    """

    source: str
    name: str
    labels: tuple[tuple[str, str], ...]
    times: tuple[float, ...]
    values: tuple[float, ...]
    tokens: tuple[str, ...]
    rows: tuple[int, ...]
    locator: str

    def cite(self, index: int) -> Citation:
        """The citation of the point at `index`; its quote is the value as the source spells it."""
        return Citation(Ref(self.source, self.locator.format(row=self.rows[index])), self.tokens[index])


@dataclass(frozen=True, slots=True)
class SpanBlock:
    """Spans in columns of equal length: epoch seconds, durations in seconds, `parent_ids` empty for a root.

    `peers` names the callee where the span itself says it (peer.service, db.system, server.address), else "".
    `locators` and `quotes` cite each span.
    """

    source: str
    trace_ids: tuple[str, ...]
    span_ids: tuple[str, ...]
    parent_ids: tuple[str, ...]
    services: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    peers: tuple[str, ...]
    starts: tuple[float, ...]
    durations: tuple[float, ...]
    errors: tuple[bool, ...]
    messages: tuple[str, ...]
    locators: tuple[str, ...]
    quotes: tuple[str, ...]


Rows = LogBlock | Series | SpanBlock | Thing
