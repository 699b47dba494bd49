"""Merged changes whose paths no connector could place: given to the services whose names their folders bear."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from codriver.model import Change, Stage
from codriver.telemetry.changed_paths import kind_of
from codriver.telemetry.naming import match

_FOLDERS = re.compile(
    r"^(?:(?:src|services?|apps?|applications|microservices|svc|packages|cmd|internal|projects|modules|backend)/)*"
)


def placed(changes: Iterable[Change], known: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes, each merged one of no service told once for every known service in whose folder it has files.

    `known`: names and aliases -> service. Files of no service go with each; a change in no such folder stays as it is.
    """
    return tuple(one for change in changes for one in _placed(change, known))


def _placed(change: Change, known: Mapping[str, str]) -> Iterator[Change]:
    if change.service or change.stage != Stage.MERGED:
        yield change
        return
    owners = {file: _owner(file, known) for file in change.files}
    services = sorted(set(owners.values()) - {""})
    if not services:
        yield change
    for service in services:
        files = tuple(file for file in change.files if owners[file] in (service, ""))
        lines = tuple(line for line in change.lines if line[0] in files)
        kind = kind_of(files) if len(services) > 1 else change.kind
        yield replace(change, service=service, files=files, lines=lines, kind=kind)


def _owner(file: str, known: Mapping[str, str]) -> str:
    """The service named by the first folder that holds no other services; empty when none is."""
    part, below, _ = _FOLDERS.sub("", file).partition("/")
    alone = not below and "/" in file and "." not in part  # a submodule: `apps/payments`
    return match(part, known) or "" if below or alone else ""
