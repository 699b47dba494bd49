"""Who owns a file, and what changed around a definition lately: CODEOWNERS and commits, out of git."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from codriver.access.git import open_history
from codriver.codebase.answers import Answer, Site, Target, Tier
from codriver.codebase.symbols import matching, only
from codriver.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from codriver.access.git import Commit, Repository
    from codriver.codebase.opened import Codebase

PLACES = ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
RECENT = timedelta(days=365)
MOST_COMMITS = 200


def owners(base: Codebase, typed: str, path: Path, rev: str) -> Answer:
    """Who answers for the file: by CODEOWNERS, then by who wrote most of its recent commits."""
    target = _target(base, typed)
    sites: list[Site] = []
    try:
        with open_history(path) as history:
            rule = _rule(history, rev or "HEAD", target.file)
            if rule:
                where, line, pattern, names = rule
                sites.append(
                    Site(where, line, 0, Tier.CERTAIN, f"owned by {names}", "owner", pattern, f"{pattern} {names}")
                )
            sites += _authors(history.commits(paths=(target.file,), limit=MOST_COMMITS, start=rev), target)
            notes = tuple(f"{one.where}: {one.why}" for one in history.problems)
    except SourceError as error:
        notes = (error.message,)
    return Answer("owners", target, tuple(sites), 0, len(base.paths), (), notes)


def _authors(commits: Sequence[Commit], target: Target) -> list[Site]:
    newest = max((one.committed_at for one in commits), default=datetime.now(UTC))
    recent = [one for one in commits if newest - one.committed_at <= RECENT] or list(commits)
    count = Counter(one.author for one in recent)
    found = []
    for author, number in count.most_common(5):
        last = max(one.committed_at for one in recent if one.author == author)
        share = f"{100 * number // len(recent)} % of the last {len(recent)} commits, latest {last:%Y-%m-%d}"
        found.append(Site(target.file, target.line, 0, Tier.LIKELY, f"{author}: {share}", "author", author, ""))
    return found


def _rule(history: Repository, rev: str, file: str) -> tuple[str, int, str, str] | None:
    """The last line of CODEOWNERS that matches, as the forges read it."""
    for place in PLACES:
        try:
            text = history.file(rev, place).decode("utf-8", "replace")
        except SourceError:
            continue
        found = None
        for number, line in enumerate(text.splitlines(), 1):
            words = line.partition("#")[0].split()
            if len(words) > 1 and _matches(words[0], file):
                found = (place, number, words[0], " ".join(words[1:]))
        if found:
            return found
    return None


def _matches(pattern: str, file: str) -> bool:
    plain = (
        pattern.strip("/").removesuffix("/**").removesuffix("/*")
        if pattern.endswith(("/**", "/"))
        else pattern.lstrip("/")
    )
    anchored = "/" in pattern.rstrip("/")
    inside = file == plain or file.startswith(f"{plain}/") or fnmatchcase(file, plain)
    return inside or (not anchored and (fnmatchcase(file.rpartition("/")[2], plain) or f"/{plain}/" in f"/{file}"))


def changed(base: Codebase, typed: str, path: Path, rev: str, near: Iterable[str]) -> Answer:
    """Commits that touched the definition's file (first) or its neighbours, the latest first."""
    target = _target(base, typed)
    files = list(dict.fromkeys([target.file, *near]))
    sites: list[Site] = []
    try:
        with open_history(path) as history:
            commits = history.commits(paths=files, limit=MOST_COMMITS, start=rev)
            ranked = sorted(
                commits, key=lambda one: (target.file not in {f.path for f in one.files}, -one.committed_at.timestamp())
            )
            sites = [_commit(one, target, files) for one in ranked[:40]]
            notes = tuple(f"{one.where}: {one.why}" for one in history.problems)
    except SourceError as error:
        notes = (error.message,)
    return Answer("changed", target, tuple(sites), 0, len(base.paths), (), notes)


def _commit(one: Commit, target: Target, files: Sequence[str]) -> Site:
    touched = [f.path for f in one.files if f.path in files]
    own = target.file in touched
    what = target.file if own else ", ".join(touched[:3])
    reason = f"{one.sha[:12]} {one.committed_at:%Y-%m-%d %H:%M} {one.author}: touched {what}"
    tier = Tier.CERTAIN if own else Tier.LIKELY
    return Site(
        touched[0] if touched else target.file,
        target.line if own else 1,
        0,
        tier,
        reason,
        "commit",
        one.sha[:12],
        one.subject[:200],
    )


def _target(base: Codebase, typed: str) -> Target:
    """A file as it is, or the definition."""
    if ":" not in typed and "/" in typed:
        found = matching(base, typed)
        if not found:
            raise ConfigError(f"{typed}: no such file here", hint="give a path as the repository has it")
        return Target("file", found[0].rpartition("/")[2], found[0], found[0], 1)
    return only(base, typed).target
