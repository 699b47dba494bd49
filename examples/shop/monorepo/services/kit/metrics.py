"""Counters, gauges and durations, and the text that Prometheus reads."""

from __future__ import annotations

import os
import resource
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
STARTED = time.time()

Series = tuple[str, tuple[tuple[str, str], ...]]


class Metrics:
    """All series of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[Series, float] = defaultdict(float)

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        with self._lock:
            self._values[_series(name, labels)] += amount

    def gauge(self, name: str, value: float, **labels: str) -> None:
        with self._lock:
            self._values[_series(name, labels)] = value

    def duration(self, name: str, seconds: float, **labels: str) -> None:
        with self._lock:
            self._values[_series(f"{name}_sum", labels)] += seconds
            self._values[_series(f"{name}_count", labels)] += 1

    def histogram(self, name: str, seconds: float, **labels: str) -> None:
        self.duration(name, seconds, **labels)
        hit = bisect_left(BUCKETS, seconds)
        with self._lock:
            for index, edge in enumerate((*BUCKETS, "+Inf")):
                self._values[_series(f"{name}_bucket", labels | {"le": str(edge)})] += index >= hit

    def text(self) -> str:
        with self._lock:
            own = list(self._values.items())
        lines = [f"{_shown(series)} {_number(value)}" for series, value in [*own, *_about_this_process()]]
        return "\n".join(lines) + "\n"


def _series(name: str, labels: dict[str, str]) -> Series:
    return name, tuple(labels.items())


def _shown(series: Series) -> str:
    name, labels = series
    inside = ",".join(f'{key}="{value}"' for key, value in labels)
    return f"{name}{{{inside}}}" if inside else name


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def _about_this_process() -> Iterator[tuple[Series, float]]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield _series("process_cpu_seconds_total", {}), used.ru_utime + used.ru_stime
    yield _series("process_resident_memory_bytes", {}), _resident_bytes(used.ru_maxrss)
    yield _series("process_open_fds", {}), len(os.listdir("/dev/fd"))  # noqa: PTH208 — one number a second
    yield _series("process_start_time_seconds", {}), STARTED
    yield _series("process_threads", {}), threading.active_count()


def _resident_bytes(largest_kb: int) -> int:
    """Linux tells the present size; elsewhere the largest so far must do."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 — one number a second
            return int(statm.read().split()[1]) * resource.getpagesize()
    except FileNotFoundError:
        return largest_kb * 1024
