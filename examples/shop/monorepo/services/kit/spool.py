"""Records for others to fetch, one JSON line each, appended to a file on the service's own volume."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from .metrics import Metrics


class Spool:
    """Writes through at once: a record that is not on disk was not handed over."""

    def __init__(self, service: str, metrics: Metrics) -> None:
        self._folder = Path(os.environ.get("VOLUME", "."))
        self._file = self._folder / f"{service}.spool"
        self._capacity = int(os.environ.get("VOLUME_BYTES", "4000000"))
        self._metrics = metrics
        self._one_at_a_time = threading.Lock()
        self._tell()

    def append(self, **record: Any) -> None:
        """Raises the system's own OSError where the volume does not take it."""
        try:
            with self._one_at_a_time, self._file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(record) + "\n")
        finally:
            self._tell()

    def _tell(self) -> None:
        used = sum(path.lstat().st_size for path in self._folder.iterdir() if path.is_file())
        self._metrics.gauge("volume_capacity_bytes", self._capacity, mountpoint="/var/spool")
        self._metrics.gauge("volume_available_bytes", max(self._capacity - used, 0), mountpoint="/var/spool")
