"""The pulse of a service as its log shows it: error lines over time, nought where it logged and no error came."""

from collections.abc import Iterator

from codriver.telemetry.logs.table import LogPattern, LogTable, ServiceLines
from codriver.telemetry.pulses import Pulse

LOUD = frozenset({"error", "fatal"})
_FEWEST, _MOST = 24, 240  # stretches of the whole time
_TELLING = 4  # error lines a stretch: where few come, stretches are longer, so that a slow trickle is seen to begin
_FLOOR, _FEW = 0.05, 2.0  # lines a second, lines a stretch: fewer are an odd error, not a rise


def pulses_of_logs(table: LogTable) -> tuple[Pulse, ...]:
    """Error lines per second of every service that logged long enough to tell."""
    loud = [pattern for pattern in table.patterns if pattern.level in LOUD]
    return tuple(pulse for lines in table.services for pulse in _pulse(lines, loud, table.bucket))


def _pulse(lines: ServiceLines, loud: list[LogPattern], bucket: int) -> Iterator[Pulse]:
    if not lines.times or lines.last_at <= lines.times[0]:
        return
    start = lines.times[0]
    mine = [pattern for pattern in loud if pattern.service == lines.service]
    errors = sum(pattern.total for pattern in mine)
    parts = _MOST if errors >= _MOST else max(errors // _TELLING, _FEWEST)
    step = max(float(bucket), (lines.last_at - start) / parts)
    counts = [0] * (int((lines.last_at - start) / step) + 1)
    for pattern in mine:
        for at, count in zip(pattern.times, pattern.counts, strict=True):
            counts[min(max(int((at - start) / step), 0), len(counts) - 1)] += count
    times = tuple(start + place * step for place in range(len(counts)))
    yield Pulse(lines.service, "error lines", times, tuple(count / step for count in counts), min(_FLOOR, _FEW / step))
