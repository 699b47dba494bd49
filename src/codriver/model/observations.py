"""One thing that one source reported at one moment: rows in columns become few of these."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from codriver.model.ids import content_id
from codriver.model.sources import Citation


class Signal(StrEnum):
    """Through which sense the thing was observed."""

    ALERT = "alert"
    LOG = "log"
    METRIC = "metric"
    TRACE = "trace"
    EXCEPTION = "exception"
    EVENT = "event"
    CODE = "code"
    REPORT = "report"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Frame:
    """One frame of a stack trace. `ours` says whether it is the team's code, or a library or the runtime."""

    file: str
    line: int
    function: str
    ours: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that one source reported.

    `name` is the template of a log line, a metric's name, an alert's name, an exception's type, or a trace edge's
    quality (`errors`, `latency`, `calls`). `kind` is what the thing measures, in words that all connectors share
    (`telemetry/kinds.py`: memory, connections, latency, errors, requests ...), empty when unknown.
    `before` and `after` are rates per second (log, errors), levels in `unit` (metric), or a share (errors of an edge);
    None means not seen then, which is not the same as 0. `deviation` is the shift in robust standard deviations of
    the time before. `at` is the source's own time at which it began to be so. `peer` is the callee of an edge.
    `count` is how many rows stand behind it. `beneath` are the frames of the exceptions that led to this one, the root
    cause's last; `fingerprint` names the error over releases. Neither is part of the id.
    """

    signal: Signal
    source: str
    service: str
    at: datetime
    name: str
    says: str
    cites: tuple[Citation, ...]
    kind: str = ""
    peer: str = ""
    level: str = ""
    unit: str = ""
    before: float | None = None
    after: float | None = None
    deviation: float = 0.0
    count: int = 0
    until: datetime | None = None
    text: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    frames: tuple[Frame, ...] = ()
    beneath: tuple[Frame, ...] = field(default=(), compare=False)
    fingerprint: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        return content_id("o", self)

    def label(self, key: str) -> str:
        """The label's value, or an empty string."""
        return dict(self.labels).get(key, "")
