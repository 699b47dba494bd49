"""Blocks opened with ```` ```yaml failure-mode ```` in a markdown document -> failure modes.

A wrong key, a wrong value or a pattern that RE2 does not know is an error with its line: half a failure mode would
speak for or against a cause without anybody noticing what it left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.access import patterns
from codriver.errors import SourceError
from codriver.knowledge import markdown, outline
from codriver.model import Citation, FailureMode, KnownCheck, Ref, Remedy, Signal, Symptom

if TYPE_CHECKING:
    from codriver.knowledge.markdown import CodeBlock, Document
    from codriver.knowledge.outline import Outline

_KEYS = (
    *("id", "service", "cause", "says", "symptoms", "checks", "remedies"),
    *("owner", "last_reviewed", "review_by", "incidents"),
    *("trigger", "upstream", "downstream", "links", "misleads", "seen_in"),
)
_SYMPTOM = ("signal", "pattern", "name", "condition", "with", "without", "seen", "absent")
_CHECK = ("ask", "command", "yes", "no")
_REMEDY = ("says", "command", "risk", "verify", "rollback", "irreversible")
_CONDITIONS = ("rises", "falls")
_YES_NO = ("yes", "no", "true", "false")
_RISKS = ("R1", "R2", "R3")
_GUESS = 4.0  # incidents that a written `with` is worth: so many must have shown otherwise before it turns
_SURE = 0.001  # a sign that is always or never there would be a proof, and no sign is


def read(name: str, text: str) -> tuple[FailureMode, ...]:
    """The failure modes in the document, in its order; none when it has no such block.

    `service`, `owner` and `last_reviewed` fall back to the front matter. The citation leads to the line of the `id`.

    Raises:
        KnowledgeError: a block that cannot be understood, or front matter that is no YAML.
    """
    return from_document(markdown.read(name, text))


def from_document(document: Document) -> tuple[FailureMode, ...]:
    """`read`, for a document that has been parsed.

    Raises:
        KnowledgeError: a block that cannot be understood.
    """
    return tuple(from_block(document, block) for block in blocks(document))


def blocks(document: Document) -> tuple[CodeBlock, ...]:
    """The document's failure-mode blocks."""
    every = (block for section in document.sections for block in section.blocks)
    return tuple(block for block in every if _is_failure_mode(block))


def from_block(document: Document, block: CodeBlock) -> FailureMode:
    """The failure mode in one block.

    Raises:
        KnowledgeError: it cannot be understood.
    """
    top = outline.read(document.name, block.line, block.text)
    top.only(_KEYS)
    name = top.needed("id")
    line = top.line("id")
    return FailureMode(
        name=name,
        service=top.text("service", default=document.word("service")),
        cause=top.needed("cause"),
        says=top.needed("says"),
        cites=(Citation(Ref(markdown.SOURCE, f"{document.name}:{line}"), document.quote(line)),),
        symptoms=tuple(map(_symptom, top.each("symptoms"))),
        checks=tuple(map(_check, top.each("checks"))),
        remedies=tuple(map(_remedy, top.each("remedies"))),
        owner=top.text("owner", default=document.word("owner")),
        last_reviewed=top.text("last_reviewed", default=document.word("last_reviewed")),
        incidents=_count(top, "incidents"),
        trigger=top.text("trigger"),
        upstream=top.texts("upstream"),
        downstream=top.texts("downstream"),
        links=top.texts("links"),
        misleads=top.texts("misleads"),
        review_by=top.text("review_by", default=document.word("review_by")),
        seen_in=top.texts("seen_in"),
    )


def _is_failure_mode(block: CodeBlock) -> bool:
    return block.language in ("yaml", "yml") and "failure-mode" in block.info.split()[1:]


def _symptom(one: Outline) -> Symptom:
    one.only(_SYMPTOM)
    pattern, name = _pattern(one), one.text("name")
    if bool(pattern) == bool(name):
        raise one.wrong("a symptom has either a `pattern`, or a `name` and a `condition`", hint="keep one of them")
    with_it = one.number("with", default=0.8, low=_SURE, high=1 - _SURE)
    without_it = one.number("without", default=min(0.1, with_it), low=_SURE, high=1 - _SURE)
    if without_it > with_it:
        raise one.wrong("`without` is larger than `with`", "without", hint="are the two swapped?")
    seen, absent = _count(one, "seen"), _count(one, "absent")
    counted = (with_it * _GUESS + seen) / (_GUESS + seen + absent)
    return Symptom(
        signal=one.one_of("signal", tuple(Signal)),
        pattern=pattern,
        name=name,
        condition=one.one_of("condition", _CONDITIONS) if name else "",
        with_it=max(counted, without_it) if seen + absent else with_it,
        without_it=without_it,
        seen=seen,
        absent=absent,
    )


def _count(one: Outline, key: str) -> int:
    return int(one.number(key, default=0, low=0, high=1_000_000))


def _pattern(one: Outline) -> str:
    pattern = one.text("pattern")
    if pattern and one.text("condition"):
        raise one.wrong("a `condition` speaks of a metric's `name`, not of a `pattern`", "condition")
    try:
        patterns.compile(pattern)
    except SourceError as error:
        raise one.wrong(error.message, "pattern", hint=error.hint) from error
    return pattern


def _check(one: Outline) -> KnownCheck:
    one.only(_CHECK)
    return KnownCheck(ask=one.needed("ask"), command=one.text("command"), yes=one.text("yes"), no=one.text("no"))


def _remedy(one: Outline) -> Remedy:
    one.only(_REMEDY)
    return Remedy(
        says=one.needed("says"),
        command=one.text("command"),
        risk=one.one_of("risk", _RISKS, default="R2"),
        verify=one.text("verify"),
        rollback=one.text("rollback"),
        irreversible=one.one_of("irreversible", _YES_NO, default="no") in ("yes", "true"),
    )
