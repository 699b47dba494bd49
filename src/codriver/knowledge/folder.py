"""A folder of markdown -> runbooks and failure modes; a document that cannot be understood becomes a Gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from codriver.access.files import read_text
from codriver.errors import CodriverError, KnowledgeError, SourceError
from codriver.knowledge import failure_modes, markdown, runbooks
from codriver.model import FailureMode, Gap, Runbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


_LARGEST = 4 * markdown.LARGEST  # bytes: a character takes at most four
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_ABOUT_ITSELF = re.compile(
    r"(?i)(readme|changelog|changes|history|contributing|code[-_]of[-_]conduct|licen[cs]e|security|authors|template)"
    r"([-_.].*)?"
)


class Written(Protocol):
    """A file to read: where it is, and its root-relative name, which goes into citations."""

    @property
    def path(self) -> Path: ...

    @property
    def name(self) -> str: ...


class Knowledge(NamedTuple):
    """What a folder knows, each in order of file and line, and what of it could not be understood."""

    runbooks: tuple[Runbook, ...]
    failure_modes: tuple[FailureMode, ...]
    gaps: tuple[Gap, ...]


def is_knowledge(name: str) -> bool:
    """Whether the name is that of a markdown document."""
    return name.lower().endswith(_ENDINGS)


def read(files: Iterable[Written]) -> Knowledge:
    """What the markdown documents among `files` know; others are passed by.

    A document with failure-mode blocks gives those, and its prose as runbook sections. One without is a runbook,
    unless it is about the folder itself (README, CHANGELOG ...). A broken block or document is a Gap with its line.
    """
    documents = sorted((file for file in files if is_knowledge(file.name)), key=lambda file: file.name)
    found = [one for file in documents for one in _everything(file)]
    modes, doubles = _once(one for one in found if isinstance(one, FailureMode))
    return Knowledge(
        runbooks=tuple(one for one in found if isinstance(one, Runbook)),
        failure_modes=modes,
        gaps=(*(one for one in found if isinstance(one, Gap)), *doubles),
    )


def _everything(file: Written) -> Iterator[Runbook | FailureMode | Gap]:
    try:
        document = markdown.read(file.name, read_text(file.path, _LARGEST, name=file.name))
    except (KnowledgeError, SourceError) as error:
        yield _gap(f"runbook {file.name}", file.name, error)
        return
    blocks = failure_modes.blocks(document)
    for block in blocks:
        try:
            yield failure_modes.from_block(document, block)
        except KnowledgeError as error:
            yield _gap(f"a failure mode in {file.name}", file.name, error)
    if blocks or not _is_about_itself(file.name):
        yield from runbooks.from_document(document)


def _is_about_itself(name: str) -> bool:
    return _ABOUT_ITSELF.fullmatch(name.rpartition("/")[2]) is not None


def _once(modes: Iterable[FailureMode]) -> tuple[tuple[FailureMode, ...], list[Gap]]:
    """Each failure mode of a service once: the first one read; a Gap for every other of its name."""
    kept: dict[tuple[str, str], FailureMode] = {}
    doubles: list[Gap] = []
    for mode in modes:
        first = kept.setdefault((mode.service, mode.name), mode)
        if first is not mode:
            doubles.append(_double(first, mode))
    return tuple(kept.values()), doubles


def _double(first: FailureMode, second: FailureMode) -> Gap:
    where = second.cites[0].ref.locator
    return Gap(
        what=f"the second failure mode called {second.name}",
        why=f"{where}: `{second.name}` stands at {first.cites[0].ref.locator} already",
        hint="give one of them another id",
        source=where.rpartition(":")[0],
    )


def _gap(what: str, name: str, error: CodriverError) -> Gap:
    return Gap(what=what, why=error.message, hint=error.hint, source=name)
