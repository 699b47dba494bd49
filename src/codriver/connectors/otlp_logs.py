"""Log records as OTLP JSON: one export request per line (the collector's file exporter), or one whole document.

What it looks for: `resourceLogs` with `scopeLogs` (or the older `instrumentationLibraryLogs`) and their `logRecords`.
A record goes on as it stands in the file, with its resource's `service.name` and its line. When it is wrong: records
whose resource names no service have none; one that is written over several lines is quoted on one.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from codriver.access.files.export_requests import EXPORT_AGAIN, ExportRequest, ExportRequests
from codriver.access.files.limits import MIB
from codriver.connectors import Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope
from codriver.telemetry.rows import LogBlock

NAME = "otlp-logs"
BLOCK = 4 * MIB  # of all services' records
LONGEST = MIB // 2  # characters of one record
_RECORDS = re.compile(r'(?<!\\)"logRecords"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_SCOPES = ("scopeLogs", "instrumentationLibraryLogs", "instrumentationLogs")
_DECODER = json.JSONDecoder()


def recognise(file: File) -> float:
    """Sure when the words of an export request stand there."""
    records = b'"logRecords"' in file.sample or any(f'"{key}"'.encode() in file.sample for key in _SCOPES)
    return 0.95 if records and b'"resourceLogs"' in file.sample else 0.0


def read(file: File, scope: Scope) -> Iterator[Fact]:
    """The records of each service in order; lines that cannot be read become one Gap, and the others are kept.

    Raises:
        SourceError: neither the lines nor the whole are an export request.
    """
    del scope
    requests = ExportRequests(file.path, file.name, file.sample, "resourceLogs")
    records = _Records(file.name)
    for request in requests:
        _take(records, request)
        if records.size >= BLOCK:
            yield from records.blocks()
    yield from _ended(records, requests)


@dataclass(slots=True)
class _Records:
    """Records being gathered by service, with their lines in the file; becomes blocks and is emptied."""

    name: str
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    size: int = 0
    taken: int = 0
    cut: int = 0

    def take(self, service: str, line: int, text: str) -> None:
        if len(text) > LONGEST:
            self.cut += 1
            return
        self.texts[service].append(text)
        self.places[service].append(line)
        self.size += len(text)
        self.taken += 1

    def blocks(self) -> Iterator[LogBlock]:
        for service, texts in sorted(self.texts.items()):
            written = ("\n".join(texts) + "\n").encode("utf-8", "replace")
            yield LogBlock(NAME, self.name, 1, written, service, tuple(self.places[service]))
        self.texts.clear()
        self.places.clear()
        self.size = 0


def _ended(records: _Records, requests: ExportRequests) -> Iterator[Fact]:
    """The last blocks, and what could not be read; a file of which nothing could be read is an error."""
    name, broken = records.name, requests.broken
    if broken and not records.taken:
        raise SourceError(f"{name}: no line is a whole JSON export request", hint=EXPORT_AGAIN)
    yield from records.blocks()
    if not records.taken:
        yield _gap(name, "it holds no log record")
    if records.cut:
        yield _gap(name, f"{records.cut} records are longer than 512 KiB and were left out", "see them in the file")
    if broken:
        yield _gap(name, f"{len(broken)} lines are no whole export request, the first is line {broken[0]}")
    yield from (_gap(name, problem.why, problem.hint) for problem in requests.problems)


def _take(records: _Records, request: ExportRequest) -> None:
    """Every record as it stands in the text; where the text does not show them one by one, written anew."""
    line = request.line or 1
    told = list(_told(request.found))
    spelt = list(_spelt(request.text, line))
    if len(spelt) != len(told):
        spelt = [(line, _flat(record)) for _, record in told]
    for (service, _), (place, own) in zip(told, spelt, strict=True):
        records.take(service, place, own)


def _told(request: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record with its service."""
    for resource in _dicts(request.get("resourceLogs")):
        service = _service(resource)
        scopes = (scope for key in _SCOPES for scope in _dicts(resource.get(key)))
        yield from ((service, record) for scope in scopes for record in _dicts(scope.get("logRecords")))


def _spelt(text: str, line: int) -> Iterator[tuple[int, str]]:
    """Each record's line and its own text; one over several lines is put on one."""
    counted = 0
    for opened in _RECORDS.finditer(text):
        at = _next(text, opened.end())
        while text.startswith("{", at):
            record, end = _DECODER.raw_decode(text, at)
            line, counted = line + text.count("\n", counted, at), at
            own = text[at:end]
            yield line, _flat(record) if "\n" in own or "\r" in own else own
            at = _next(text, end)


def _next(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _flat(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _service(resource: dict[str, Any]) -> str:
    holder = resource.get("resource")
    pairs = _dicts(holder.get("attributes")) if isinstance(holder, dict) else ()
    named = (pair.get("value") for pair in pairs if pair.get("key") == "service.name")
    return next((str(next(iter(value.values()), "")) for value in named if isinstance(value, dict)), "")


def _dicts(found: object) -> Iterable[dict[str, Any]]:
    return (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _gap(name: str, why: str, hint: str = EXPORT_AGAIN) -> Gap:
    return Gap(what=f"log records in {name}", why=why, hint=hint, source=NAME, matters=Matters.SOME)
