"""What a door hands to the room, and what it wants to hear on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.model import Service
from codriver.outbox.letter import Receiver

Progress = Callable[[str], None]
"""Called now and then with one short line about what is going on; the door shows it or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSource:
    """A running system as codriver.toml names it: `kind` is the connector, `settings` are the connector's own keys."""

    name: str
    kind: str
    url: str = ""
    login: Login = field(default_factory=Login)
    max_mb: float = 32.0
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The running systems, how long they may take, how far back they are asked, how long an answer stays fresh."""

    sources: tuple[LiveSource, ...] = ()
    deadline_s: float = 5.0
    lookback_m: float = 60.0
    keep_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """The language model to ask: `provider` is a file of `llm/`; `most_usd` is what one incident may cost.

    `most_material` is how many characters of the record a prompt may hold: a small model has room for few.
    `most_tokens` is how long a reply may be.
    """

    provider: str = "none"
    name: str = ""
    url: str = ""
    key: Secret = field(default_factory=Secret)
    deadline_s: float = 30.0
    most_usd: float = 1.0
    most_material: int = 24_000
    most_tokens: int = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A furnished room: what the configuration says. Made by `config.furnish`.

    The journal lies in the folder `state`, or behind the URL `journal`.
    """

    state: Path
    journal: str = ""
    services: tuple[Service, ...] = ()
    knowledge: tuple[Path, ...] = ()
    repositories: tuple[Path, ...] = ()
    sources: tuple[Path, ...] = ()
    live: Live = Live()
    model: LanguageModel = field(default_factory=LanguageModel)
    outbox: tuple[Receiver, ...] = ()
    config_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to the room. `paths` may be files, folders and repositories; times are aware; `now` is the clock.

    `pasted` is a file that holds what came in by stdin; it is named `stdin` in citations. `clock_only` names those of
    `at`, `since` and `until` that were said without a date: their day is a guess. `live` asks the running systems of
    the configuration too; `alert` names the one that woke somebody. `by` is who asks, as the operating system says.
    """

    now: datetime
    paths: tuple[Path, ...] = ()
    pasted: Path | None = None
    repositories: tuple[Path, ...] = ()
    service: str = ""
    at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    clock_only: tuple[str, ...] = ()
    live: bool = False
    alert: str = ""
    by: str = ""
