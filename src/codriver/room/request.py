"""What a door hands to the room, and what it wants to hear on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from codriver.model import Service

Progress = Callable[[str], None]
"""Called now and then with one short line about what is going on; the door shows it or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A furnished room: what the configuration says, and where the journal lies. Made by `config.furnish`."""

    state: Path
    services: tuple[Service, ...] = ()
    knowledge: tuple[Path, ...] = ()
    repositories: tuple[Path, ...] = ()
    sources: tuple[Path, ...] = ()
    config_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to the room. `paths` may be files, folders and repositories; times are aware; `now` is the clock.

    `pasted` is a file that holds what came in by stdin; it is named `stdin` in citations. `clock_only` names those of
    `at`, `since` and `until` that were said without a date: their day is a guess. `by` is who
    asks, as the operating system names them.
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
    by: str = ""
