"""Rules for single documents: commands, secrets, links, reviews, how to verify and to take back, duplicates."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from codriver.gate.classify import classify
from codriver.gate.shell.grammar import parse
from codriver.gate.shell.tree import Unreadable
from codriver.gate.verdict import Risk
from codriver.knowledge import failure_modes, runbooks
from codriver.knowledge.lint.problems import Known, Problem
from codriver.redact.egress import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codriver.knowledge.markdown import CodeBlock, Document, Section

_YEAR = timedelta(days=365)
_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)")
_SCRIPT = re.compile(r"(?i)<script\b|\]\(\s*javascript:|<iframe\b|\bon(?:error|load|click)\s*=")
_VERIFY = re.compile(
    r"(?i)\bverif|\bcheck\b|\bconfirm|\bexpect|\bshould (?:be|show|see|return|now)|\bmake sure|\bensure"
)
_ROLLBACK = re.compile(r"(?i)\broll(?:ing)? ?back|\brollback|\brevert|\bundo\b|\brestore\b|\bback out|\birreversible")
_PLACE = re.compile(r"<[\w .:/|-]+>|\{\{.*?\}\}|\$\{?[\w.]+\}?|\[[A-Z_ ]+\]|\.\.\.|…")
_LONG = 240  # characters of a procedure: shorter ones may stand anywhere


def documents(known: Known) -> Iterator[Problem]:
    """What is wrong with each, then what stands in two of them."""
    for document in known.documents:
        yield from _secrets(document)
        yield from _scripts(document)
        yield from _links(document, known)
        yield from _review(document, known.today)
        yield from _commands(document)
    yield from _twice(known)


def _secrets(document: Document) -> Iterator[Problem]:
    text = "\n".join(document.lines)
    for span in redact(text).spans:
        line = text.count("\n", 0, span.start) + 1
        yield Problem(
            "secret", f"holds a {span.kind}", "take it out, and change it: it is known now", document.name, line
        )


def _scripts(document: Document) -> Iterator[Problem]:
    fenced = {n for block in _blocks(document) for n in range(block.line, block.line + block.text.count("\n") + 1)}
    for number, line in enumerate(document.lines, 1):
        if number not in fenced and _SCRIPT.search(line):
            yield Problem("script", "holds a script", "take it out; show code in a fenced block", document.name, number)


def _links(document: Document, known: Known) -> Iterator[Problem]:
    folder = posixpath.dirname(document.name)
    for number, line in enumerate(document.lines, 1):
        for target in _LINK.findall(line):
            path = unquote(target.partition("#")[0])
            if path.endswith((".md", ".markdown")) and "://" not in path:
                place = posixpath.normpath(posixpath.join(folder, path)) if path[0] != "/" else path.lstrip("/")
                if place not in known.files:
                    hint = "mend the path, or take the link out"
                    yield Problem("dead-link", f"links to {path}, which is not there", hint, document.name, number)


def _review(document: Document, today: date) -> Iterator[Problem]:
    last, due = (day_of(document.word(key)) for key in ("last_reviewed", "review_by"))
    line = next((n for n, text in enumerate(document.lines[:40], 1) if "review" in text), 1)
    if due and due < today:
        yield Problem("stale", f"was to be reviewed by {due}", "review it, and set `review_by`", document.name, line)
    elif last and today - last > _YEAR:
        hint = "review it, and set `last_reviewed`"
        yield Problem("stale", f"was last reviewed {(today - last).days} days ago", hint, document.name, line)


def day_of(text: str) -> date | None:
    """The day that a text begins with."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _commands(document: Document) -> Iterator[Problem]:
    changing: list[CodeBlock] = []
    for block in _blocks(document):
        command = runbooks.command_of(block)
        if command:
            problem = _broken(document, block, command)
            if problem:
                yield problem
            elif classify(_filled(command)).risk > Risk.READ:
                changing.append(block)
    text = "\n".join(document.lines)
    if changing and not failure_modes.blocks(document):
        where = changing[0].line
        if not _VERIFY.search(text):
            hint = "add a section `Verify`: what shows that it worked"
            yield Problem(
                "no-verification", "changes things, and says not how to see that it worked", hint, document.name, where
            )
        if not _ROLLBACK.search(text):
            hint = "add a section `Rollback`, or say that it is irreversible"
            yield Problem("no-rollback", "changes things, and says not how to take it back", hint, document.name, where)


def _broken(document: Document, block: CodeBlock, command: str) -> Problem | None:
    try:
        parse(_filled(command))
    except Unreadable as error:
        hint = "close quotes and brackets; a block that is no command needs another language behind its fence"
        return Problem("command", f"no shell can read this: {error}", hint, document.name, block.line)
    return None


def _filled(command: str) -> str:
    """With a word where a person is to put one: `<pod>`, `{{name}}`."""
    return _PLACE.sub("X", command)


def _blocks(document: Document) -> Iterator[CodeBlock]:
    return (block for section in document.sections for block in section.blocks)


def _twice(known: Known) -> Iterator[Problem]:
    places: dict[str, list[tuple[Document, Section]]] = defaultdict(list)
    for document in known.documents:
        for section in document.sections:
            words = " ".join(section.text.split()).lower()
            if len(words) >= _LONG and any(runbooks.command_of(block) for block in section.blocks):
                places[words].append((document, section))
    for same in places.values():
        (first, where), *others = same
        for document, section in others:
            if document.name != first.name:
                says = f"is the same procedure as {first.name}:{where.first_line}"
                yield Problem("duplicate", says, "keep one, and link to it", document.name, section.first_line)
