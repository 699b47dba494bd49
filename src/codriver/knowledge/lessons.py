"""A resolved incident -> the change to the team's documents that it teaches: a patch to read, never merged by itself.

Pure: what happened and the documents come in as values, texts and a diff go out. A lesson corrects the failure mode
that it was (counts, signs seen and missed, what misled), or adds one. What contradicts it is shown beside it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.errors import KnowledgeError
from codriver.knowledge import failure_modes, lesson_text
from codriver.knowledge.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from codriver.model import Citation, FailureMode, KnownCheck, Remedy, Symptom

FOLDER = "failure-modes"
_ALIKE = 0.5  # of the signs: two failure modes that share so many are told apart by little


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a resolved incident taught, as people and the record say it.

    `failure_mode` names the known one that it was; without it a new one is proposed. `seen` are signs that were there,
    `missed` those that were looked for and were not, `misled` what looked like the cause and was not. `on` is the day
    (2026-03-01) on which it was resolved.
    """

    incident: str
    service: str
    cause: str
    says: str
    on: str
    failure_mode: str = ""
    title: str = ""
    story: str = ""
    trigger: str = ""
    owner: str = ""
    seen: tuple[Symptom, ...] = ()
    missed: tuple[Symptom, ...] = ()
    checks: tuple[KnownCheck, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    misled: tuple[str, ...] = ()
    upstream: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is written already and does not agree: `says` names the difference, `cites` leads there."""

    says: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A proposed change of one document: its text before (empty when it is new) and after, and the diff between."""

    file: str
    before: str
    after: str
    patch: str
    says: str
    beside: tuple[Beside, ...] = ()


def propose(resolved: Resolved, documents: Mapping[str, str], *, folder: str = FOLDER) -> Lesson:
    """The lesson of a resolved incident, given the knowledge folder's documents (root-relative name -> text).

    A document that cannot be understood is passed by: it neither is corrected nor contradicts.

    Raises:
        KnowledgeError: the failure mode that it was is written in a way that cannot be corrected by line.
    """
    known = tuple(_known(documents))
    was = next((mode for mode in known if _is(mode, resolved)), None)
    file = was.cites[0].ref.locator.rpartition(":")[0] if was else _new_file(resolved, documents, folder)
    before = documents.get(file, "")
    after = lesson_text.corrected(before, file, was, resolved) if was else lesson_text.added(before, resolved)
    return Lesson(
        file=file,
        before=before,
        after=after,
        patch=_patch(file, before, after),
        says=f"{'corrects' if was else 'adds'} the failure mode {was.name if was else lesson_text.name_of(resolved)}",
        beside=tuple(_contradictions(resolved, was, known)),
    )


def _known(documents: Mapping[str, str]) -> Iterator[FailureMode]:
    for name, text in sorted(documents.items()):
        try:
            yield from failure_modes.read(name, text)
        except KnowledgeError:
            continue


def _is(mode: FailureMode, resolved: Resolved) -> bool:
    wanted = resolved.failure_mode or lesson_text.name_of(resolved)
    return mode.name == wanted and slug(mode.service) == slug(resolved.service)


def _new_file(resolved: Resolved, documents: Mapping[str, str], folder: str) -> str:
    """A service has one document when it has one already, else a new one."""
    stem = lesson_text.dashed(resolved.service) or "unnamed"
    fitting = sorted(name for name in documents if name.rpartition("/")[2].lower() == f"{stem}.md" and "modes" in name)
    return fitting[0] if fitting else f"{folder}/{stem}.md"


def _patch(file: str, before: str, after: str) -> str:
    """As `git apply` takes it."""
    source, target = ("a/" + file if before else "/dev/null"), "b/" + file
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), source, target)
    told = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    new = "" if before else "new file mode 100644\n"
    return f"diff --git a/{file} b/{file}\n{new}{told}" if told else ""


def _contradictions(resolved: Resolved, was: FailureMode | None, known: Iterable[FailureMode]) -> Iterator[Beside]:
    for mode in known:
        if slug(mode.service) != slug(resolved.service):
            continue
        if mode is was:
            yield from _against_itself(resolved, mode)
        elif _share_signs(resolved, mode) and mode.cause != resolved.cause:
            says = f"{mode.name} shows the same signs and says the cause is {mode.cause}, here it was {resolved.cause}"
            yield Beside(says=says, cites=mode.cites)


def _against_itself(resolved: Resolved, mode: FailureMode) -> Iterator[Beside]:
    if mode.cause != resolved.cause:
        yield Beside(says=f"{mode.name} says the cause is {mode.cause}, here it was {resolved.cause}", cites=mode.cites)
    surest = {lesson_text.sign(one) for one in mode.symptoms if one.with_it >= 0.9}  # noqa: PLR2004 - nearly always there
    for one in resolved.missed:
        if lesson_text.sign(one) in surest:
            says = f"{mode.name} nearly always shows {lesson_text.told(one)}; here it did not"
            yield Beside(says=says, cites=mode.cites)


def _share_signs(resolved: Resolved, mode: FailureMode) -> bool:
    mine, theirs = ({lesson_text.sign(one) for one in signs} for signs in (resolved.seen, mode.symptoms))
    return bool(theirs) and len(mine & theirs) >= _ALIKE * len(theirs)
