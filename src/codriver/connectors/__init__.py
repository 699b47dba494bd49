"""One file per outside system or format, read-only. A connector is a module with two functions and a docstring.

    NAME = "deploy-log"                                   # what citations and gaps call it

    def recognise(file: File) -> float: ...               # 0 (not mine) to 1 (mine), from name and first bytes
    def read(file: File, scope: Scope) -> Iterator[Fact]: ...

Candidates score themselves and the room takes the best: dropping a file in here is all it takes to add one. A
connector yields facts and rows as it reads; what it cannot read becomes a Gap, or a SourceError when nothing of the
file is of use. It never yields half an answer in silence, never executes what it reads, and holds no business logic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from codriver.model import Change, Dependency, FailureMode, Gap, Incident, Observation, Runbook, Scope, Service
from codriver.telemetry.rows import Rows

Fact = Observation | Change | Service | Dependency | Gap | FailureMode | Runbook | Incident | Rows


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it is, its root-relative name (which goes into citations), and its first bytes.

    `sample` holds up to 64 KiB, decompressed. A git repository is a File too: `path` is its folder, `sample` empty.
    """

    path: Path
    name: str
    sample: bytes = b""


class Connector(Protocol):
    """What the room asks of a module in this folder, or of an installed entry point."""

    NAME: str

    def recognise(self, file: File) -> float: ...

    def read(self, file: File, scope: Scope) -> Iterator[Fact]: ...
