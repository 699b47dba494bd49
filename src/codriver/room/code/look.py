"""One question to the code base: opened where the person stands, answered, cut to what was asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from codriver.codebase import questions
from codriver.codebase.answers import Answer, Site, Tier
from codriver.codebase.languages import grammars, language_of
from codriver.codebase.opened import Codebase
from codriver.codebase.parts import part_of
from codriver.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from codriver.room.request import Progress, Room

PAGE = 40
SETTINGS = ("conf", "dockerfile", "env", "ini", "properties", "sql", "toml", "yaml")  # by their endings
__all__ = ["AskedOfCode", "Seen", "Site", "look", "shown", "tier_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfCode:
    """What to show: where (`repo`, `rev`), which files (`under`, `tests`), how sure (`least`), which page."""

    repo: Path
    rev: str = ""
    under: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tests: bool = False
    least: Tier = Tier.TEXT
    page: int = 1
    per_page: int = PAGE


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as it is shown: the sites of this page, how many of each tier there are, and what is not shown."""

    answer: Answer
    name: str
    sites: tuple[Site, ...]
    tiers: tuple[tuple[Tier, int], ...]
    hidden: tuple[tuple[str, int], ...]
    page: int
    pages: int


def look(room: Room, question: str, symbol: str, asked: AskedOfCode, progress: Progress) -> Seen:
    """The answer to one of the questions of `codebase.questions`.

    Raises:
        ConfigError: the symbol is not there, or could be several.
        SourceError: the repository cannot be read.
    """
    progress(f"reading {asked.repo.name or asked.repo}")
    with Codebase(asked.repo, rev=asked.rev, state=room.state, tests=asked.tests) as base:
        progress(f"asking for {question}")
        answer: Answer = getattr(questions, question)(base, symbol)
        return shown(answer, base.name, asked)


def shown(answer: Answer, name: str, asked: AskedOfCode) -> Seen:
    """What of an answer was asked for, and how much is left out."""
    _known(asked.languages)
    hidden: Counter[str] = Counter()
    kept = []
    for site in answer.sites:
        why = _left_out(site, asked)
        if why:
            hidden[why] += 1
        else:
            kept.append(site)
    pages = max(1, -(-len(kept) // asked.per_page))
    if not 1 <= asked.page <= pages:
        raise ConfigError(f"there is no page {asked.page}", hint=f"there are {pages}")
    start = (asked.page - 1) * asked.per_page
    page = tuple(kept[start : start + asked.per_page])
    if len(kept) > len(page):
        hidden["on other pages (--page)"] = len(kept) - len(page)
    count = Counter(site.tier for site in kept)
    tiers = tuple((tier, count[tier]) for tier in Tier if count[tier])
    return Seen(replace(answer), name, page, tiers, tuple(sorted(hidden.items())), asked.page, pages)


def _known(languages: tuple[str, ...]) -> None:
    """Raises: ConfigError when there is no such language."""
    every = {"python", *(one.name for one in grammars().values()), *SETTINGS}
    for one in languages:
        if one not in every:
            raise ConfigError(f"--lang: unknown `{one}`", hint=f"known: {', '.join(sorted(every))}")


def tier_named(word: str) -> Tier:
    """The tier of this name; all of them when it is empty.

    Raises:
        ConfigError: there is no such tier.
    """
    if not word:
        return Tier.TEXT
    try:
        return Tier(word)
    except ValueError as error:
        raise ConfigError(f"--least: unknown `{word}`", hint=f"known: {', '.join(Tier)}") from error


def _left_out(site: Site, asked: AskedOfCode) -> str:
    part = part_of(site.file)
    if part in ("tests", "docs") and not asked.tests:
        return f"in {part} (--tests)"
    if asked.under and not any(_under(site.file, pattern) for pattern in asked.under):
        return "outside --path"
    if asked.languages and language_of(site.file) not in asked.languages:
        return "in other languages (--lang)"
    if site.tier.rank > asked.least.rank:
        return "less sure (--least)"
    return ""


def _under(file: str, pattern: str) -> bool:
    plain = pattern.strip("/")
    return file == plain or file.startswith(f"{plain}/") or fnmatchcase(file, pattern)
