"""Which revision of which repository a service runs, as far as its changes tell: code is read as it was deployed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codriver.access.git import Repository, open_history
from codriver.errors import SourceError
from codriver.model import Change, Gap, Matters, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NEWEST = "HEAD"


@dataclass(frozen=True, slots=True)
class Deployed:
    """The code of one service: `rev` is a commit, or `HEAD` when nothing says which; `previous` is empty if unknown."""

    service: str
    name: str
    path: Path
    rev: str
    previous: str = ""
    change: Change | None = None


def deployed(
    situation: Situation, repositories: Mapping[str, Path], services: Iterable[str]
) -> tuple[tuple[Deployed, ...], tuple[Gap, ...]]:
    """For each service where its code is; and a Gap for each whose deployed revision is in none of the repositories."""
    found: list[Deployed] = []
    gaps: list[Gap] = []
    for service in sorted(set(services)):
        change = _latest(situation, service)
        here = list(_holding(change, service, repositories)) if change is not None else []
        if change is not None and repositories and not here:
            gaps.append(_gap(service, change.version))
        found += here or [Deployed(service, name, path, NEWEST) for name, path in sorted(repositories.items())]
    return tuple(found), tuple(gaps)


def _latest(situation: Situation, service: str) -> Change | None:
    until = situation.window.until if situation.window else None
    known = (c for c in situation.changes if c.service == service and c.stage == Stage.DEPLOYED and c.version)
    return max((c for c in known if until is None or c.at <= until), key=lambda c: (c.at, c.id), default=None)


def _holding(change: Change, service: str, repositories: Mapping[str, Path]) -> Iterator[Deployed]:
    for name, path in sorted(repositories.items()):
        try:
            with open_history(path) as history:
                rev = commit_of(history, change.version)
                if rev:
                    yield Deployed(service, name, path, rev, commit_of(history, change.previous), change)
        except SourceError:
            continue  # the history's connector tells of it


def commit_of(history: Repository, version: str) -> str:
    """The commit that a version names: a hash, a tag with or without its `v`, the tag of an image; empty if none."""
    bare = version.rpartition(":")[2].removeprefix("v")
    for word in dict.fromkeys((version, bare, f"v{bare}")) if bare else ():
        try:
            found = history.commits(start=word, limit=1)
        except SourceError:
            continue
        if found:
            return found[0].sha
    return ""


def _gap(service: str, version: str) -> Gap:
    return Gap(
        what=f"the code of {service} as deployed",
        why=f"its revision {version[:40]} is in none of the repositories: their newest state was read instead",
        hint="git fetch --tags (of a shallow clone: --unshallow), or give the repository that was deployed",
        source="git",
        matters=Matters.LITTLE,
    )
