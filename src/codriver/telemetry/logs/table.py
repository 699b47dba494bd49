"""What the fold of log lines comes to: patterns, who logged when, and what could not be read or placed in time."""

from dataclasses import dataclass

from codriver.model import Citation, Gap
from codriver.telemetry.logs.templates.slots import Slot


@dataclass(frozen=True, slots=True)
class LogPattern:
    """Records of one service that read the same but for numbers, ids and the like.

    `times` are epoch seconds, ascending: the first moment of each stretch of time in which it occurred; `counts` stand
    beside them. Records without a time count in `total` only. `last_at` is its last moment, None without a clock.
    `first` cites its first record, `example` one of its densest stretch, `text` is that record's message.
    `exception` is a stack trace that came with it, as it stands there, or "". `slots` say what the template's slots
    hold, as far as a few of its records tell; `drawn` are the times of some records and what their slots held. `hosts`
    are the machines or pods that logged most of those records, with their counts, `traces` some of their trace ids.
    """

    source: str
    service: str
    level: str
    template: str
    text: str
    times: tuple[float, ...]
    counts: tuple[int, ...]
    total: int
    last_at: float | None
    first: Citation
    example: Citation
    exception: str = ""
    slots: tuple[Slot, ...] = ()
    drawn: tuple[tuple[float, tuple[str, ...]], ...] = ()
    hosts: tuple[tuple[str, int], ...] = ()
    traces: tuple[str, ...] = ()

    @property
    def cites(self) -> tuple[Citation, ...]:
        return (self.first,) if self.first == self.example else (self.first, self.example)


@dataclass(frozen=True, slots=True)
class ServiceLines:
    """When a service logged at all, whatever the level; the shape of a LogPattern's times and counts."""

    service: str
    times: tuple[float, ...]
    counts: tuple[int, ...]
    last_at: float
    first: Citation
    last: Citation


@dataclass(frozen=True, slots=True)
class LogTable:
    """Everything that the log lines came to. `lines` are those read, `records` what they made up.

    `thrown` are the stack traces seen, as patterns whose template stands for the frames. `bucket` is the length in
    seconds of the stretches that the patterns are counted in. The order of the files makes no difference.
    """

    patterns: tuple[LogPattern, ...] = ()
    thrown: tuple[LogPattern, ...] = ()
    services: tuple[ServiceLines, ...] = ()
    gaps: tuple[Gap, ...] = ()
    files: tuple[str, ...] = ()
    lines: int = 0
    records: int = 0
    bucket: int = 1
