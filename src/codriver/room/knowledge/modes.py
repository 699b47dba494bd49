"""Failure modes in use: which there are, and a first draft of one for a service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codriver.errors import ConfigError, KnowledgeError
from codriver.knowledge import drafting
from codriver.model import FailureMode
from codriver.room.knowledge.reading import known
from codriver.room.request import Room


@dataclass(frozen=True, slots=True)
class Modes:
    """The failure modes in order of service and name, and what cannot be understood."""

    modes: tuple[FailureMode, ...]
    broken: tuple[KnowledgeError, ...]


def listed(room: Room, paths: Iterable[Path], today: date, service: str = "") -> Modes:
    """Every failure mode of the documents, or those of one service.

    Raises:
        ConfigError: there are no documents.
    """
    found = known(room, paths, (), today)
    wanted = (mode for mode in found.modes if not service or mode.service == service)
    return Modes(tuple(sorted(wanted, key=lambda mode: (mode.service, mode.name))), found.broken)


def draft(room: Room, service: str, code: Path | None, today: date) -> str:
    """Markdown with failure modes to think about: from what the service needs, and from what its code sets.

    Raises:
        ConfigError: no service is named.
    """
    if not service.strip():
        raise ConfigError("no service named", hint="codriver failure-modes new checkout")
    declared = next((one for one in room.services if one.name == service), None)
    needs = declared.depends_on if declared else ()
    owner = declared.owner if declared else ""
    return drafting.draft(
        service, owner, needs, drafting.seen_in(drafting.sources(code)) if code else (), today.isoformat()
    )
