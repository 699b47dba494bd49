"""A lesson as markdown: a block corrected line by line, so that people's words and order stay; or a new block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access import bounded_yaml
from codriver.errors import KnowledgeError
from codriver.knowledge import failure_modes, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from codriver.knowledge.lessons import Resolved
    from codriver.knowledge.markdown import CodeBlock
    from codriver.model import FailureMode, Remedy, Symptom

_PLAIN = re.compile(r"[A-Za-z0-9/(][\w ./()-]*[\w.)]|[A-Za-z0-9]")
_WORDS_OF_YAML = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_RUN = re.compile(r"[a-z0-9]+")
_MOST_OF_A_NAME = 5
_HINT = "write it as `key: value` lines and lists of `- `, as in the guide"


def name_of(resolved: Resolved) -> str:
    """What a new failure mode is called: the words of what it says."""
    return resolved.failure_mode or "-".join(_RUN.findall(resolved.says.lower())[:_MOST_OF_A_NAME]) or resolved.incident


def dashed(text: str) -> str:
    """As the name of a file: no folders, no dots in front."""
    return "-".join(_RUN.findall(text.lower()))


def sign(one: Symptom) -> tuple[str, str]:
    """What makes two signs the same."""
    return (one.signal, one.pattern or f"{one.name} {one.condition}")


def told(one: Symptom) -> str:
    """A sign in words."""
    return f"{one.signal} `{one.pattern}`" if one.pattern else f"{one.name} {one.condition}"


def added(before: str, resolved: Resolved) -> str:
    """The document with the new failure mode at its end; with front matter when it is new."""
    front = "" if before else _front(resolved)
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    story = f"{_prose(resolved.story or resolved.says)}\n\n"
    block = "".join(f"{line}\n" for line in _block(resolved))
    return f"{before}{gap}{front}## {_prose(resolved.says)}\n\n{story}```yaml failure-mode\n{block}```\n"


def _front(resolved: Resolved) -> str:
    owner = f"owner: {scalar(resolved.owner)}\n" if resolved.owner else ""
    head = f"service: {scalar(resolved.service)}\n{owner}last_reviewed: {scalar(resolved.on)}\n"
    return f"---\n{head}---\n# How {_prose(resolved.service)} fails\n\n"


def _prose(text: str) -> str:
    """Text from elsewhere as one paragraph that opens no heading, block or tag."""
    words = " ".join(text.split()).replace("`", "'").replace("<", "&lt;")
    return words.lstrip("#>-+*=~ ") or "..."


def _block(resolved: Resolved) -> Iterator[str]:
    yield f"id: {scalar(name_of(resolved))}"
    yield f"service: {scalar(resolved.service)}"
    yield f"cause: {scalar(resolved.cause)}"
    yield f"says: {scalar(resolved.says)}"
    if resolved.trigger:
        yield f"trigger: {scalar(resolved.trigger)}"
    yield from _list("upstream", (f"- {scalar(one)}" for one in resolved.upstream))
    yield from _list("symptoms", (line for one in resolved.seen for line in _symptom(one)))
    checks = ({"ask": c.ask, "command": c.command, "yes": c.yes, "no": c.no} for c in resolved.checks)
    yield from _list("checks", (line for one in checks for line in _entry(one)))
    yield from _list("remedies", (line for one in resolved.remedies for line in _entry(_remedy(one))))
    yield from _list("misleads", (f"- {scalar(one)}" for one in resolved.misled))
    yield "incidents: 1"
    yield from _list("seen_in", [f"- {scalar(resolved.incident)}"])
    yield f"last_reviewed: {scalar(resolved.on)}"


def _remedy(one: Remedy) -> dict[str, str]:
    told = {"says": one.says, "command": one.command, "risk": one.risk, "verify": one.verify, "rollback": one.rollback}
    return {**told, "irreversible": "yes" if one.irreversible else ""}


def _list(key: str, lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    if every:
        yield f"{key}:"
        yield from (f"  {line}" for line in every)


def _entry(values: dict[str, str]) -> Iterator[str]:
    kept = [(key, value) for key, value in values.items() if value]
    yield from (f"{'  ' if at else '- '}{key}: {scalar(value)}" for at, (key, value) in enumerate(kept))


def _symptom(one: Symptom) -> Iterator[str]:
    yield from _entry({"signal": one.signal, "pattern": one.pattern, "name": one.name, "condition": one.condition})
    yield "  seen: 1"


def scalar(text: str) -> str:
    """Text as one YAML value on one line, whatever it holds."""
    text = text.strip()
    if _PLAIN.fullmatch(text) and ": " not in text and text.lower() not in _WORDS_OF_YAML and not text[0].isdigit():
        return text
    escaped = "".join(_escaped(char) for char in text)
    return f'"{escaped}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"  # noqa: PLR2004 - what four digits hold


@dataclass(slots=True)
class _Lines:
    """The document's lines while a block in them is corrected; `first` is the block's, `end` the line behind it."""

    lines: list[str]
    first: int
    end: int

    def key(self, key: str, low: int, high: int, indent: str) -> int | None:
        """The line of a key of that indentation."""
        begins = re.compile(rf"{indent}(?:- )?{key}[ \t]*:")
        return next((at for at in range(low, high) if begins.match(self.lines[at])), None)

    def put(self, at: int, *new: str) -> None:
        """Insert lines before `at`."""
        self.lines[at:at] = list(new)
        self.end += len(new)


def corrected(before: str, file: str, was: FailureMode, resolved: Resolved) -> str:
    """The document with the block of the failure mode corrected: counts, signs, what misled, when it was looked at.

    Raises:
        KnowledgeError: the block is written in a way that cannot be corrected by line.
    """
    line = int(was.cites[0].ref.locator.rpartition(":")[2])
    block = next(b for b in failure_modes.blocks(markdown.read(file, before)) if b.line <= line <= _last(b))
    text = _Lines(before.split("\n"), block.line - 1, _last(block))
    _value(text, "last_reviewed", lambda _: scalar(resolved.on))
    _value(text, "incidents", lambda now: str(int(now or 0) + 1))
    _append(text, "seen_in", [f"- {scalar(resolved.incident)}"])
    _append(text, "misleads", [f"- {scalar(one)}" for one in resolved.misled if one not in was.misleads])
    _count_signs(text, block, was, resolved)
    known = {sign(one) for one in was.symptoms}
    new = [line for one in resolved.seen if sign(one) not in known for line in _symptom(one)]
    _append(text, "symptoms", new)
    after = "\n".join(text.lines)
    _prove(after, file, line)
    return after


def _last(block: CodeBlock) -> int:
    return block.line + block.text.count("\n") - 1


def _prove(after: str, file: str, line: int) -> None:
    try:
        failure_modes.read(file, after)
    except KnowledgeError as error:
        raise KnowledgeError("this block cannot be corrected by line", file=file, line=line, hint=_HINT) from error


def _value(text: _Lines, key: str, new: Callable[[str], str]) -> None:
    at = text.key(key, text.first, text.end, "")
    if at is None:
        text.put(text.end, f"{key}: {new('')}")
    else:
        now = text.lines[at].partition(":")[2].partition("#")[0].strip()
        text.lines[at] = f"{key}: {new(now)}"


def _append(text: _Lines, key: str, entries: Sequence[str]) -> None:
    """Entries at the end of a list; the list too when it is missing."""
    if not entries:
        return
    at = text.key(key, text.first, text.end, "")
    if at is None:
        text.put(text.end, f"{key}:", *(f"  {one}" for one in entries))
        return
    end = next((n for n in range(at + 1, text.end) if re.match(r"[\w.\"']", text.lines[n])), text.end)
    marks = (re.match(r"([ \t]*)- ", text.lines[n]) for n in range(at + 1, end))
    indent = next((mark[1] for mark in marks if mark), "  ")
    text.put(end, *(f"{indent}{one}" for one in entries))


def _count_signs(text: _Lines, block: CodeBlock, was: FailureMode, resolved: Resolved) -> None:
    """One more incident in which each known sign was there, or was looked for in vain."""
    seen, missed = ({sign(one) for one in signs} for signs in (resolved.seen, resolved.missed))
    places = bounded_yaml.read(block.text).lines
    for number, one in reversed(list(enumerate(was.symptoms))):
        key = "seen" if sign(one) in seen else "absent" if sign(one) in missed else ""
        at = places.get(("symptoms", number))
        if key and at is not None:
            _count(text, text.first + at - 1, key, one.seen if key == "seen" else one.absent)


def _count(text: _Lines, at: int, key: str, now: int) -> None:
    """In an entry of lines, or within the braces of one line."""
    line = text.lines[at]
    if "{" in line:
        without = re.sub(rf",?\s*\b{key}:\s*\d+", "", line)
        head, brace, tail = without.rpartition("}")
        text.lines[at] = f"{head.rstrip()}, {key}: {now + 1}{brace}{tail}"
        return
    begins = re.match(r"[ \t]*- ", line)
    indent = " " * len(begins[0]) if begins else "    "
    end = next((n for n in range(at + 1, text.end) if not text.lines[n].startswith(indent)), text.end)
    standing = text.key(key, at, end, indent)
    if standing is None:
        text.put(end, f"{indent}{key}: {now + 1}")
    else:
        text.lines[standing] = f"{indent}{key}: {now + 1}"
