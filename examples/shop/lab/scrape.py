"""What Prometheus would have stored: a sample of every series each second, and its range-query JSON."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .system import Instance, ask

SAMPLE = re.compile(r"(?P<name>\w+)(?:\{(?P<labels>.*)\})? (?P<value>\S+)")
LABEL = re.compile(r'(\w+)="([^"]*)"')
STALE_AFTER_S = 3

Series = tuple[tuple[str, str], ...]
Values = list[tuple[int, str]]


class Scraper:
    """Reads every instance once a second, on the second."""

    def __init__(self, instances: Callable[[], dict[str, Instance]]) -> None:
        self._instances = instances
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._lock = threading.Lock()
        self._series: dict[Series, Values] = defaultdict(list)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with ThreadPoolExecutor(12) as pool:
            while not self._over.wait(1 - time.time() % 1):
                now = round(time.time())
                pairs = self._instances().items()
                texts = pool.map(lambda pair: (pair[0], ask(pair[1].admin_port, "GET", "/metrics", timeout=0.9)), pairs)
                for job, text in texts:
                    self._keep(now, job, text)

    def _keep(self, now: int, job: str, text: str) -> None:
        where = (("instance", f"{job}:8080"), ("job", job))
        with self._lock:
            self._append((("__name__", "up"), *where), now, "1" if text else "0")
            for match in SAMPLE.finditer(text):
                labels = tuple(LABEL.findall(match["labels"] or ""))
                self._append((("__name__", match["name"]), *where, *labels), now, match["value"])

    def _append(self, series: Series, now: int, value: str) -> None:
        """A range query fills a missed scrape with the value before, for a while."""
        values = self._series[series]
        while values and 1 < now - values[-1][0] <= STALE_AFTER_S:
            values.append((values[-1][0] + 1, values[-1][1]))
        if not values or values[-1][0] < now:
            values.append((now, value))

    def read(self, name: str, **labels: str) -> list[tuple[dict[str, str], Values]]:
        """The series of that name with those labels, for the alert rules."""
        wanted = {("__name__", name), *labels.items()}
        with self._lock:
            return [(dict(series), list(values)) for series, values in self._series.items() if wanted <= set(series)]

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        by_name: dict[str, list[tuple[Series, Values]]] = defaultdict(list)
        for series, values in sorted(self._series.items()):
            by_name[dict(series)["__name__"]].append((series, values))
        for name, group in by_name.items():
            (folder / f"{name}.json").write_text(range_answer(group))


def range_answer(group: list[tuple[Series, Values]]) -> str:
    """Byte for byte the form of /api/v1/query_range."""
    result = [{"metric": dict(series), "values": values} for series, values in group]
    answer = {"status": "success", "data": {"resultType": "matrix", "result": result}}
    return json.dumps(answer, separators=(",", ":"))
