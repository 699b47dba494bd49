"""A first draft of failure modes, out of what a service needs and what its code sets: to be corrected by people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access.files import read_text
from codriver.access.files.walk import Found, walk
from codriver.errors import SourceError
from codriver.knowledge.lesson_text import dashed, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ENDINGS = (
    ".py",
    ".go",
    ".java",
    ".kt",
    ".js",
    ".ts",
    ".rb",
    ".rs",
    ".cs",
    ".php",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".env",
)
_LARGEST, _MOST_FILES = 256 * 1024, 2_000
_TELLING = (
    ("timeout", re.compile(r"(?i)[\w.\"']*time_?out[\w\"']*\s*[:=(]\s*[\"']?\d[\w.]*")),
    (
        "pool",
        re.compile(
            r"(?i)[\w.\"']*(?:pool_?size|max_?(?:connections|conns|open_conns)|pool_?max)[\w\"']*\s*[:=(]\s*[\"']?\d+"
        ),
    ),
    ("setting", re.compile(r"(?:os\.environ(?:\.get)?[\[(]|getenv\(|process\.env\.|ENV\[)[\"']?([A-Z][A-Z0-9_]{2,})")),
    ("retries", re.compile(r"(?i)[\w.\"']*(?:max_?)?retr(?:y|ies)[\w\"']*\s*[:=(]\s*[\"']?\d+")),
)
_EACH = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """A line of code that says how the service may fail: of which kind, where, and its words."""

    kind: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Before:
    """What broke the service before: the cause, in whose words, in which incidents; `written` where it stands."""

    cause: str
    says: str
    incidents: tuple[str, ...]
    written: str = ""


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """The code and settings below a folder: name and text; what cannot be read is passed by."""
    items = (item for item in walk(root) if isinstance(item, Found) and item.name.endswith(_ENDINGS))
    for number, item in enumerate(items):
        if number >= _MOST_FILES:
            return
        try:
            yield item.name, read_text(item.path, _LARGEST, name=item.name)
        except SourceError:
            continue


def seen_in(texts: Iterable[tuple[str, str]]) -> tuple[Telling, ...]:
    """Timeouts, pools, settings and retries in the code, a few of each."""
    found: dict[str, list[Telling]] = {kind: [] for kind, _ in _TELLING}
    for name, text in texts:
        for number, line in enumerate(text.splitlines(), 1):
            for kind, pattern in _TELLING if len(line) < _LARGEST // 256 else ():
                if len(found[kind]) < _EACH and (match := pattern.search(line)):
                    found[kind].append(Telling(kind, f"{name}:{number}", match[match.lastindex or 0].strip("\"' ")))
    return tuple(one for of in found.values() for one in of)


def draft(
    service: str,
    owner: str,
    needs: Iterable[str],
    seen: Iterable[Telling],
    today: str,
    before: Iterable[Before] = (),
) -> str:
    """The document: what broke it before, one block a dependency, one for what the code limits, one for settings."""
    seen, before = tuple(seen), tuple(before)
    head = [
        f"service: {scalar(service)}",
        *([f"owner: {scalar(owner)}"] if owner else []),
        f"last_reviewed: {scalar(today)}",
    ]
    parts = [
        _of_dependency(service, need, [one for one in seen if one.kind in ("timeout", "retries")]) for need in needs
    ]
    limits = [one for one in seen if one.kind in ("pool", "timeout")]
    settings = [one for one in seen if one.kind == "setting"]
    parts += [_of_limits(service, limits)] if limits or not parts else []
    parts += [_of_settings(service, settings)] if settings else []
    parts = [_of_before(one) for one in before if not one.written] + parts
    title = (
        f"# How {' '.join(service.split())} may fail\n\nA draft: correct every line, and take out what cannot happen.\n"
    )
    told = ["## What happened before\n\n" + "".join(map(_told, before))] if before else []
    return "---\n" + "\n".join(head) + "\n---\n" + "\n".join([title, *told, *parts])


def _told(one: Before) -> str:
    many = len(one.incidents)
    times = f"{many} resolved incident{'' if many == 1 else 's'}"
    place = f", written at `{one.written}`" if one.written else ", not written yet: below"
    return f"- {_plain(one.says)} ({_plain(one.cause)}): {times}{place}\n"


def _plain(text: str) -> str:
    """Text from elsewhere that opens nothing in a line of markdown."""
    return " ".join(text.split()).replace("`", "'").replace("<", "&lt;") or "..."


def _of_before(one: Before) -> str:
    return _block(
        _plain(one.says),
        [f"Seen here in {', '.join(map(_plain, one.incidents))}. What was its sign, and what mended it?"],
        [
            f"id: {scalar(dashed(one.says)[:60].strip('-') or dashed(one.cause) or 'seen-before')}",
            f"cause: {scalar(one.cause or 'failing')}",
            f"says: {scalar(one.says)}",
            f"incidents: {len(one.incidents)}",
            f"seen_in: [{', '.join(map(scalar, one.incidents))}]",
            "symptoms: []",
        ],
    )


def _of_dependency(service: str, need: str, seen: list[Telling]) -> str:
    return _block(
        f"{need} does not answer",
        [f"{service} needs {need}. What happens when {need} is slow, and when it is gone?", *_places(seen)],
        [
            f"id: {dashed(need)}-does-not-answer",
            "cause: dependency",
            f"says: {scalar(f'{need} answers slowly or not at all')}",
            f"upstream: [{scalar(need)}]",
            "symptoms:",
            "  - signal: log",
            f"    pattern: {scalar(f'(?i){re.escape(need)}.*(timed? ?out|refused|unavailable|50[0-9])')}",
            "    with: 0.8",
            "    without: 0.05",
            "checks:",
            f"  - ask: {scalar(f'does {need} report trouble itself?')}",
            "    yes: supports",
            "    no: contradicts",
        ],
    )


def _of_limits(service: str, seen: list[Telling]) -> str:
    return _block(
        "A limit is reached",
        [f"What in {service} runs out first: connections, threads, memory, disk?", *_places(seen)],
        [
            "id: limit-reached",
            "cause: resource",
            f"says: {scalar(f'{service} runs out of connections, threads or memory')}",
            "symptoms:",
            "  - signal: log",
            '    pattern: "(?i)pool (is )?(empty|exhausted)|too many connections|out of memory"',
            "    with: 0.8",
            "    without: 0.02",
            "remedies:",
            "  - says: raise the limit, then find who holds on",
            "    risk: R2",
            "    verify: fill in what shows that it worked",
            "    rollback: fill in the value of before",
        ],
    )


def _of_settings(service: str, seen: list[Telling]) -> str:
    return _block(
        "A setting is wrong or missing",
        [f"{service} reads these when it starts:", *_places(seen)],
        [
            "id: setting-wrong",
            "cause: configuration",
            "says: a setting is missing or has a wrong value",
            "trigger: a deploy, or a change of configuration",
            "symptoms:",
            "  - signal: log",
            f"    pattern: {scalar('(?i)(missing|invalid|unknown).*(' + '|'.join(one.words for one in seen) + ')')}",
            "    with: 0.6",
            "    without: 0.01",
        ],
    )


def _places(seen: Iterable[Telling]) -> list[str]:
    return [
        f"- `{one.place}` sets `{one.words.replace('`', '')}`"
        if one.kind != "setting"
        else f"- `{one.words}` (`{one.place}`)"
        for one in seen
    ]


def _block(title: str, prose: list[str], lines: list[str]) -> str:
    told = "\n".join(prose[:1] + ([""] if len(prose) > 1 else []) + prose[1:])
    return f"## {' '.join(title.split())}\n\n{told}\n\n```yaml failure-mode\n" + "\n".join(lines) + "\n```\n"
