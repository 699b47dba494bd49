"""OTLP export requests as JSON in a file: one a line (the collector's file exporter), or one whole document.

What is no request is kept by its line, and the others are still given. A single line is a document when the file's name
ends in `.json`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from codriver.access.files.blocks import blocks
from codriver.access.files.documents import read_text
from codriver.access.files.limits import MIB, Limits, Problem

LINE_BYTES, DOCUMENT_BYTES = 16 * MIB, 256 * MIB
EXPORT_AGAIN = "export with the collector's file exporter (format: json)"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One request: its `line` in the file, 0 for a whole document, its text, and what it holds."""

    line: int
    text: str
    found: dict[str, object]


@dataclass(slots=True)
class ExportRequests:
    """The requests of a file that hold a list under `key`, in order.

    Once they were gone through, `broken` holds the lines that are no request, and `problems` what the bounds cut.
    """

    path: Path
    name: str
    sample: bytes
    key: str
    broken: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[ExportRequest]:
        return self._lines() if self._one_per_line() else self._document()

    def _one_per_line(self) -> bool:
        """Whether the first of several lines is a request by itself; of a single line the file's name tells."""
        first, _, rest = self.sample.lstrip().partition(b"\n")
        if rest.strip():
            return self._request(first.decode("utf-8", "replace")) is not None
        return not self.name.removesuffix(".gz").endswith(".json")

    def _lines(self) -> Iterator[ExportRequest]:
        reader = blocks(self.path, name=self.name, limits=Limits(max_line_bytes=LINE_BYTES))
        done = 0
        for block in reader:
            for number, line in enumerate(block.split(b"\n"), done + 1):
                text = line.decode("utf-8", "replace").strip()
                found = self._request(text) if text else {}
                if found is None:
                    self.broken.append(number)
                elif found:
                    yield ExportRequest(number, text, found)
            done += block.count(b"\n")
        self.problems.extend(reader.problems)

    def _document(self) -> Iterator[ExportRequest]:
        text = read_text(self.path, DOCUMENT_BYTES, name=self.name)
        found = self._request(text)
        if found is None:
            yield from self._lines()  # one request per line after all, or nothing that could be read
        else:
            yield ExportRequest(0, text, found)

    def _request(self, text: str) -> dict[str, object] | None:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) and isinstance(found.get(self.key), list) else None
