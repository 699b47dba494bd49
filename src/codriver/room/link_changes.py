"""Merged and deployed are two moments of one change: linked when both are known, kept apart always."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from codriver.model import Change, Stage
from codriver.room.same_change import once, same_version

SKEW = timedelta(seconds=5)  # a commit's clock and a deploy log's clock are two clocks


def linked(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes in order of time, each deployed one with what its commits touched."""
    every = once(changes)
    merged = [change for change in every if change.stage == Stage.MERGED]
    both = [_with_commits(change, merged) if change.stage == Stage.DEPLOYED else change for change in every]
    return tuple(sorted(both, key=lambda change: (change.at, change.service, change.stage, change.id)))


def _with_commits(change: Change, merged: Sequence[Change]) -> Change:
    brought = _brought(change, merged)
    if not brought:
        return change
    return replace(
        change,
        merged_at=max(commit.at for commit in brought),
        files=tuple(dict.fromkeys(file for commit in brought for file in commit.files)),
        lines=tuple(dict.fromkeys(lines for commit in brought for lines in commit.lines)),
        cites=tuple(dict.fromkeys((*change.cites, *(cite for commit in brought[-1:] for cite in commit.cites)))),
        by=change.by or brought[-1].by,
    )


def _brought(change: Change, merged: Sequence[Change]) -> list[Change]:
    """The commits after `previous` up to `version` that concern the service; the version's own commit at the least."""
    tip = [commit for commit in merged if same_version(commit.version, change.version)]
    if not tip:
        return []
    start = [commit.at for commit in merged if same_version(commit.version, change.previous)]
    since = max(start, default=tip[0].at - timedelta(microseconds=1))
    ours = [c for c in merged if c.service in (change.service, "") and since < c.at <= tip[0].at + SKEW]
    exact = [commit for commit in tip if commit.service in (change.service, "")]
    return sorted({c.id: c for c in (*ours, *(exact or tip))}.values(), key=lambda commit: (commit.at, commit.id))
