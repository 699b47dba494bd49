"""One file per outside system or format, read-only. A connector is a module with a docstring, a name and functions.

    NAME = "deploy-log"                                   # what citations and gaps call it

One that reads files:

    def recognise(file: File) -> float: ...               # 0 (not mine) to 1 (mine), from name and first bytes
    def read(file: File, scope: Scope) -> Iterator[Fact]: ...

One that asks a running system, which codriver.toml names under [sources.NAME]:

    GIVES = ("metrics",)                                  # what is not seen when it does not answer
    SETTINGS = {"match": "only series with these labels"} # its own keys of [sources.NAME], beside those that all have
    def fetch(source: Source, scope: Scope) -> Iterator[Fact | File | Document]: ...

What it fetches it hands over as it came, as a Document: then whoever reads such a file reads it, and its address is
what citations name. It may offer more:

    EXAMPLE = 'url = "https://..."'                       # its keys of [sources.NAME], for its page and for tests
    AUTH = ("Authorization", "Bearer {token}")            # the header that carries the token
    HEADERS = {"accept": "application/json"}
    URL = "http://localhost:9090"                         # where it usually listens, for `codriver init`
    PROBE = ("/-/ready", b"Ready")                        # a path and words by which one knows that it is it
    def find(settings) -> tuple[str, Login]: ...          # its address when codriver.toml does not say `url`
    def firing(source: Source) -> Iterator[Fact | Document]: ...   # the alerts that fire now, for `codriver watch`

Candidates score themselves and the room takes the best: dropping a file in here is all it takes to add one. A
connector yields facts and rows as it reads; what it cannot read becomes a Gap, or a SourceError when nothing of the
file is of use. It never yields half an answer in silence, never executes what it reads, and holds no business logic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from codriver.errors import SourceError
from codriver.model import (
    Change,
    Dependency,
    FailureMode,
    Gap,
    Incident,
    Matters,
    Observation,
    Runbook,
    Scope,
    Service,
)
from codriver.telemetry.rows import Rows

if TYPE_CHECKING:
    from codriver.access.http.client import Client  # httpx costs 100 ms, and files need none
    from codriver.access.http.login import Login

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
    """What the room asks of a module in this folder, or of an installed entry point, that reads files."""

    NAME: str

    def recognise(self, file: File) -> float: ...

    def read(self, file: File, scope: Scope) -> Iterator[Fact]: ...


T = TypeVar("T")
CHANGES_BACK = timedelta(hours=24)  # a cause may have been deployed long before it hurts


@dataclass(frozen=True, slots=True)
class Document:
    """What a running system answered, as it came. `name` is its address without secrets, and goes into citations."""

    name: str
    body: bytes


class AtOnce(Protocol):
    """Asks several questions, and gives the answers in their order."""

    def __call__(self, questions: Iterable[Callable[[], T]]) -> Iterator[T]: ...


def one_by_one(questions: Iterable[Callable[[], T]]) -> Iterator[T]:
    """The answers in order, each asked for when it is wanted. The room hands over one that asks several at once."""
    return (question() for question in questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One running system as codriver.toml names it: its settings, how to ask it, and what time it is.

    `http` asks the configured `url` and nobody else. `at_once` asks several questions at a time, the answers in order.
    `folder` is where a connector may keep what it fetched.
    """

    name: str
    now: datetime
    client: Client | None = None
    login: Login | None = None
    folder: Path = Path()
    settings: Mapping[str, object] = field(default_factory=dict)
    at_once: AtOnce = one_by_one
    left: Callable[[], float] = lambda: 30.0

    @property
    def http(self) -> Client:
        if self.client is None:
            raise SourceError(f"sources.{self.name}: no `url`", hint=f'[sources.{self.name}] url = "https://..."')
        return self.client

    def times(self, scope: Scope, *, changes: bool = False) -> tuple[datetime, datetime]:
        """From when to when to ask: the scope's time, for changes a day more."""
        until = scope.until or self.now
        since = scope.since or until - timedelta(hours=1)
        return (since - CHANGES_BACK if changes else since), until

    def table(self, key: str) -> dict[str, str]:
        """The setting as a table of texts."""
        found = self.settings.get(key)
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def gap(self, what: str, why: str, hint: str, matters: Matters = Matters.SOME) -> Gap:
        """Something of this source that was not seen."""
        return Gap(what=f"{what} from {self.name}", why=why, hint=hint, source=self.name, matters=matters)

    def text(self, key: str, default: str = "") -> str:
        """The setting as text."""
        return str(self.settings.get(key, default))

    def number(self, key: str, default: float) -> float:
        """The setting as a number."""
        found = self.settings.get(key, default)
        return float(found) if isinstance(found, int | float) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The setting as several texts; a single one counts as one."""
        found = self.settings.get(key, ())
        return (found,) if isinstance(found, str) else tuple(map(str, found)) if isinstance(found, list | tuple) else ()
